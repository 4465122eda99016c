/**
 * How the commands speak to a running control plane: a Unix-domain socket in the cnc directory, one JSON object a line
 * each way. Who may write to the socket may command: it has the rights of the directory.
 *
 * <pre>
 *   -> {"command":"reload"}
 *   &lt;- {"ok":true,"result":{...}}   or   {"ok":false,"error":"..."}
 * </pre>
 *
 * <p>Cold: a virtual thread for each connection; what a command does is up to who registered it.
 */
package org.sluice.control.api;
