/** FTP (RFC 959): commands with their replies, one transaction each. Hot; the inspector's thread. */
package org.sluice.dataplane.app.ftp;
