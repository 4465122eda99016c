package org.sluice.dataplane.app.dns;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.NativeBytes;

/**
 * A message's header and records. Names lie as text in {@link #names}; records in an index:
 *
 * <pre>
 *   32 bytes:  section | type | name offset | ttl | data offset | data length | data name offset | both name lengths, 16 bits each
 * </pre>
 * Offsets of names are into {@link #names}, those of data into {@link #raw}. Records past the limit are not kept.
 */
final class DnsMessage {
    static final int QUESTION = 0;
    static final int ANSWER = 1;
    static final int AUTHORITY = 2;
    static final int ADDITIONAL = 3;

    static final int HEADER = 12;
    private static final int ENTRY = 32;
    private static final int MAX_RECORDS = 1024;
    private static final int MAX_NAMES = 128 * 1024;
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    final NativeBytes raw;
    final NativeBytes names;
    private final NativeBytes index;
    private final int[] counts = new int[4];
    private final DnsNames reader = new DnsNames();
    private int records;
    int id;
    int flags;
    boolean malformed;
    boolean nameTooLong;
    boolean loop;
    boolean tooManyLabels;
    boolean badAuthorities;
    boolean badAdditionals;

    DnsMessage(AppRuntime runtime) {
        raw = runtime.bytes(65_536);
        names = runtime.bytes(MAX_NAMES);
        index = runtime.bytes(MAX_RECORDS * ENTRY);
    }

    /** Reads a message of at least {@link #HEADER} bytes; what can be read of a malformed one is kept. */
    void read(MemorySegment memory, long offset, int length) {
        raw.append(memory, offset, length);
        if (raw.length() < HEADER) {
            malformed = true;
            return;
        }
        id = shortAt(0);
        flags = shortAt(2);
        int at = HEADER;
        for (int i = shortAt(4); i > 0 && at >= 0; i--) {
            at = question(at);
        }
        malformed = at < 0;
        for (int section = ANSWER; section <= ADDITIONAL && at >= 0; section++) {
            for (int i = shortAt(4 + 2 * section); i > 0 && at >= 0; i--) {
                at = record(section, at);
            }
            if (at < 0) {
                malformed |= section == ANSWER;
                badAuthorities = section == AUTHORITY;
                badAdditionals = section == ADDITIONAL;
            }
        }
    }

    /** Records kept. */
    int records() {
        return records;
    }

    /** Records kept of a section. */
    int count(int section) {
        return counts[section];
    }

    int section(int record) {
        return get(record, 0);
    }

    int type(int record) {
        return get(record, 4);
    }

    int ttl(int record) {
        return get(record, 12);
    }

    int nameOffset(int record) {
        return get(record, 8);
    }

    int nameLength(int record) {
        return get(record, 28) & 0xFFFF;
    }

    int dataOffset(int record) {
        return get(record, 16);
    }

    int dataLength(int record) {
        return get(record, 20);
    }

    int dataNameOffset(int record) {
        return get(record, 24);
    }

    int dataNameLength(int record) {
        return get(record, 28) >>> 16;
    }

    int opcode() {
        return flags >> 11 & 15;
    }

    int rcode() {
        return flags & 15;
    }

    boolean isResponse() {
        return (flags & 0x8000) != 0;
    }

    int shortAt(int at) {
        return raw.memory().get(SHORT, raw.offset() + at) & 0xFFFF;
    }

    int intAt(int at) {
        return raw.memory().get(INT, raw.offset() + at);
    }

    void release() {
        raw.release();
        names.release();
        index.release();
        java.util.Arrays.fill(counts, 0);
        records = 0;
        id = 0;
        flags = 0;
        malformed = false;
        nameTooLong = false;
        loop = false;
        tooManyLabels = false;
        badAuthorities = false;
        badAdditionals = false;
    }

    private int question(int at) {
        int nameOffset = names.length();
        int end = name(at);
        if (end < 0 || end + 4 > raw.length()) {
            return -1;
        }
        add(QUESTION, shortAt(end), 0, nameOffset, names.length() - nameOffset, end + 4, 0, 0, 0);
        return end + 4;
    }

    private int record(int section, int at) {
        int nameOffset = names.length();
        int end = name(at);
        if (end < 0 || end + 10 > raw.length()) {
            return -1;
        }
        int nameLength = names.length() - nameOffset;
        int type = shortAt(end);
        int data = end + 10;
        int dataLength = shortAt(end + 8);
        if (data + dataLength > raw.length()) {
            return -1;
        }
        int dataName = names.length();
        int nameIn = DnsTypes.nameInData(type);
        if (nameIn >= 0 && nameIn < dataLength && name(data + nameIn) < 0) {
            names.truncate(dataName);
        }
        add(section, type, intAt(end + 4), nameOffset, nameLength, data, dataLength, dataName,
                names.length() - dataName);
        return data + dataLength;
    }

    private int name(int at) {
        int end = reader.read(raw.memory(), raw.offset(), raw.length(), at, names);
        nameTooLong |= reader.tooLong();
        loop |= reader.loop();
        tooManyLabels |= reader.tooManyLabels();
        return end;
    }

    private void add(int section, int type, int ttl, int name, int nameLength, int data, int dataLength, int dataName,
            int dataNameLength) {
        if (!index.reserve(ENTRY) || index.room() < ENTRY) {
            return;
        }
        long entry = index.offset() + index.length();
        put(entry, section);
        put(entry + 4, type);
        put(entry + 8, name);
        put(entry + 12, ttl);
        put(entry + 16, data);
        put(entry + 20, dataLength);
        put(entry + 24, dataName);
        put(entry + 28, dataNameLength << 16 | nameLength);
        index.advance(ENTRY);
        counts[section]++;
        records++;
    }

    private void put(long offset, int value) {
        index.memory().set(ValueLayout.JAVA_INT_UNALIGNED, offset, value);
    }

    private int get(int record, int field) {
        return index.memory().get(ValueLayout.JAVA_INT_UNALIGNED, index.offset() + (long) record * ENTRY + field);
    }
}
