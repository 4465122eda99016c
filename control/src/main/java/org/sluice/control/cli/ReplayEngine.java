package org.sluice.control.cli;

import java.io.IOException;
import org.sluice.control.config.Configuration;

/** Runs captures through the stages that live packets go through, with the captures' clock. One thread at a time. */
public interface ReplayEngine extends AutoCloseable {
    /**
     * Runs one replay and writes {@code eve.json} to its folder, which exists.
     *
     * @param configuration the job's settings are in it already
     * @throws IOException when it cannot begin: rules refused, files missing; the message says which and why
     */
    ReplayResult replay(ReplayJob job, Configuration configuration) throws IOException;

    @Override
    void close();
}
