package org.sluice.dataplane.app.http2;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.NativeBytes;

/**
 * The fields that a header block may name by index (RFC 7541, 2.3): 61 that never change, then those added last first,
 * up to a size that counts 32 bytes more for each.
 *
 * <pre>
 *   place of a field, 12 bytes:  where its bytes begin, counted from the first byte ever | name length | value length
 * </pre>
 */
final class HpackTable {
    /** Largest size that is followed. */
    static final int MAX_SIZE = 1 << 16;
    private static final int DEFAULT_SIZE = 4096;
    private static final int OVERHEAD = 32;
    private static final int PLACE = 12;
    /** Bytes of fields gone that are worth moving the others for. */
    private static final int WORTH_MOVING = 1024;
    private static final int STATIC_FIELDS = 61;
    /** Names and values by turns. */
    private static final String[] STATIC = {
        ":authority", "", ":method", "GET", ":method", "POST", ":path", "/", ":path", "/index.html",
        ":scheme", "http", ":scheme", "https", ":status", "200", ":status", "204", ":status", "206",
        ":status", "304", ":status", "400", ":status", "404", ":status", "500", "accept-charset", "",
        "accept-encoding", "gzip, deflate", "accept-language", "", "accept-ranges", "", "accept", "",
        "access-control-allow-origin", "", "age", "", "allow", "", "authorization", "", "cache-control", "",
        "content-disposition", "", "content-encoding", "", "content-language", "", "content-length", "",
        "content-location", "", "content-range", "", "content-type", "", "cookie", "", "date", "", "etag", "",
        "expect", "", "expires", "", "from", "", "host", "", "if-match", "", "if-modified-since", "",
        "if-none-match", "", "if-range", "", "if-unmodified-since", "", "last-modified", "", "link", "",
        "location", "", "max-forwards", "", "proxy-authenticate", "", "proxy-authorization", "", "range", "",
        "referer", "", "refresh", "", "retry-after", "", "server", "", "set-cookie", "",
        "strict-transport-security", "", "transfer-encoding", "", "user-agent", "", "vary", "", "via", "",
        "www-authenticate", "",
    };

    private final NativeBytes bytes;
    private final NativeBytes places;
    private int maxSize = DEFAULT_SIZE;
    private int size;
    private int count;
    /** Bytes, and places, in front that belong to fields gone. */
    private int goneBytes;
    private int gonePlaces;
    /** Bytes that came before the first one kept; wraps. */
    private int base;
    private boolean broken;

    HpackTable(AppRuntime runtime) {
        bytes = runtime.bytes(4 * MAX_SIZE);
        places = runtime.bytes(4 * MAX_SIZE);
    }

    /** Whether memory was missing for a field: from then on indexes mean nothing. */
    boolean broken() {
        return broken;
    }

    /** Fields there are. */
    int count() {
        return STATIC_FIELDS + count;
    }

    /** Changes the size; false when it is more than is followed. */
    boolean resize(long newSize) {
        if (newSize > MAX_SIZE) {
            return false;
        }
        maxSize = (int) newSize;
        evict(0);
        return true;
    }

    /**
     * Appends the name, and the value if it is wanted, of field {@code index} (1 is the first); the name's length, or
     * -1.
     */
    int append(long index, boolean value, NativeBytes out) {
        if (index < 1 || index > STATIC_FIELDS + count) {
            return -1;
        }
        if (index <= STATIC_FIELDS) {
            int at = 2 * ((int) index - 1);
            out.append(STATIC[at]);
            if (value) {
                out.append(STATIC[at + 1]);
            }
            return STATIC[at].length();
        }
        int place = gonePlaces + PLACE * (count - ((int) index - STATIC_FIELDS));
        int nameLength = get(place + 4);
        int length = value ? nameLength + get(place + 8) : nameLength;
        out.append(bytes.memory(), bytes.offset() + (get(place) - base), length);
        return nameLength;
    }

    /** Adds a field in front: its name and value, one behind the other. */
    void add(NativeBytes field, int nameLength) {
        int needed = field.length() + OVERHEAD;
        evict(Math.min(needed, maxSize));
        if (needed > maxSize) {
            return;
        }
        int at = bytes.length();
        if (!places.reserve(PLACE) || bytes.append(field) < field.length()) {
            broken = true;
            return;
        }
        long place = places.offset() + places.length();
        places.advance(PLACE);
        put(place, base + at);
        put(place + 4, nameLength);
        put(place + 8, field.length() - nameLength);
        size += needed;
        count++;
    }

    /** Lets the oldest fields go until {@code room} bytes are left. */
    private void evict(int room) {
        while (count > 0 && size + room > maxSize) {
            int length = get(gonePlaces + 4) + get(gonePlaces + 8);
            size -= length + OVERHEAD;
            count--;
            goneBytes += length;
            gonePlaces += PLACE;
        }
        if (count == 0 || goneBytes > Math.max(WORTH_MOVING, bytes.length() - goneBytes)) {
            bytes.discard(goneBytes);
            base += goneBytes;
            goneBytes = 0;
        }
        if (count == 0 || gonePlaces > Math.max(WORTH_MOVING, places.length() - gonePlaces)) {
            places.discard(gonePlaces);
            gonePlaces = 0;
        }
    }

    void release() {
        bytes.release();
        places.release();
        maxSize = DEFAULT_SIZE;
        size = 0;
        count = 0;
        goneBytes = 0;
        gonePlaces = 0;
        base = 0;
        broken = false;
    }

    private int get(int at) {
        return places.memory().get(ValueLayout.JAVA_INT_UNALIGNED, places.offset() + at);
    }

    private void put(long at, int value) {
        MemorySegment memory = places.memory();
        memory.set(ValueLayout.JAVA_INT_UNALIGNED, at, value);
    }
}
