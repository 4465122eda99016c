package org.sluice.dataplane.pipeline;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.sluice.dataplane.detect.RuleSet;
import org.sluice.dataplane.detect.RuleSetLoader;
import org.sluice.dataplane.detect.VariableNames;
import org.sluice.rules.image.ColumnArrays;
import org.sluice.rules.image.ImageException;
import org.sluice.rules.image.ImageReader;

/**
 * The rule images of this process: the one in force, and those before it until no inspector uses them. A load that
 * fails leaves the one in force. Cold; the conductor's thread.
 */
public final class RuleImages {
    private record Held(RuleSet rules, Arena mapping) {
        void release() {
            rules.close();
            mapping.close();
        }
    }

    private final RuleSetExchange exchange;
    private final RuleSetLoader loader;
    private final ColumnArrays arrays = new ColumnArrays();
    private final Deque<Held> old = new ArrayDeque<>();
    private Held current;

    /** @param names the process's variables (flowbits...), which live through reloads */
    public RuleImages(RuleSetExchange exchange, VariableNames names) {
        this.exchange = exchange;
        this.loader = new RuleSetLoader(names);
    }

    /**
     * Maps and checks an image and publishes it to the inspectors.
     *
     * @throws ImageException when it is corrupt, foreign or of another version; nothing has changed then
     */
    public RuleSet load(Path image, long generation) throws ImageException {
        Arena mapping = Arena.ofShared();
        RuleSet rules;
        try {
            rules = loader.load(ImageReader.open(image, mapping, arrays), generation);
        } catch (ImageException | RuntimeException refused) {
            mapping.close();
            throw refused;
        }
        if (current != null) {
            old.add(current);
        } else {
            rules.image().reserve();
        }
        rules.image().unload();
        current = new Held(rules, mapping);
        exchange.publish(rules);
        return rules;
    }

    /**
     * Writes the sets that rules have changed and that are kept in files.
     *
     * @throws IOException when one cannot be written
     */
    public void saveSets() throws IOException {
        loader.datasets().save();
    }

    /** Whether every inspector uses the image in force. */
    public boolean isAdopted() {
        return current != null && exchange.isAdoptedByAll(current.rules());
    }

    /** Unmaps the oldest image once all inspectors use the one in force; returns what was retired, or null. */
    public RuleSet retireUnused() {
        if (old.isEmpty() || !isAdopted()) {
            return null;
        }
        Held retired = old.poll();
        retired.release();
        return retired.rules();
    }

    /** Generation in force, 0 for none. */
    public long generation() {
        return current == null ? 0 : current.rules().generation();
    }

    /** Rules in force. */
    public int ruleCount() {
        return current == null ? 0 : current.rules().ruleCount();
    }

    /** Frees all images; no inspector may run any more. */
    public void close() {
        old.forEach(Held::release);
        old.clear();
        if (current != null) {
            current.release();
            current = null;
        }
    }
}
