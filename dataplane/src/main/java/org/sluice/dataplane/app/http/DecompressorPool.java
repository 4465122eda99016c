package org.sluice.dataplane.app.http;

import java.lang.foreign.Arena;
import org.sluice.bindings.brotli.BrotliBudget;
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
    private BrotliBudget brotliBudget;

    /** Empty; makes as many as the settings allow. */
    public DecompressorPool(AppRuntime runtime) {
        this.runtime = runtime;
        free = new Decompressor[runtime.settings().decompressors()];
    }

    /**
     * A decompressor as new, or null when all are in use (counted).
     *
     * @param brotli for brotli, else for what the first bytes say
     */
    Decompressor take(boolean brotli) {
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
        if (brotli) {
            taken.beginBrotli(budget(), runtime);
        } else {
            taken.begin();
        }
        return taken;
    }

    private BrotliBudget budget() {
        if (brotliBudget == null) {
            brotliBudget = new BrotliBudget(Arena.ofAuto(), runtime.settings().brotliMemcap());
        }
        return brotliBudget;
    }

    void give(Decompressor decompressor) {
        decompressor.end();
        free[size++] = decompressor;
    }
}
