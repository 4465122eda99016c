/**
 * RDP (MS-RDPBCGR, 2.2.1.1 and 2.2.1.2): the first message of each side; what follows is encrypted. Hot; one
 * inspector's thread. Neighbours: {@code app} for the shape of parsers.
 */
package org.sluice.dataplane.app.rdp;
