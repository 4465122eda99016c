/**
 * NFS versions 2, 3 and 4 (RFC 1094, 1813, 7530, 5661) in calls of ONC RPC (RFC 5531), over TCP and UDP.
 *
 * <p>Hot; owned by one inspector thread. A transaction is a call with its reply, or a file that calls read or write:
 * its contents are files to rules. Of version 4's compound calls those that make, remove or rename something are
 * transactions, and those that carry a file's contents.
 *
 * <p>Neighbours: {@code app} for the shape of parsers and for files.
 */
package org.sluice.dataplane.app.nfs;
