package org.sluice.dataplane.app;

import java.util.Arrays;
import org.sluice.rules.image.Buffer;

/** The digests of files of one inspector. Those that no rule asks for are never computed. */
public final class FileDigests {
    private static final int MOST = 1024;
    private static final int KINDS = 3;

    private final AppRuntime runtime;
    private final boolean[] wanted = new boolean[KINDS];
    private Pool<FileDigest> pool;
    private boolean anyWanted;

    FileDigests(AppRuntime runtime) {
        this.runtime = runtime;
    }

    /** Forgets what is wanted: files that begin from now on get no digests. */
    public void wantNone() {
        Arrays.fill(wanted, false);
        anyWanted = false;
    }

    /** Says that a rule asks for the digest that a buffer holds; another buffer changes nothing. Allocates at first. */
    public void want(Buffer buffer) {
        int kind = FileDigest.kind(buffer);
        if (kind < 0) {
            return;
        }
        wanted[kind] = true;
        anyWanted = true;
        if (pool == null) {
            pool = new Pool<>(MOST, () -> new FileDigest(this, runtime));
        }
    }

    /** Digests for a file that begins; null when none are wanted, or all are in use (counted). */
    public FileDigest begin() {
        if (!anyWanted) {
            return null;
        }
        FileDigest digest = pool.take();
        if (digest == null) {
            runtime.counters().add(AppCounter.FILE_DIGESTS_EXHAUSTED, 1);
            return null;
        }
        digest.begin(wanted);
        return digest;
    }

    void give(FileDigest digest) {
        pool.give(digest);
    }
}
