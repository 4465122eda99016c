package org.sluice.dataplane.app;

/** A session's live transactions, oldest first: walk from {@link #first()} by {@link Transaction#next()}. */
public final class TransactionList {
    private Transaction first;
    private Transaction last;
    private int size;
    private long begun;

    /** The oldest, or null. */
    public Transaction first() {
        return first;
    }

    /** The newest, or null. */
    public Transaction last() {
        return last;
    }

    /** How many live. */
    public int size() {
        return size;
    }

    /** How many began in this flow: the next one's id. */
    public long begun() {
        return begun;
    }

    /** Whether something of one of them is still to come in that direction. */
    public boolean hasUnfinished(int direction) {
        Transaction transaction = first;
        while (transaction != null && transaction.progress(direction) == Transaction.END) {
            transaction = transaction.next();
        }
        return transaction != null;
    }

    void add(Transaction transaction, long nowNs) {
        transaction.begin(begun++, nowNs);
        if (last == null) {
            first = transaction;
        } else {
            last.next = transaction;
        }
        last = transaction;
        size++;
    }

    /** Takes out the one behind {@code before}, or the first when that is null. */
    Transaction removeAfter(Transaction before) {
        Transaction gone = before == null ? first : before.next;
        if (before == null) {
            first = gone.next;
        } else {
            before.next = gone.next;
        }
        if (gone == last) {
            last = before;
        }
        gone.next = null;
        size--;
        return gone;
    }

    void reset() {
        first = null;
        last = null;
        size = 0;
        begun = 0;
    }
}
