package org.sluice.dataplane.app.http;

import org.sluice.dataplane.app.AppCounter;
import org.sluice.dataplane.app.AppRuntime;

/**
 * The decompressors of one inspector: made when first needed and then kept, up to the limit, so that start-up does not
 * touch memory that few use.
 */
public final class DecompressorPool {
    private final AppRuntime runtime;
    private final Decompressor[] free;
    private int size;
    private int made;

    /** Empty; makes as many as the settings allow. */
    public DecompressorPool(AppRuntime runtime) {
        this.runtime = runtime;
        free = new Decompressor[runtime.settings().decompressors()];
    }

    /** A decompressor as new, or null when all are in use (counted). */
    Decompressor take() {
        Decompressor taken;
        if (size > 0) {
            taken = free[--size];
        } else if (made < free.length) {
            made++;
            taken = new Decompressor();
        } else {
            runtime.counters().add(AppCounter.DECOMPRESSORS_EXHAUSTED, 1);
            return null;
        }
        taken.begin();
        return taken;
    }

    void give(Decompressor decompressor) {
        free[size++] = decompressor;
    }
}
