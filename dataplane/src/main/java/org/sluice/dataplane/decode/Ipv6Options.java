package org.sluice.dataplane.decode;

import org.sluice.rules.image.DecoderEvent;

/** Options in IPv6 hop-by-hop and destination headers (RFC 8200, section 4.2): type, length, value; or a single 0. */
final class Ipv6Options {
    private static final int PAD1 = 0;
    private static final int PADN = 1;
    private static final int ROUTER_ALERT = 5;
    private static final int JUMBO = 0xc2;
    private static final int HOME_ADDRESS = 0xc9;

    private Ipv6Options() {}

    /** Walks the options at {@code at..end-1}. Ends at the first one that is malformed. */
    static void decode(Packet packet, boolean hopByHop, int at, int end) {
        int next = at;
        boolean padding = false;
        boolean other = false;
        while (next < end) {
            int type = Octets.u8(packet.memory, packet.offset + next);
            if (type == PAD1) {
                padding = true;
                next++;
                continue;
            }
            int length = end - next < 2 ? Integer.MAX_VALUE : Octets.u8(packet.memory, packet.offset + next + 1);
            if (length > end - next - 2 || length < minimum(type)) {
                packet.raise(DecoderEvent.IPV6_EXTHDR_INVALID_OPTLEN);
                break;
            }
            if (type == PADN) {
                padding = true;
                if (length == 0) {
                    packet.raise(DecoderEvent.IPV6_ZERO_LEN_PADN);
                }
            } else {
                // A jumbo payload option does not count as content, as in Suricata.
                other |= type != JUMBO;
                if (minimum(type) == 0) {
                    packet.raise(hopByHop
                            ? DecoderEvent.IPV6_HOPOPTS_UNKNOWN_OPT : DecoderEvent.IPV6_DSTOPTS_UNKNOWN_OPT);
                }
            }
            next += 2 + length;
        }
        if (padding && !other) {
            packet.raise(hopByHop
                    ? DecoderEvent.IPV6_HOPOPTS_ONLY_PADDING : DecoderEvent.IPV6_DSTOPTS_ONLY_PADDING);
        }
    }

    /** Least length of the value of a known option; 0 for all others. */
    private static int minimum(int type) {
        return switch (type) {
            case ROUTER_ALERT -> 2;
            case JUMBO -> 4;
            case HOME_ADDRESS -> 16;
            default -> 0;
        };
    }
}
