package org.sluice.dataplane.app;

/** Hears of transactions that leave their session: for logging, and for detection to take its state back. */
public interface TransactionListener {
    /** The transaction still has all its buffers; after this call it is reset and reused. */
    void onEnd(AppSession session, Transaction transaction);
}
