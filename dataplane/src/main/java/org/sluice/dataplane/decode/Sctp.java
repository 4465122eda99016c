package org.sluice.dataplane.decode;

import java.lang.foreign.MemorySegment;
import org.sluice.rules.image.DecoderEvent;

/** SCTP (RFC 9260): ports, verification tag, and a CRC32c of the packet with the checksum field as 0. */
final class Sctp {
    static final int HEADER = 12;
    private static final int CHECKSUM = 8;
    /** Castagnoli's polynomial, bits reversed. */
    private static final int POLYNOMIAL = 0x82f6_3b78;
    private static final int[] TABLE = table();

    private Sctp() {}

    /** Decodes the common header at {@code at}; the chunks are the payload. */
    static void decode(Decoder decoder, Packet packet, int at, int end) {
        if (end - at < HEADER) {
            packet.raise(DecoderEvent.SCTP_PKT_TOO_SMALL);
            return;
        }
        decoder.counters.sctp++;
        int ports = Octets.i32(packet.memory, packet.offset + at);
        packet.transportOffset = at;
        packet.transportHeaderLength = HEADER;
        packet.sourcePort = ports >>> 16;
        packet.destinationPort = ports & 0xffff;
        packet.payloadOffset = at + HEADER;
        packet.payloadLength = end - at - HEADER;
        if (decoder.sctpChecksums && !isSound(packet.memory, packet.offset + at, end - at)) {
            packet.transportChecksumBad = true;
            decoder.counters.badTransportChecksum++;
        }
    }

    private static boolean isSound(MemorySegment memory, long at, int length) {
        int crc = -1;
        for (int i = 0; i < length; i++) {
            int octet = i >= CHECKSUM && i < HEADER ? 0 : Octets.u8(memory, at + i);
            crc = TABLE[(crc ^ octet) & 0xff] ^ crc >>> 8;
        }
        return Integer.reverseBytes(~crc) == Octets.i32(memory, at + CHECKSUM);
    }

    private static int[] table() {
        int[] table = new int[256];
        for (int i = 0; i < 256; i++) {
            int crc = i;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc >>> 1 ^ ((crc & 1) != 0 ? POLYNOMIAL : 0);
            }
            table[i] = crc;
        }
        return table;
    }
}
