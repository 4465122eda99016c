/**
 * Application layer: which protocol a flow speaks, and its transactions as buffers, numbers and events.
 *
 * <p>Hot; owned by one inspector thread: {@link org.sluice.dataplane.app.AppLayer} is one per inspector, a
 * {@link org.sluice.dataplane.app.AppSession} belongs to one flow, parsers are stateless and keep what they must in
 * pooled objects and in {@link org.sluice.dataplane.app.BuddyPool} memory. Everything is bounded by
 * {@link org.sluice.dataplane.app.AppSettings}; when a bound is met a counter and a policy speak, never an exception.
 *
 * <p>Parsers get each byte of a direction exactly once and in order, in pieces of any size; so the pieces cannot change
 * what a parser understands. What detection inspects lies in native memory and stays until the transaction ends.
 *
 * <p>Neighbours: {@code stream} brings ordered bytes and {@code decode} datagrams; {@code flow} keeps the session;
 * {@code detect} walks {@link org.sluice.dataplane.app.TransactionList}.
 */
package org.sluice.dataplane.app;
