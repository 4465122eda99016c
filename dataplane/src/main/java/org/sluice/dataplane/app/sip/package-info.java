/**
 * SIP (RFC 3261) over UDP and TCP: each message is a transaction of its own. Hot; the inspector's thread.
 */
package org.sluice.dataplane.app.sip;
