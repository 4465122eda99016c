package org.sluice.dataplane.app;

import java.lang.foreign.Arena;
import java.util.function.Function;
import org.sluice.dataplane.decode.Packet;

/**
 * What all parsers of one inspector share: settings, buffer memory, counters, and the births and deaths of
 * transactions.
 */
public final class AppRuntime {
    private final AppSettings settings;
    private final BuddyPool memory;
    private final AppCounters counters = new AppCounters();
    private final Frames frames;
    private final FileDigests digests;
    private final FileMagic magic;
    private final StoredFiles storedFiles;
    private TransactionListener listener = (session, transaction) -> { };

    /** @param arena whose life the buffers have */
    public AppRuntime(AppSettings settings, Arena arena) {
        this.settings = settings;
        memory = new BuddyPool(arena, settings.memcap(), counters);
        frames = new Frames(this);
        digests = new FileDigests(this);
        magic = new FileMagic(arena, counters);
        storedFiles = new StoredFiles(this);
    }

    /** The bounds. */
    public AppSettings settings() {
        return settings;
    }

    /** Where buffers come from. */
    public BuddyPool memory() {
        return memory;
    }

    /** What was counted. */
    public AppCounters counters() {
        return counters;
    }

    /** Where frames come from. */
    public Frames frames() {
        return frames;
    }

    /** Where the digests of files come from. */
    public FileDigests digests() {
        return digests;
    }

    /** Where the kinds of files come from. */
    public FileMagic magic() {
        return magic;
    }

    /** Where files go that rules want kept. */
    public StoredFiles storedFiles() {
        return storedFiles;
    }

    void ended(AppSession session, Transaction transaction) {
        listener.onEnd(session, transaction);
    }

    void listener(TransactionListener transactionListener) {
        listener = transactionListener;
    }

    /** Empty bytes of at most {@code limit}. */
    public NativeBytes bytes(int limit) {
        return new NativeBytes(memory).limit(limit);
    }

    /** Empty body window. */
    public BodyWindow body() {
        return new BodyWindow(memory, counters, false, magic);
    }

    /** Empty window of a file. */
    BodyWindow file() {
        return new BodyWindow(memory, counters, settings.patientFiles(), magic);
    }

    /** A pool of as many as there may be transactions of a protocol. */
    public <T> Pool<T> pool(Function<AppRuntime, T> factory) {
        return new Pool<>(settings.transactions(), () -> factory.apply(this));
    }

    /** A pool of a quarter of that, for protocols of which few flows are open at a time. */
    public <T> Pool<T> smallPool(Function<AppRuntime, T> factory) {
        return new Pool<>(settings.transactions() / 4 + 1, () -> factory.apply(this));
    }

    /**
     * Takes a transaction from {@code pool} into the session. When the flow has its share, the oldest is closed for it;
     * when all are in use, null (each counted).
     */
    @SuppressWarnings("unchecked")
    public <T extends Transaction> T open(AppSession session, AppParser parser, Pool<T> pool, Packet packet) {
        if (session.transactions.size() >= settings.transactionsPerFlow()) {
            counters.add(AppCounter.TRANSACTIONS_PER_FLOW_EXCEEDED, 1);
            close(session, null);
        }
        T transaction = pool.take();
        if (transaction == null) {
            counters.add(AppCounter.TRANSACTIONS_EXHAUSTED, 1);
            return null;
        }
        transaction.parser = parser;
        transaction.pool = (Pool<Transaction>) pool;
        session.transactions.add(transaction, packet.timestampNs);
        counters.countTransaction(parser.protocol());
        return transaction;
    }

    /** Whether the flow has its share of open transactions, so that the next one closes the oldest. */
    public boolean isFull(AppSession session) {
        return session.transactions.size() >= settings.transactionsPerFlow();
    }

    /** Takes the transaction behind {@code before} (the first, when that is null) out of the session. */
    void close(AppSession session, Transaction before) {
        Transaction gone = session.transactions.removeAfter(before);
        listener.onEnd(session, gone);
        gone.detectState = null;
        gone.reset();
        gone.parser.takeBack(gone);
        gone.pool.give(gone);
    }
}
