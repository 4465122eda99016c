package org.sluice.perf.generate;

import java.util.ArrayList;
import java.util.List;
import org.sluice.bindings.dpdk.PortRequest.Rss;
import org.sluice.dataplane.port.DpdkEnvironment;
import org.sluice.dataplane.port.DpdkPort;
import org.sluice.dataplane.port.DpdkSettings;
import org.sluice.dataplane.port.PortSettings;
import org.sluice.dataplane.port.WireSettings;

/** The two ports of the generator, opened as any wire's are: a left one and a right one. Cold; one thread. */
public final class GeneratorPorts implements AutoCloseable {
    private static final int BUFFERS_PER_PORT = 32_768;
    private static final int BUFFER_CACHE = 512;
    private static final int TRANSMIT_ATTEMPTS = 16;

    private final DpdkEnvironment environment;

    private GeneratorPorts(DpdkEnvironment environment) {
        this.environment = environment;
    }

    /**
     * Opens and starts both.
     *
     * @param left device that sends: a PCI address or a virtual device with its arguments
     * @param right device that receives
     * @param mtu largest packet in bytes, 0 to leave what the devices have
     * @throws org.sluice.dataplane.port.PortException when a device is missing or refuses, with the cure
     */
    public static GeneratorPorts open(String left, String right, int mtu) {
        WireSettings wire = new WireSettings("bench", new PortSettings("left", left), new PortSettings("right", right),
                1,
                mtu, Rss.OFF, 0, 0, TRANSMIT_ATTEMPTS, false, false);
        DpdkEnvironment environment = DpdkEnvironment.open(
                DpdkSettings.defaults().withBuffers(BUFFERS_PER_PORT, BUFFER_CACHE), List.of(wire));
        environment.start();
        return new GeneratorPorts(environment);
    }

    /** The port whose frames enter the device on its left. */
    public DpdkPort left() {
        return environment.ports().getFirst();
    }

    /** The other one. */
    public DpdkPort right() {
        return environment.ports().get(1);
    }

    /** Speed of the slower link in bits per second, 0 for devices without a link of their own. */
    public double linkBitsPerSecond() {
        int mbps = Math.min(left().link().speedMbps(), right().link().speedMbps());
        return left().info().name().contains(":") && mbps > 0 ? mbps * 1e6 : 0;
    }

    /** What is worth knowing, in words. */
    public List<String> notes() {
        return new ArrayList<>(environment.notes());
    }

    @Override
    public void close() {
        environment.close();
    }
}
