package org.sluice.control.lifecycle;

import org.sluice.control.files.FileStore;
import org.sluice.control.export.EveContext;
import org.sluice.control.export.EveFileContext;
import org.sluice.control.journal.JournalContext;
import org.sluice.dataplane.contract.CncDescriptor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** All settings of the control plane. */
public final class ControlContext {
    private Path cncDirectory = CncDescriptor.DEFAULT_DIRECTORY;
    private Path stateDirectory = Path.of("/var/lib/sluice");
    private JournalContext journal = new JournalContext();
    private boolean eveEnabled = true;
    private FileStore fileStore;
    private EveContext eve = new EveContext();
    private EveFileContext eveFile = new EveFileContext();
    private Duration eveFlushInterval = Duration.ofSeconds(1);
    private Duration statsInterval = Duration.ofSeconds(8);
    private int metricsPort = 9917;
    private RuleSetLoader ruleSetLoader;
    private int imagesKept = 10;
    private Duration reloadTimeout = Duration.ofSeconds(30);
    private boolean watchRules;
    private boolean reloadOnHangup = true;
    private Duration heartbeatTimeout = Duration.ofSeconds(2);
    private Supplier<ProcessBuilder> dataPlaneCommand;
    private LongSupplier clockMs = System::currentTimeMillis;

    /** @return directory shared with the data plane, default /dev/shm/sluice */
    public Path cncDirectory() {
        return cncDirectory;
    }

    /**
     * @param cncDirectory shared with the data plane
     * @return this
     */
    public ControlContext cncDirectory(final Path cncDirectory) {
        this.cncDirectory = cncDirectory;
        return this;
    }

    /** @return directory of images and export positions, default /var/lib/sluice */
    public Path stateDirectory() {
        return stateDirectory;
    }

    /**
     * @param stateDirectory of images and export positions
     * @return this
     */
    public ControlContext stateDirectory(final Path stateDirectory) {
        this.stateDirectory = stateDirectory;
        return this;
    }

    /** @return where the images are */
    public Path imageDirectory() {
        return stateDirectory.resolve("images");
    }

    /** @return settings of the journal */
    public JournalContext journal() {
        return journal;
    }

    /**
     * @param journal settings
     * @return this
     */
    public ControlContext journal(final JournalContext journal) {
        this.journal = journal;
        return this;
    }

    /** @return keeps the files that rules name, or null for none */
    public FileStore fileStore() {
        return fileStore;
    }

    /**
     * @param fileStore keeps the files that rules name, or null for none; closed by the control plane
     * @return this
     */
    public ControlContext fileStore(final FileStore fileStore) {
        this.fileStore = fileStore;
        return this;
    }

    /** @return whether the EVE file is written, default yes */
    public boolean eveEnabled() {
        return eveEnabled;
    }

    /**
     * @param eveEnabled whether the EVE file is written
     * @return this
     */
    public ControlContext eveEnabled(final boolean eveEnabled) {
        this.eveEnabled = eveEnabled;
        return this;
    }

    /** @return what EVE JSON contains */
    public EveContext eve() {
        return eve;
    }

    /**
     * @param eve what EVE JSON contains
     * @return this
     */
    public ControlContext eve(final EveContext eve) {
        this.eve = eve;
        return this;
    }

    /** @return settings of the EVE file */
    public EveFileContext eveFile() {
        return eveFile;
    }

    /**
     * @param eveFile settings
     * @return this
     */
    public ControlContext eveFile(final EveFileContext eveFile) {
        this.eveFile = eveFile;
        return this;
    }

    /** @return longest time that a line stays in memory, default 1 s */
    public Duration eveFlushInterval() {
        return eveFlushInterval;
    }

    /**
     * @param eveFlushInterval at least 1 ms
     * @return this
     */
    public ControlContext eveFlushInterval(final Duration eveFlushInterval) {
        this.eveFlushInterval = eveFlushInterval;
        return this;
    }

    /** @return time between EVE stats events, default 8 s as Suricata's; zero for none */
    public Duration statsInterval() {
        return statsInterval;
    }

    /**
     * @param statsInterval zero for none
     * @return this
     */
    public ControlContext statsInterval(final Duration statsInterval) {
        this.statsInterval = statsInterval;
        return this;
    }

    /** @return port of the metrics on loopback, default 9917; 0 any free one, -1 none */
    public int metricsPort() {
        return metricsPort;
    }

    /**
     * @param metricsPort -1 to 65535
     * @return this
     */
    public ControlContext metricsPort(final int metricsPort) {
        this.metricsPort = metricsPort;
        return this;
    }

    /** @return compiles the rules; must be set */
    public RuleSetLoader ruleSetLoader() {
        return ruleSetLoader;
    }

    /**
     * @param ruleSetLoader compiles the rules
     * @return this
     */
    public ControlContext ruleSetLoader(final RuleSetLoader ruleSetLoader) {
        this.ruleSetLoader = ruleSetLoader;
        return this;
    }

    /** @return old images kept for their rule texts, default 10 */
    public int imagesKept() {
        return imagesKept;
    }

    /**
     * @param imagesKept 0 to 1000
     * @return this
     */
    public ControlContext imagesKept(final int imagesKept) {
        this.imagesKept = imagesKept;
        return this;
    }

    /** @return how long workers may take to adopt an image, default 30 s: mapping takes ms, a debugger longer */
    public Duration reloadTimeout() {
        return reloadTimeout;
    }

    /**
     * @param reloadTimeout above 0
     * @return this
     */
    public ControlContext reloadTimeout(final Duration reloadTimeout) {
        this.reloadTimeout = reloadTimeout;
        return this;
    }

    /** @return whether changed rule files are reloaded by themselves, default no */
    public boolean watchRules() {
        return watchRules;
    }

    /**
     * @param watchRules whether changed rule files are reloaded by themselves
     * @return this
     */
    public ControlContext watchRules(final boolean watchRules) {
        this.watchRules = watchRules;
        return this;
    }

    /** @return whether SIGHUP reloads the rules, default yes */
    public boolean reloadOnHangup() {
        return reloadOnHangup;
    }

    /**
     * @param reloadOnHangup whether SIGHUP reloads the rules
     * @return this
     */
    public ControlContext reloadOnHangup(final boolean reloadOnHangup) {
        this.reloadOnHangup = reloadOnHangup;
        return this;
    }

    /** @return silence after which the data plane counts as dead, default 2 s: twenty missed heartbeats */
    public Duration heartbeatTimeout() {
        return heartbeatTimeout;
    }

    /**
     * @param heartbeatTimeout above 0
     * @return this
     */
    public ControlContext heartbeatTimeout(final Duration heartbeatTimeout) {
        this.heartbeatTimeout = heartbeatTimeout;
        return this;
    }

    /** @return starts the data plane, which is then supervised; default null: someone else starts it */
    public Supplier<ProcessBuilder> dataPlaneCommand() {
        return dataPlaneCommand;
    }

    /**
     * @param dataPlaneCommand starts the data plane
     * @return this
     */
    public ControlContext dataPlaneCommand(final Supplier<ProcessBuilder> dataPlaneCommand) {
        this.dataPlaneCommand = dataPlaneCommand;
        return this;
    }

    /** @return ms since the epoch, default the system's */
    public LongSupplier clockMs() {
        return clockMs;
    }

    /**
     * @param clockMs ms since the epoch
     * @return this
     */
    public ControlContext clockMs(final LongSupplier clockMs) {
        this.clockMs = clockMs;
        return this;
    }

    /**
     * Checks every setting before anything starts.
     *
     * @return this
     * @throws IllegalArgumentException naming the first setting that is wrong, and what is allowed
     */
    public ControlContext conclude() {
        Objects.requireNonNull(ruleSetLoader, "ruleSetLoader must be set");
        check("metrics.port", metricsPort, -1, 65535);
        check("images-kept", imagesKept, 0, 1000);
        check("eve-log.flush-interval (ms)", eveFlushInterval.toMillis(), 1, Integer.MAX_VALUE);
        check("stats.interval (ms)", statsInterval.toMillis(), 0, Integer.MAX_VALUE);
        check("reload-timeout (ms)", reloadTimeout.toMillis(), 1, Integer.MAX_VALUE);
        check("heartbeat-timeout (ms)", heartbeatTimeout.toMillis(), 1, Integer.MAX_VALUE);
        journal.conclude();
        eveFile.conclude();
        return this;
    }

    private static void check(final String name, final long value, final long least, final long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " is " + value + "; allowed is " + least + " to " + most);
        }
    }
}
