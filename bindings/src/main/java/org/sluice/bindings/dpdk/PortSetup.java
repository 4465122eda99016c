package org.sluice.bindings.dpdk;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.sluice.bindings.dpdk.PortConfiguration.Clamped;
import org.sluice.bindings.dpdk.PortConfiguration.Setting;

/** Turns a {@link PortRequest} into the shim's struct, and what the shim wrote there into words. */
final class PortSetup {
    /**
     * Toeplitz key of period 16 bits: swapping source and destination leaves the hash the same (Woo and Park, 2012).
     */
    private static final byte[] SYMMETRIC_KEY = {0x6d, 0x5a};

    private PortSetup() {
    }

    static MemorySegment write(Arena arena, PortRequest request) {
        MemorySegment setup = sluice_port_setup.allocate(arena);
        sluice_port_setup.rx_queues(setup, request.rxQueues());
        sluice_port_setup.tx_queues(setup, request.txQueues());
        sluice_port_setup.rx_descriptors(setup, request.rxDescriptors());
        sluice_port_setup.tx_descriptors(setup, request.txDescriptors());
        sluice_port_setup.mtu(setup, request.mtu());
        sluice_port_setup.rss(setup, request.rss().ordinal());
        sluice_port_setup.scatter(setup, request.scatter() ? 1 : 0);
        sluice_port_setup.promiscuous(setup, request.promiscuous() ? 1 : 0);
        sluice_port_setup.checksum(setup, request.checksum() ? 1 : 0);
        sluice_port_setup.rss_key_length(setup, SYMMETRIC_KEY.length);
        MemorySegment.copy(SYMMETRIC_KEY, 0, sluice_port_setup.rss_key(setup), ValueLayout.JAVA_BYTE, 0,
                SYMMETRIC_KEY.length);
        return setup;
    }

    static PortConfiguration read(MemorySegment setup, PortRequest request) {
        return new PortConfiguration(
                sluice_port_setup.effective_rx_queues(setup),
                sluice_port_setup.effective_tx_queues(setup),
                sluice_port_setup.effective_rx_descriptors(setup),
                sluice_port_setup.effective_tx_descriptors(setup),
                sluice_port_setup.effective_mtu(setup),
                PortRequest.Rss.values()[sluice_port_setup.effective_rss(setup)],
                sluice_port_setup.effective_rss_types(setup),
                sluice_port_setup.effective_scatter(setup) != 0,
                sluice_port_setup.effective_promiscuous(setup) != 0,
                sluice_port_setup.effective_checksum(setup) != 0,
                clamped(setup, request));
    }

    /** The step in which setting up failed, in words. */
    static String failedStep(MemorySegment setup) {
        return switch (sluice_port_setup.failed_step(setup)) {
            case 1 -> "asking what it can do";
            case 2 -> "configuring " + sluice_port_setup.effective_rx_queues(setup) + " receive and "
                    + sluice_port_setup.effective_tx_queues(setup) + " transmit queues";
            case 3 -> "setting its MTU to " + sluice_port_setup.effective_mtu(setup);
            case 4 -> "setting up a receive queue of " + sluice_port_setup.effective_rx_descriptors(setup);
            case 5 -> "setting up a transmit queue of " + sluice_port_setup.effective_tx_descriptors(setup);
            default -> "setting it up";
        };
    }

    private static List<Clamped> clamped(MemorySegment setup, PortRequest request) {
        int bits = sluice_port_setup.clamped(setup);
        List<Clamped> found = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            if ((bits & 1 << setting.ordinal()) != 0) {
                found.add(new Clamped(setting, words(setting, setup, request)));
            }
        }
        return List.copyOf(found);
    }

    private static String words(Setting setting, MemorySegment setup, PortRequest request) {
        return switch (setting) {
            case RX_QUEUES -> request.rxQueues() + " receive queues wished, the device has "
                    + sluice_port_setup.effective_rx_queues(setup);
            case TX_QUEUES -> request.txQueues() + " transmit queues wished, the device has "
                    + sluice_port_setup.effective_tx_queues(setup);
            case RX_DESCRIPTORS -> request.rxDescriptors() + " receive descriptors wished, the device allows "
                    + sluice_port_setup.effective_rx_descriptors(setup);
            case TX_DESCRIPTORS -> request.txDescriptors() + " transmit descriptors wished, the device allows "
                    + sluice_port_setup.effective_tx_descriptors(setup);
            case MTU -> (request.mtu() == 0 ? "the device's MTU" : "MTU " + request.mtu() + " wished") + ", "
                    + sluice_port_setup.effective_mtu(setup) + " fits the device and its buffers";
            case RSS -> "flows to be spread by " + request.rss() + ", the device cannot do that for both directions "
                    + "alike";
            case SCATTER -> "frames over several buffers wished, the device cannot do that";
            case PROMISCUOUS -> "promiscuous mode wished, the device has none to switch on";
            case CHECKSUM -> "checksums by the device wished, it cannot judge them";
        };
    }
}
