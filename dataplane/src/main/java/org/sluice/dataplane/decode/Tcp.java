package org.sluice.dataplane.decode;

import java.lang.foreign.MemorySegment;
import org.sluice.rules.image.DecoderEvent;

/**
 * TCP (RFC 9293).
 *
 * <pre>
 *   0        2        4          8            12    13    14       16        18       20
 *  +--------+--------+----------+------------+----+-----+--------+---------+--------+---------
 *  | source | dest.  | sequence | acknow-    |len | flags window | checksum| urgent | options
 *  | port   | port   | number   | ledgement  |    |     |        |         | pointer|
 *  +--------+--------+----------+------------+----+-----+--------+---------+--------+---------
 * </pre>
 */
final class Tcp {
    static final int MIN_HEADER = 20;

    private Tcp() {}

    /** Decodes the header at {@code at}; the payload goes to {@code end}. */
    static void decode(Decoder decoder, Packet packet, int at, int end) {
        int available = end - at;
        if (available < MIN_HEADER) {
            refuse(packet, DecoderEvent.TCP_PKT_TOO_SMALL, at, end);
            return;
        }
        MemorySegment memory = packet.memory;
        long base = packet.offset + at;
        long first = Octets.i64(memory, base);
        long second = Octets.i64(memory, base + 8);
        int headerLength = (int) (second >>> 26) & 0x3c;
        if (headerLength < MIN_HEADER || headerLength > available) {
            refuse(packet, headerLength < MIN_HEADER
                    ? DecoderEvent.TCP_HLEN_TOO_SMALL : DecoderEvent.TCP_INVALID_OPTLEN, at, end);
            return;
        }
        decoder.counters.tcp++;
        packet.transportOffset = at;
        packet.transportHeaderLength = headerLength;
        packet.sourcePort = (int) (first >>> 48);
        packet.destinationPort = (int) (first >>> 32) & 0xffff;
        packet.tcpSequence = (int) first;
        packet.tcpAcknowledgement = (int) (second >>> 32);
        packet.tcpFlags = (int) (second >>> 16) & 0xff;
        packet.tcpWindow = (int) second & 0xffff;
        packet.tcpUrgent = Octets.u16(memory, base + 18);
        packet.payloadOffset = at + headerLength;
        packet.payloadLength = available - headerLength;
        TcpOptions.reset(packet);
        if (headerLength > MIN_HEADER) {
            TcpOptions.decode(packet, at + MIN_HEADER, at + headerLength);
        }
        if (decoder.checksums) {
            validate(decoder, packet, at, available);
        }
    }

    private static void validate(Decoder decoder, Packet packet, int at, int length) {
        if (!Checksum.isSound(packet, Transport.TCP, at, length) && !packet.sourceRouted) {
            packet.transportChecksumBad = true;
            decoder.counters.badTransportChecksum++;
        }
    }

    private static void refuse(Packet packet, DecoderEvent event, int at, int end) {
        packet.raise(event);
        Transport.keepAsPayload(packet, at, end);
    }
}
