package org.sluice.dataplane.app.http;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.app.AppCounter;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AppSettings;
import org.sluice.dataplane.app.BodyWindow;

/**
 * Undoes the content coding of a body, layer by layer, into its window. Stops for good when the window's limit is met,
 * or when output outgrows input past the bomb limits: an attacker's ratio buys no more work than that.
 */
final class HttpBody {
    /** Most layers there can be, whatever is configured. */
    static final int MAX_LAYERS = 8;

    private final AppRuntime runtime;
    private final AppSettings settings;
    private final DecompressorPool decompressors;
    private final Decompressor.Sink copy;
    private BodyWindow window;
    private final Decompressor[] layers = new Decompressor[MAX_LAYERS];
    private final LayerOutput[] outputs = new LayerOutput[MAX_LAYERS];
    private int layerCount;
    private long limit;
    private long consumed;
    private long produced;
    private boolean stopped;
    private boolean bomb;
    private boolean failed;
    private boolean active;

    /** Bodies go into their windows alone. */
    HttpBody(AppRuntime runtime, DecompressorPool decompressors) {
        this(runtime, decompressors, (memory, offset, length) -> true);
    }

    /** @param copy is given all that goes into the window, too */
    HttpBody(AppRuntime runtime, DecompressorPool decompressors, Decompressor.Sink copy) {
        this.runtime = runtime;
        this.copy = copy;
        settings = runtime.settings();
        this.decompressors = decompressors;
        for (int i = 0; i < MAX_LAYERS; i++) {
            outputs[i] = new LayerOutput(i);
        }
    }

    /**
     * Begins a body into {@code target}, with so many layers of content coding.
     *
     * @param brotli a bit for each layer, the lowest for the outermost, set where it is brotli
     */
    void begin(BodyWindow target, int layerTotal, int brotli, long bodyLimit, int keepWhole, int overlap) {
        release();
        window = target;
        window.begin(bodyLimit, keepWhole, overlap);
        limit = bodyLimit;
        consumed = 0;
        produced = 0;
        stopped = false;
        bomb = false;
        failed = false;
        active = true;
        for (int i = 0; i < Math.min(layerTotal, MAX_LAYERS); i++) {
            Decompressor layer = decompressors.take((brotli >> i & 1) != 0);
            if (layer == null) {
                break;
            }
            layers[layerCount++] = layer;
        }
    }

    /** Whether a body has begun and not ended. */
    boolean active() {
        return active;
    }

    /** Whether output was stopped as a bomb. */
    boolean bomb() {
        return bomb;
    }

    /** Whether a layer broke in mid-stream. */
    boolean failed() {
        for (int i = 0; i < layerCount; i++) {
            failed |= layers[i].failed();
        }
        return failed;
    }

    /** Takes body bytes, transfer coding undone. */
    void take(MemorySegment memory, long offset, int length) {
        consumed += length;
        if (stopped) {
            runtime.counters().add(AppCounter.BODY_BYTES_PAST_LIMIT, length);
        } else if (layerCount == 0) {
            append(memory, offset, length);
        } else if (!layers[0].take(memory, offset, length, outputs[0])) {
            stop();
        }
    }

    /** The body has ended: what layers held back comes out. */
    void end() {
        if (!active) {
            return;
        }
        for (int i = 0; i < layerCount && !stopped; i++) {
            if (!layers[i].finish(outputs[i])) {
                stop();
            }
        }
        active = false;
        releaseLayers();
        window.end();
    }

    /** Gives decompressors back. */
    void release() {
        active = false;
        releaseLayers();
    }

    private void releaseLayers() {
        for (int i = 0; i < layerCount; i++) {
            decompressors.give(layers[i]);
            layers[i] = null;
        }
        layerCount = 0;
    }

    /** Nothing more is decompressed: others may have the decompressors. */
    private void stop() {
        stopped = true;
        failed = failed();
        releaseLayers();
        runtime.counters().add(AppCounter.DECOMPRESSION_STOPPED, 1);
    }

    private void append(MemorySegment memory, long offset, int length) {
        window.append(memory, offset, length);
        copy.take(memory, offset, length);
    }

    private boolean output(MemorySegment memory, long offset, int length) {
        produced += length;
        append(memory, offset, length);
        if (produced > settings.compressionBombLimit()
                && produced / settings.compressionRatioLimit() > Math.max(consumed, 1)) {
            bomb = true;
            return false;
        }
        return limit == 0 || window.total() < limit || window.isDigested();
    }

    private final class LayerOutput implements Decompressor.Sink {
        private final int layer;

        LayerOutput(int layer) {
            this.layer = layer;
        }

        @Override
        public boolean take(MemorySegment memory, long offset, int length) {
            if (layer + 1 < layerCount) {
                return layers[layer + 1].take(memory, offset, length, outputs[layer + 1]);
            }
            return output(memory, offset, length);
        }
    }
}
