package org.sluice.dataplane.verdict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.sluice.dataplane.decode.Packet;

class RejectFramesTest {
    private static final String MACS = "0200000000b2" + "0200000000a1";

    private final Arena arena = Arena.ofAuto();
    private final RejectFrames frames = new RejectFrames(arena);

    @Test
    void shouldResetTheSenderWithTheSequenceItExpects() {
        Packet packet = tcp(0x18, 1000, 7000, 100);

        assertTrue(frames.buildToSender(packet));

        byte[] frame = built();
        assertEquals(54, frame.length);
        assertArrayEquals(hex("0200000000a1" + "0200000000b2"), Arrays.copyOf(frame, 12));
        assertArrayEquals(hex("0a000002" + "0a000001"), Arrays.copyOfRange(frame, 26, 34));
        assertArrayEquals(hex("0050" + "9c40" + "00001b58" + "00000000" + "5004"), Arrays.copyOfRange(frame, 34, 48));
        assertEquals(0, checksum(frame, 14, 20, 0), "IPv4 header checksum");
        assertEquals(0, checksum(frame, 34, 20, 6 + 20 + words(frame, 26, 8)), "TCP checksum");
    }

    @Test
    void shouldAcknowledgeASynItRejects() {
        Packet packet = tcp(0x02, 1000, 0, 0);

        assertTrue(frames.buildToSender(packet));

        assertArrayEquals(hex("00000000" + "000003e9" + "5014"), Arrays.copyOfRange(built(), 38, 48));
    }

    @Test
    void shouldResetTheReceiverInTheSendersName() {
        Packet packet = tcp(0x18, 1000, 7000, 100);

        assertTrue(frames.buildToReceiver(packet));

        byte[] frame = built();
        assertArrayEquals(hex(MACS), Arrays.copyOf(frame, 12));
        assertArrayEquals(hex("9c40" + "0050" + "000003e8" + "00001b58" + "5014"), Arrays.copyOfRange(frame, 34, 48));
    }

    @Test
    void shouldNeverAnswerAReset() {
        assertFalse(frames.buildToSender(tcp(0x04, 1, 1, 0)));
        assertFalse(frames.buildToReceiver(tcp(0x14, 1, 1, 0)));
    }

    @Test
    void shouldAnswerUdpWithUnreachableThatQuotesThePacket() {
        Packet packet = ipv4(17, 8 + 4);
        packet.transportOffset = 34;

        assertTrue(frames.buildToSender(packet));

        byte[] frame = built();
        assertArrayEquals(hex("030a"), Arrays.copyOfRange(frame, 34, 36));
        assertEquals(14 + 20 + 8 + 32, frame.length);
        assertEquals(0, checksum(frame, 34, 8 + 32, 0), "ICMP checksum");
    }

    @Test
    void shouldNotAnswerWhatWasSentToAGroup() {
        Packet packet = ipv4(17, 8);
        packet.transportOffset = 34;
        packet.destinationLow = 0xE0000001L;

        assertFalse(frames.buildToSender(packet));
    }

    private Packet tcp(int flags, int sequence, int acknowledgement, int payload) {
        Packet packet = ipv4(6, 20 + payload);
        packet.transportOffset = 34;
        packet.transportHeaderLength = 20;
        packet.sourcePort = 40000;
        packet.destinationPort = 80;
        packet.tcpFlags = flags;
        packet.tcpSequence = sequence;
        packet.tcpAcknowledgement = acknowledgement;
        packet.payloadOffset = 54;
        packet.payloadLength = payload;
        return packet;
    }

    private Packet ipv4(int protocol, int carried) {
        byte[] header = hex(MACS + "0800" + "4500" + "0000" + "0000" + "4000" + "4000" + "0000" + "0a000001" + "0a000002");
        MemorySegment memory = arena.allocate(header.length + carried);
        MemorySegment.copy(header, 0, memory, ValueLayout.JAVA_BYTE, 0, header.length);
        Packet packet = new Packet();
        packet.wrap(memory, 0, header.length + carried, 1);
        packet.ethernetOffset = 0;
        packet.ipVersion = 4;
        packet.ipOffset = 14;
        packet.ipHeaderLength = 20;
        packet.ipLength = 20 + carried;
        packet.protocol = protocol;
        packet.sourceLow = 0x0A000001L;
        packet.destinationLow = 0x0A000002L;
        return packet;
    }

    private byte[] built() {
        return frames.frame().asSlice(0, frames.length()).toArray(ValueLayout.JAVA_BYTE);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static long words(byte[] bytes, int from, int count) {
        long sum = 0;
        for (int i = from; i < from + count; i += 2) {
            sum += (bytes[i] & 0xFF) << 8 | bytes[i + 1] & 0xFF;
        }
        return sum;
    }

    private static int checksum(byte[] bytes, int from, int count, long sum) {
        sum += words(bytes, from, count);
        while (sum >>> 16 != 0) {
            sum = (sum & 0xFFFF) + (sum >>> 16);
        }
        return (int) (~sum & 0xFFFF);
    }
}
