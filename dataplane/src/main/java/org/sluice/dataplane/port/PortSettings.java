package org.sluice.dataplane.port;

/**
 * One end of a wire, as the configuration names it.
 *
 * @param name for operators and events, such as {@code "lan"}
 * @param device a PCI address ({@code 0000:03:00.0}) or a virtual device with its arguments
 *     ({@code net_af_packet0,iface=eth1})
 */
public record PortSettings(String name, String device) {
    /** Refuses blank names. */
    public PortSettings {
        if (name == null || name.isBlank()) {
            throw new PortException("a port has no name; device " + device);
        }
        if (device == null || device.isBlank()) {
            throw new PortException("port " + name + " has no device: name a PCI address (0000:03:00.0) or a virtual "
                    + "device (net_af_packet0,iface=eth1)");
        }
    }
}
