/**
 * DCE/RPC (C706, chapter 12), connection-oriented: calls of interfaces, over TCP or inside SMB's pipes.
 *
 * <p>Hot; owned by one inspector thread. A transaction is one call with its answer, or a binding with its answer; what
 * was bound is remembered by flow in {@link org.sluice.dataplane.app.dcerpc.Interfaces}.
 *
 * <p>Neighbours: {@code app} for the shape of parsers; {@code app.smb} reads calls with {@link
 * org.sluice.dataplane.app.dcerpc.RpcReader}.
 */
package org.sluice.dataplane.app.dcerpc;
