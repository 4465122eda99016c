package org.sluice.dataplane.stream;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.sluice.dataplane.contract.DropReason;
import org.sluice.dataplane.decode.Packet;

/**
 * Takes the mark of urgent data off a packet in its frame, so that its byte is an ordinary one for every receiver.
 * Which byte a socket would take out depends on options of the receiving program and on when it reads: nobody on the
 * way can know (RFC 6093, 3).
 */
final class UrgentMark {
    private static final int URG = 32;
    private static final int FLAGS = 12;
    private static final int CHECKSUM = 16;
    private static final int POINTER = 18;
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private UrgentMark() {
    }

    /** Clears flag and pointer; drops a packet that does not lie in its frame as it came. */
    static void clear(Packet packet, StreamStatistics statistics) {
        if (!packet.inPlace) {
            statistics.urgentDropped++;
            packet.drop(DropReason.STREAM_URGENT.ordinal());
            return;
        }
        long at = packet.offset + packet.transportOffset;
        MemorySegment memory = packet.memory;
        int flags = memory.get(SHORT, at + FLAGS) & 0xffff;
        int pointer = memory.get(SHORT, at + POINTER) & 0xffff;
        int checksum = memory.get(SHORT, at + CHECKSUM) & 0xffff;
        memory.set(SHORT, at + FLAGS, (short) (flags & ~URG));
        memory.set(SHORT, at + POINTER, (short) 0);
        memory.set(SHORT, at + CHECKSUM, (short) replaced(checksum, flags, flags & ~URG, pointer));
        statistics.urgentCleared++;
    }

    /** The checksum when a word changes and another becomes 0 (RFC 1624, equation 3). */
    private static int replaced(int checksum, int before, int after, int cleared) {
        int sum = (~checksum & 0xffff) + (~before & 0xffff) + after + (~cleared & 0xffff);
        sum = (sum & 0xffff) + (sum >>> 16);
        sum = (sum & 0xffff) + (sum >>> 16);
        return ~sum & 0xffff;
    }
}
