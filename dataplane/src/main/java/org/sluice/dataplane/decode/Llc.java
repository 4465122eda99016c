package org.sluice.dataplane.decode;

/**
 * IEEE 802.2 logical link control, as spanning tree, IS-IS and others use it: let through. Hosts take IP from a SNAP
 * header (RFC 1042), so that is decoded.
 */
final class Llc {
    /** DSAP, SSAP, control, three bytes of organisation, EtherType. */
    private static final int SNAP_HEADER = 8;
    /** DSAP and SSAP 0xaa, control 3 (unnumbered), organisation 0. */
    private static final long SNAP = 0xaaaa_0300_0000L;

    private Llc() {}

    /** Decodes a SNAP header at {@code at}; any other is only counted. */
    static void decode(Decoder decoder, Packet packet, int at, int end) {
        decoder.counters.llc++;
        if (end - at < SNAP_HEADER || !decoder.enterLayer(packet)) {
            return;
        }
        long header = Octets.i64(packet.memory, packet.offset + at);
        int type = (int) header & 0xffff;
        if (header >>> 16 == SNAP && type >= EtherType.FIRST) {
            EtherType.decode(decoder, packet, type, at + SNAP_HEADER, end);
        }
    }
}
