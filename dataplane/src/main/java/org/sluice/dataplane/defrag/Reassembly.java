package org.sluice.dataplane.defrag;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.sluice.dataplane.decode.Checksum;
import org.sluice.dataplane.decode.Octets;
import org.sluice.dataplane.decode.Packet;

/** The bytes of the datagrams in the making: lays fragments into blocks, and blocks out in one piece. */
final class Reassembly {
    /** An insert that touched nothing. */
    static final int NOTHING = 0;
    /** An insert that overlapped, with the same bytes. */
    static final int OVERLAP = 1;
    /** An insert that contradicted what was there. */
    static final int CONFLICT = 2;

    /** Room for link and IP headers; more than Ethernet, tags and an IPv4 header with all options. */
    static final int HEADER_ROOM = 256;
    private static final int MAX_OUTPUT = HEADER_ROOM + 65_536;
    private static final int IPV4_LENGTH = 2;
    private static final int IPV4_FRAGMENT = 6;
    private static final int IPV4_CHECKSUM = 10;
    private static final int IPV6_LENGTH = 4;
    private static final int IPV6_HEADER = 40;
    private static final int LINKTYPE_RAW = 101;
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final DatagramTable table;
    private final BlockPool pool;
    private final MemorySegment headers;
    private final MemorySegment output;
    private long nextOutput;

    Reassembly(DatagramTable table, BlockPool pool, SegmentAllocator allocator, int slots, int outputs) {
        this.table = table;
        this.pool = pool;
        headers = allocator.allocate((long) slots * HEADER_ROOM, 64);
        output = allocator.allocate((long) outputs * MAX_OUTPUT, 64);
    }

    /** Where assembled datagrams lie. */
    MemorySegment output() {
        return output;
    }

    /** Whether there are blocks for the bytes {@code start..end-1}. */
    boolean hasRoom(int slot, int start, int end) {
        int missing = 0;
        for (int i = start / BlockPool.DATA; i <= (end - 1) / BlockPool.DATA; i++) {
            if (table.blocks[slot * DatagramTable.BLOCKS + i] == BlockPool.NONE) {
                missing++;
            }
        }
        return missing <= pool.freeCount();
    }

    /**
     * Keeps the headers of the first fragment with offset 0, from the link layer on where they fit, else from IP on;
     * of any other fragment none.
     *
     * @return false when the IP header alone does not fit
     */
    boolean keepHeader(int slot, Packet fragment) {
        if (fragment.fragmentOffset != 0 || table.headerLength[slot] != 0) {
            return true;
        }
        int end = fragment.ipVersion == 4
                ? fragment.ipOffset + fragment.ipHeaderLength : fragment.fragmentHeaderOffset;
        int start = end <= HEADER_ROOM ? 0 : fragment.ipOffset;
        int length = end - start;
        if (length > HEADER_ROOM) {
            return false;
        }
        long at = (long) slot * HEADER_ROOM;
        MemorySegment.copy(fragment.memory, fragment.offset + start, headers, at, length);
        if (fragment.ipVersion == 6) {
            int next = Octets.u8(fragment.memory, fragment.offset + fragment.fragmentHeaderOffset);
            headers.set(ValueLayout.JAVA_BYTE, at + fragment.fragmentNextHeaderOffset - start, (byte) next);
        }
        table.headerLength[slot] = length;
        table.ipOffset[slot] = fragment.ipOffset - start;
        table.linkType[slot] = start == 0 ? fragment.linkType : LINKTYPE_RAW;
        return true;
    }

    /** Whether a fragment says something else than those before it: of bytes, or of where the datagram ends. */
    boolean contradicts(int slot, Packet fragment, int end) {
        int total = table.total[slot];
        boolean otherEnd = total != DatagramTable.NONE && (end > total || !fragment.moreFragments && end < total)
                || !fragment.moreFragments && table.reach[slot] > end;
        if (otherEnd) {
            return true;
        }
        long source = fragment.offset + fragment.payloadOffset - fragment.fragmentOffset;
        for (int at = fragment.fragmentOffset; at < end; at += BlockPool.UNIT) {
            int block = table.blocks[slot * DatagramTable.BLOCKS + at / BlockPool.DATA];
            if (block == BlockPool.NONE) {
                at += BlockPool.DATA - at % BlockPool.DATA - BlockPool.UNIT;
                continue;
            }
            int within = at % BlockPool.DATA;
            int old = pool.owner(block, within / BlockPool.UNIT);
            if (old != 0) {
                int common = Math.min(Math.min(BlockPool.UNIT, end - at), (old & 0xffff) - at);
                if (differ(fragment, source + at, block, within, common)) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Lays in a fragment's bytes up to {@code end}; there is room.
     *
     * @return {@link #NOTHING}, {@link #OVERLAP} or {@link #CONFLICT}
     */
    int insert(int slot, Packet fragment, int end) {
        int found = agreeOnLength(slot, fragment, end);
        int total = table.total[slot];
        int stop = total == DatagramTable.NONE ? end : Math.min(end, total);
        if (table.reach[slot] < stop) {
            table.reach[slot] = stop;
        }
        int start = fragment.fragmentOffset;
        while (start < stop) {
            int blockStart = start / BlockPool.DATA * BlockPool.DATA;
            int blockStop = Math.min(stop, blockStart + BlockPool.DATA);
            found = Math.max(found, insertInBlock(slot, fragment, end, start, blockStop));
            start = blockStop;
        }
        return found;
    }

    /** Whether every byte up to the end is there. */
    boolean isComplete(int slot) {
        int total = table.total[slot];
        return total != DatagramTable.NONE && table.covered[slot] == units(total) && table.headerLength[slot] != 0;
    }

    /** Bytes of the datagram in its own length field: with its header in IPv4, without the first 40 in IPv6. */
    int datagramLength(int slot) {
        int ip = table.headerLength[slot] - table.ipOffset[slot];
        boolean version4 = Octets.u8(headers, (long) slot * HEADER_ROOM + table.ipOffset[slot]) >>> 4 == 4;
        return table.total[slot] + (version4 ? ip : ip - IPV6_HEADER);
    }

    /** Bytes that {@link #assemble} writes. */
    int assembledLength(int slot) {
        return table.headerLength[slot] + table.total[slot];
    }

    /**
     * Writes headers and payload in one piece, and makes the IP header that of a whole datagram.
     *
     * @return where in {@link #output()}
     */
    long assemble(int slot, int ipVersion) {
        int header = table.headerLength[slot];
        int total = table.total[slot];
        if (nextOutput + header + total > output.byteSize()) {
            nextOutput = 0;
        }
        long at = nextOutput;
        nextOutput += (header + total + 63L) & -64L;
        MemorySegment.copy(headers, (long) slot * HEADER_ROOM, output, at, header);
        for (int done = 0; done < total; done += BlockPool.DATA) {
            int block = table.blocks[slot * DatagramTable.BLOCKS + done / BlockPool.DATA];
            int length = Math.min(BlockPool.DATA, total - done);
            MemorySegment.copy(pool.memory, BlockPool.dataAt(block, 0), output, at + header + done, length);
        }
        mendHeader(at + table.ipOffset[slot], ipVersion, header - table.ipOffset[slot], datagramLength(slot));
        return at;
    }

    /** Frees the blocks of a datagram. */
    void giveBack(int slot) {
        int first = slot * DatagramTable.BLOCKS;
        for (int i = first; i < first + DatagramTable.BLOCKS; i++) {
            if (table.blocks[i] != BlockPool.NONE) {
                pool.giveBack(table.blocks[i]);
                table.blocks[i] = BlockPool.NONE;
            }
        }
        table.covered[slot] = 0;
    }

    private void mendHeader(long at, int ipVersion, int headerLength, int length) {
        if (ipVersion == 6) {
            output.set(SHORT, at + IPV6_LENGTH, (short) length);
            return;
        }
        output.set(SHORT, at + IPV4_LENGTH, (short) length);
        output.set(SHORT, at + IPV4_FRAGMENT, (short) 0);
        output.set(SHORT, at + IPV4_CHECKSUM, (short) 0);
        output.set(SHORT, at + IPV4_CHECKSUM, (short) ~Checksum.sum(output, at, headerLength));
    }

    /** The first last fragment says how long the datagram is; what disagrees is a conflict. */
    private int agreeOnLength(int slot, Packet fragment, int end) {
        int total = table.total[slot];
        if (total != DatagramTable.NONE) {
            return end > total || !fragment.moreFragments && end < total ? CONFLICT : NOTHING;
        }
        if (fragment.moreFragments) {
            return NOTHING;
        }
        table.total[slot] = end;
        if (table.reach[slot] <= end) {
            return NOTHING;
        }
        forgetBehind(slot, end);
        return CONFLICT;
    }

    /** Takes units behind the end out of the count. Once a datagram at most. */
    private void forgetBehind(int slot, int end) {
        for (int unit = units(end); unit < units(table.reach[slot]); unit++) {
            int block = table.blocks[slot * DatagramTable.BLOCKS + unit / BlockPool.UNITS];
            if (block != BlockPool.NONE && pool.owner(block, unit % BlockPool.UNITS) != 0) {
                table.covered[slot]--;
            }
        }
        table.reach[slot] = end;
    }

    private int insertInBlock(int slot, Packet fragment, int end, int start, int stop) {
        int index = slot * DatagramTable.BLOCKS + start / BlockPool.DATA;
        if (table.blocks[index] == BlockPool.NONE) {
            table.blocks[index] = pool.take();
        }
        int block = table.blocks[index];
        int base = start / BlockPool.DATA * BlockPool.DATA;
        int from = (start - base) / BlockPool.UNIT;
        int to = units(stop - base);
        int owner = fragment.fragmentOffset / BlockPool.UNIT << 16 | end;
        if (!pool.isFree(block, from, to)) {
            return merge(slot, fragment, end, block, base, stop);
        }
        long source = fragment.offset + fragment.payloadOffset + start - fragment.fragmentOffset;
        MemorySegment.copy(fragment.memory, source, pool.memory, BlockPool.dataAt(block, start - base), stop - start);
        for (int unit = from; unit < to; unit++) {
            pool.owner(block, unit, owner);
        }
        table.covered[slot] += to - from;
        return NOTHING;
    }

    /** Lays in, unit by unit, what overlaps. */
    private int merge(int slot, Packet fragment, int end, int block, int base, int stop) {
        int found = OVERLAP;
        int owner = fragment.fragmentOffset / BlockPool.UNIT << 16 | end;
        long source = fragment.offset + fragment.payloadOffset - fragment.fragmentOffset;
        for (int at = Math.max(base, fragment.fragmentOffset); at < stop; at += BlockPool.UNIT) {
            int unit = (at - base) / BlockPool.UNIT;
            int length = Math.min(BlockPool.UNIT, stop - at);
            int old = pool.owner(block, unit);
            if (old == 0) {
                table.covered[slot]++;
            } else {
                int oldEnd = old & 0xffff;
                int common = Math.min(length, oldEnd - at);
                if (differ(fragment, source + at, block, at - base, common)) {
                    found = CONFLICT;
                }
                if (!table.policy[slot].newWins(fragment.fragmentOffset, end, (old >>> 16) * BlockPool.UNIT, oldEnd)) {
                    copy(fragment, source + at + common, block, at - base + common, length - common);
                    continue;
                }
            }
            copy(fragment, source + at, block, at - base, length);
            pool.owner(block, unit, owner);
        }
        return found;
    }

    private boolean differ(Packet fragment, long source, int block, int at, int length) {
        int difference = 0;
        for (int i = 0; i < length; i++) {
            difference |= fragment.memory.get(ValueLayout.JAVA_BYTE, source + i)
                    ^ pool.memory.get(ValueLayout.JAVA_BYTE, BlockPool.dataAt(block, at + i));
        }
        return difference != 0;
    }

    private void copy(Packet fragment, long source, int block, int at, int length) {
        for (int i = 0; i < length; i++) {
            pool.memory.set(ValueLayout.JAVA_BYTE, BlockPool.dataAt(block, at + i),
                    fragment.memory.get(ValueLayout.JAVA_BYTE, source + i));
        }
    }

    private static int units(int bytes) {
        return (bytes + BlockPool.UNIT - 1) / BlockPool.UNIT;
    }
}
