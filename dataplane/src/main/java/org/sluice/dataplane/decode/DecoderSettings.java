package org.sluice.dataplane.decode;

import java.util.List;

/**
 * What the decoder may be told. Key names in the configuration are Suricata's ({@code decoder.vxlan.ports},
 * {@code decoder.max-layers}); a tunnel that is switched off there has no ports here.
 *
 * @param checksums whether IPv4, TCP, UDP, ICMP and ICMPv6 checksums are compared; off by {@code -k none}
 * @param sctpChecksums whether SCTP's CRC32c is compared too, which costs about 2 ns a byte; off by default
 * @param maxLayers most protocol layers of a packet, those of the packets around it counted; 16, as in Suricata: a
 *     deep legitimate stack (Ethernet, VLAN, IP, UDP, VXLAN, Ethernet, IP, TCP) has 8
 * @param vxlanPorts UDP destination ports taken as VXLAN (RFC 7348); 4789
 * @param genevePorts UDP destination ports taken as GENEVE (RFC 8926); 6081
 * @param teredoPorts UDP ports on either side that may be Teredo (RFC 4380); 3544
 * @param erspan whether ERSPAN in GRE is looked into; on
 */
public record DecoderSettings(boolean checksums, boolean sctpChecksums, int maxLayers, List<Integer> vxlanPorts,
        List<Integer> genevePorts, List<Integer> teredoPorts, boolean erspan) {
    private static final DecoderSettings DEFAULTS =
            new DecoderSettings(true, false, 16, List.of(4789), List.of(6081), List.of(3544), true);

    /** Checks the values. */
    public DecoderSettings {
        if (maxLayers < 1 || maxLayers > 255) {
            throw new IllegalArgumentException("decoder.max-layers is " + maxLayers + ", allowed are 1 to 255");
        }
        vxlanPorts = checkPorts("decoder.vxlan.ports", vxlanPorts);
        genevePorts = checkPorts("decoder.geneve.ports", genevePorts);
        teredoPorts = checkPorts("decoder.teredo.ports", teredoPorts);
    }

    /** What holds when nothing is configured. */
    public static DecoderSettings defaults() {
        return DEFAULTS;
    }

    /** The same with checksum validation on or off. */
    public DecoderSettings withChecksums(boolean on) {
        return new DecoderSettings(on, sctpChecksums, maxLayers, vxlanPorts, genevePorts, teredoPorts, erspan);
    }

    /** The same with SCTP checksum validation on or off. */
    public DecoderSettings withSctpChecksums(boolean on) {
        return new DecoderSettings(checksums, on, maxLayers, vxlanPorts, genevePorts, teredoPorts, erspan);
    }

    /** The same with another layer limit. */
    public DecoderSettings withMaxLayers(int layers) {
        return new DecoderSettings(checksums, sctpChecksums, layers, vxlanPorts, genevePorts, teredoPorts, erspan);
    }

    /** The same with other VXLAN ports; none switches it off. */
    public DecoderSettings withVxlanPorts(List<Integer> ports) {
        return new DecoderSettings(checksums, sctpChecksums, maxLayers, ports, genevePorts, teredoPorts, erspan);
    }

    /** The same with other GENEVE ports; none switches it off. */
    public DecoderSettings withGenevePorts(List<Integer> ports) {
        return new DecoderSettings(checksums, sctpChecksums, maxLayers, vxlanPorts, ports, teredoPorts, erspan);
    }

    /** The same with other Teredo ports; none switches it off. */
    public DecoderSettings withTeredoPorts(List<Integer> ports) {
        return new DecoderSettings(checksums, sctpChecksums, maxLayers, vxlanPorts, genevePorts, ports, erspan);
    }

    /** The same with ERSPAN on or off. */
    public DecoderSettings withErspan(boolean on) {
        return new DecoderSettings(checksums, sctpChecksums, maxLayers, vxlanPorts, genevePorts, teredoPorts, on);
    }

    private static List<Integer> checkPorts(String key, List<Integer> ports) {
        for (int port : ports) {
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException(key + " has " + port + ", allowed are 1 to 65535");
            }
        }
        return List.copyOf(ports);
    }
}
