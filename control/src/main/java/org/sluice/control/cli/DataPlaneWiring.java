package org.sluice.control.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;
import org.sluice.control.config.Configuration;
import org.sluice.control.config.DetectionSettings;
import org.sluice.control.config.OutputSettings;
import org.sluice.control.config.PortSettings;
import org.sluice.control.config.Wire;
import org.sluice.control.lifecycle.ImageStore;
import org.sluice.dataplane.contract.CncContext;
import org.sluice.dataplane.pipeline.BackoffIdle;
import org.sluice.dataplane.pipeline.DataPlane;
import org.sluice.dataplane.pipeline.DataPlaneSettings;
import org.sluice.dataplane.pipeline.OverloadPolicy;
import org.sluice.dataplane.pipeline.ThreadingMode;
import org.sluice.dataplane.port.DpdkSettings;
import org.sluice.dataplane.port.WireSettings;
import org.sluice.rules.image.ImageException;

/** From the configuration to a running data plane. */
final class DataPlaneWiring {
    /**
     * Polls, then yields, then parks: 1 us first, 50 us at most, which is what a quiet wire's first packet may wait.
     */

    private DataPlaneWiring() {
    }

    /** Opens the ports and lets packets pass. */
    static Plane start(Configuration configuration) {
        DataPlane dataPlane = open(configuration);
        dataPlane.notes().forEach(note -> System.err.println("sluice: " + note));
        dataPlane.start();
        System.err.println("sluice: data plane " + ProcessHandle.current().pid() + " forwards");
        return new Plane() {
            private boolean isClosed;

            @Override
            public int awaitEnd() throws InterruptedException {
                dataPlane.await();
                return ExitStatus.OK;
            }

            @Override
            public synchronized void close() {
                if (!isClosed) {
                    isClosed = true;
                    dataPlane.stop();
                    dataPlane.close();
                }
            }
        };
    }

    /** Everything that can be refused at the start is, with words; only what has none is a defect. */
    private static DataPlane open(Configuration configuration) {
        try {
            return DataPlane.open(settings(configuration));
        } catch (ImageException | RuntimeException e) {
            if (e.getMessage() == null) {
                throw new IllegalStateException("the data plane does not start", e);
            }
            throw new CommandException(ExitStatus.CANNOT_START, "the data plane does not start: " + e.getMessage()
                + "\n`sluice doctor` looks for what is missing.", e);
        }
    }

    /** Settings of the whole data plane. */
    static DataPlaneSettings settings(Configuration configuration) {
        boolean isDedicated = configuration.get(PortSettings.MODE) == PortSettings.Mode.DEDICATED;
        int inspectors = isDedicated ? configuration.get(PortSettings.INSPECTORS)
            : configuration.wires().stream().mapToInt(Wire::queues).max().orElse(1);
        DataPlaneSettings settings = new DataPlaneSettings()
            .cnc(new CncContext().directory(configuration.get(OutputSettings.CNC_DIRECTORY))
                .eventRingLength(configuration.get(OutputSettings.EVENT_RING))
                .captureRingLength(configuration.get(OutputSettings.CAPTURE_RING)))
            .dpdk(dpdk(configuration)).wires(configuration.wires().stream().map(wire -> wire(wire, configuration))
                .toList())
            .mode(isDedicated ? ThreadingMode.DEDICATED : ThreadingMode.SHARED)
            .inspectors(configuration.get(PortSettings.INSPECTORS)).cores(configuration.get(PortSettings.CORES))
            .idle(idle(configuration.get(PortSettings.IDLE)))
            .overload(OverloadPolicy.valueOf(configuration.get(PortSettings.OVERLOAD).name()))
            .ringSlots(configuration.get(PortSettings.RING_SLOTS))
            .drillMillis(Math.toIntExact(configuration.get(PortSettings.DRILL).toMillis()))
            .inspection(InspectionWiring.settings(configuration, inspectors,
                configuration.get(DetectionSettings.RULES_ENFORCE)));
        firstImage(configuration, settings);
        return settings;
    }

    private static DpdkSettings dpdk(Configuration configuration) {
        DpdkSettings defaults = DpdkSettings.defaults();
        DpdkSettings.HugePages hugePages = switch (configuration.get(PortSettings.HUGEPAGES)) {
            case AUTO -> DpdkSettings.HugePages.AUTO;
            case YES -> DpdkSettings.HugePages.ON;
            case NO -> DpdkSettings.HugePages.OFF;
        };
        return new DpdkSettings(hugePages, configuration.get(PortSettings.BUFFERS), defaults.bufferCache(),
            configuration.get(PortSettings.EAL_ARGUMENTS), defaults.logLevel());
    }

    private static WireSettings wire(Wire wire, Configuration configuration) {
        WireSettings usual = WireSettings.of(wire.name(),
            new org.sluice.dataplane.port.PortSettings(wire.name() + ".left", wire.left()),
            new org.sluice.dataplane.port.PortSettings(wire.name() + ".right", wire.right()));
        return new WireSettings(usual.name(), usual.left(), usual.right(), wire.queues(), wire.mtu(), usual.rss(),
            configuration.get(PortSettings.RX_DESCRIPTORS), configuration.get(PortSettings.TX_DESCRIPTORS),
            usual.transmitAttempts(), usual.checksum(), usual.linkPropagation());
    }

    private static Supplier<IdleStrategy> idle(PortSettings.Idle idle) {
        return switch (idle) {
            case BUSY_SPIN -> BusySpinIdleStrategy::new;
            case YIELD -> YieldingIdleStrategy::new;
            case BACKOFF -> BackoffIdle::new;
        };
    }

    /** The rule set that was in force last is in force from the first packet, whether a control plane comes or not. */
    private static void firstImage(Configuration configuration, DataPlaneSettings settings) {
        Path images = configuration.get(OutputSettings.STATE_DIRECTORY).resolve("images");
        if (Files.isDirectory(images)) {
            ImageStore store = new ImageStore(images, configuration.get(DetectionSettings.IMAGES_KEPT),
                new ConfiguredRules(configuration));
            if (store.current() != 0) {
                settings.firstImage(store.image(store.current()), store.current());
            }
        }
    }
}
