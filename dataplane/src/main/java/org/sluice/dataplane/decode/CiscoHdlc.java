package org.sluice.dataplane.decode;

import org.sluice.rules.image.DecoderEvent;

/** Cisco HDLC: address, control, EtherType. */
final class CiscoHdlc {
    static final int HEADER = 4;

    private CiscoHdlc() {}

    /** Decodes the header at {@code at} and what follows it. */
    static void decode(Decoder decoder, Packet packet, int at, int end) {
        decoder.counters.chdlc++;
        if (end - at < HEADER) {
            packet.raise(DecoderEvent.CHDLC_PKT_TOO_SMALL);
            return;
        }
        int type = Octets.u16(packet.memory, packet.offset + at + 2);
        EtherType.decode(decoder, packet, type, at + HEADER, end);
    }
}
