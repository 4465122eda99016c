/**
 * SSH (RFC 4253): banners and key exchange offers, as one transaction a flow; HASSH fingerprints. Hot; the inspector's
 * thread. Once both ends said NEWKEYS the session is said to be bypassed.
 */
package org.sluice.dataplane.app.ssh;
