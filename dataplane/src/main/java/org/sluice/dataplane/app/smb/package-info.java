/**
 * SMB 1, 2 and 3 (MS-CIFS, MS-SMB2) over TCP: commands with their answers, the files they carry, and the DCE/RPC calls
 * in pipes.
 *
 * <p>Hot; owned by one inspector thread. There are three sorts of transactions: a command with its answer, a call in a
 * pipe with its answer, a file that is written or read. What is encrypted is followed no further.
 *
 * <p>Neighbours: {@code app} for the shape of parsers, {@code app.dcerpc} for what is in pipes.
 */
package org.sluice.dataplane.app.smb;
