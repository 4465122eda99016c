package org.sluice.perf.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import org.sluice.control.api.ControlClient;

/**
 * Asks a control plane for one reload after the other, each with another text of its rule file, until stopped: a
 * thread of
 * its own, which speaks to the control socket as {@code sluice rules reload} does.
 */
final class Reloads implements AutoCloseable {
    private static final long PAUSE_MS = 200;

    private final ControlClient control;
    private final Path rules;
    private final IntFunction<String> text;
    private final Thread thread = new Thread(this::work, "reloads");
    private volatile boolean stopping;
    private volatile int done;
    private volatile String problem;

    /** @param text of the rule file for each reload, by its number */
    Reloads(Path cncDirectory, Path rules, IntFunction<String> text) {
        control = new ControlClient(cncDirectory);
        this.rules = rules;
        this.text = text;
        thread.start();
    }

    /**
     * Stops.
     *
     * @return reloads that came into force
     * @throws IOException when one was refused
     */
    int stop() throws IOException {
        close();
        if (problem != null) {
            throw new IOException("a reload failed: " + problem);
        }
        return done;
    }

    @Override
    public void close() {
        stopping = true;
        try {
            thread.join();
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        try {
            while (!stopping) {
                Path next = rules.resolveSibling("next.rules");
                Files.writeString(next, text.apply(done + 1));
                Files.move(next, rules, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                control.ask("reload");
                done++;
                Thread.sleep(PAUSE_MS);
            }
        } catch (IOException e) {
            problem = e.getMessage();
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }
}
