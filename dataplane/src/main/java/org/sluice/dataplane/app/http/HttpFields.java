package org.sluice.dataplane.app.http;

import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AppSettings;
import org.sluice.dataplane.app.BufferSlice;
import org.sluice.dataplane.app.NativeBytes;

/**
 * The header fields of one message: as they were on the wire, and normalised as {@code Name: value CRLF} each, unfolded
 * and trimmed. Fields of one name are merged when asked for ({@code first, second}), as RFC 9110, 5.3 reads them.
 *
 * <pre>
 *   index entry, 16 bytes:  name offset | name length | value length | hash of the lower-case name
 * </pre>
 * Offsets are into the normalised text; a value begins 2 bytes behind its name.
 */
final class HttpFields {
    private static final int ENTRY = 16;
    private static final int NONE = -1;
    /** Fields among which repeats are looked for: the search is quadratic. Later ones stay apart. */
    private static final int SEARCHED = 64;

    private final NativeBytes raw;
    private final NativeBytes text;
    private final NativeBytes index;
    // What is derived when a buffer is asked for. Each is reserved before it is filled: what was handed out never
    // moves.
    private final NativeBytes header;
    private final NativeBytes names;
    private final NativeBytes start;
    private final NativeBytes merged;
    private final int[] mergedStart = new int[HttpField.COUNT];
    private final int[] mergedLength = new int[HttpField.COUNT];
    private final int limit;
    private final int[] known = new int[HttpField.COUNT];
    private int count;
    private int seen;
    private boolean cookies;
    private boolean repeated;

    HttpFields(AppRuntime runtime) {
        AppSettings settings = runtime.settings();
        raw = runtime.bytes(settings.headerLimit());
        text = runtime.bytes(settings.headerLimit());
        index = runtime.bytes(settings.headerFields() * ENTRY);
        header = runtime.bytes(settings.headerLimit() * 2);
        names = runtime.bytes(settings.headerLimit() * 2);
        start = runtime.bytes(settings.headerLimit() + settings.headerFieldLimit() + 2);
        merged = runtime.bytes(settings.headerLimit() * 2);
        limit = settings.headerFields();
        Arrays.fill(known, NONE);
    }

    /** The block as it was on the wire. */
    NativeBytes raw() {
        return raw;
    }

    /** Fields kept. */
    int count() {
        return count;
    }

    /** Fields seen, those past the limit included. */
    int seen() {
        return seen;
    }

    /** Whether a name came twice. */
    boolean repeated() {
        return repeated;
    }

    /**
     * Takes a field from {@code raw}: a name range, and a value range in which folding is undone.
     *
     * @return the known field it is, or null
     */
    HttpField add(int nameStart, int nameEnd, int valueStart, int valueEnd) {
        seen++;
        if (count == limit) {
            return null;
        }
        int nameOffset = text.length();
        text.append(raw.memory(), raw.offset() + nameStart, nameEnd - nameStart);
        int nameLength = text.length() - nameOffset;
        text.append((byte) ':');
        text.append(Ascii.SPACE);
        int valueOffset = text.length();
        appendUnfolded(valueStart, valueEnd);
        int valueLength = text.length() - valueOffset;
        text.append(Ascii.CR);
        text.append(Ascii.LF);
        if (text.cut() || !index.reserve(ENTRY) || index.room() < ENTRY) {
            text.truncate(nameOffset);
            return null;
        }
        int hash = hash(nameOffset, nameLength);
        long entry = index.offset() + index.length();
        put(entry, nameOffset);
        put(entry + 4, nameLength);
        put(entry + 8, valueLength);
        put(entry + 12, hash);
        index.advance(ENTRY);
        HttpField field = HttpField.byName(text, nameOffset, nameOffset + nameLength, hash);
        if (field != null) {
            cookies |= field == HttpField.COOKIE || field == HttpField.SET_COOKIE;
            if (known[field.ordinal()] == NONE) {
                known[field.ordinal()] = count;
            }
        }
        count++;
        return field;
    }

    /** Called once all fields are in. */
    void finish() {
        int most = Math.min(count, SEARCHED);
        for (int i = 1; i < most && !repeated; i++) {
            for (int j = 0; j < i && !repeated; j++) {
                repeated = sameName(i, j);
            }
        }
    }

    /** Whether there is such a field. */
    boolean has(HttpField field) {
        return known[field.ordinal()] != NONE;
    }

    /** Bytes that {@link #valueStart} and ends point into. */
    NativeBytes text() {
        return text;
    }

    /** First field of that kind, or -1. */
    int indexOf(HttpField field) {
        return known[field.ordinal()];
    }

    /** The next field with the same name as field {@code i}, or -1. */
    int nextSame(int i) {
        for (int j = i + 1; j < count && j < SEARCHED; j++) {
            if (sameName(i, j)) {
                return j;
            }
        }
        return NONE;
    }

    /** Where the value of field {@code i} begins in {@link #text()}. */
    int valueStart(int i) {
        return entry(i, 0) + entry(i, 4) + 2;
    }

    /** Where the value of field {@code i} ends in {@link #text()}. */
    int valueEnd(int i) {
        return valueStart(i) + entry(i, 8);
    }

    /** Field {@code i} as {@code Name: value}. */
    boolean line(int i, BufferSlice out) {
        if (i >= count) {
            return false;
        }
        int start = entry(i, 0);
        return out.set(text.memory(), text.offset() + start, valueEnd(i) - start);
    }

    /** Name of field {@code i}. */
    boolean name(int i, BufferSlice out) {
        return i < count && out.set(text.memory(), text.offset() + entry(i, 0), entry(i, 4));
    }

    /** The field's value, merged with later ones of the same name; false when there is none. */
    boolean value(HttpField field, BufferSlice out) {
        int first = known[field.ordinal()];
        if (first == NONE) {
            return false;
        }
        int next = repeated ? nextSame(first) : NONE;
        if (next == NONE) {
            int start = valueStart(first);
            return out.set(text.memory(), text.offset() + start, valueEnd(first) - start);
        }
        int kind = field.ordinal();
        if (mergedLength[kind] == 0) {
            merged.reserve(text.length() * 2);
            mergedStart[kind] = merged.length();
            appendMerged(first, merged);
            mergedLength[kind] = merged.length() - mergedStart[kind];
        }
        return out.set(merged.memory(), merged.offset() + mergedStart[kind], mergedLength[kind]);
    }

    /** All fields but cookies, normalised ({@code http.header}). */
    boolean header(BufferSlice out) {
        if (count == 0) {
            return false;
        }
        if (!cookies && !repeated) {
            return out.set(text);
        }
        if (header.isEmpty() && header.reserve(text.length() + 2 * count)) {
            for (int i = 0; i < count; i++) {
                if (!isCookie(i) && !(repeated && sameAsEarlier(i))) {
                    header.append(text.memory(), text.offset() + entry(i, 0), entry(i, 4) + 2);
                    appendMerged(i, header);
                    header.append("\r\n");
                }
            }
        }
        return !header.isEmpty() && out.set(header);
    }

    /** CRLF, then each name with CRLF, then CRLF ({@code http.header_names}). */
    boolean names(BufferSlice out) {
        if (count == 0) {
            return false;
        }
        if (names.isEmpty() && names.reserve(text.length() + 4)) {
            names.append("\r\n");
            for (int i = 0; i < count; i++) {
                if (!isCookie(i) && !(repeated && sameAsEarlier(i))) {
                    names.append(text.memory(), text.offset() + entry(i, 0), entry(i, 4));
                    names.append("\r\n");
                }
            }
            names.append("\r\n");
        }
        return out.set(names);
    }

    /** First line and raw block ({@code http.start}). */
    boolean start(NativeBytes line, BufferSlice out) {
        if (start.isEmpty() && start.reserve(line.length() + 2 + raw.length())) {
            start.append(line);
            start.append("\r\n");
            start.append(raw);
        }
        return !start.isEmpty() && out.set(start);
    }

    /** Gives the memory back. */
    void release() {
        raw.release();
        text.release();
        index.release();
        header.release();
        names.release();
        start.release();
        merged.release();
        Arrays.fill(mergedLength, 0);
        Arrays.fill(known, NONE);
        count = 0;
        seen = 0;
        cookies = false;
        repeated = false;
    }

    private void appendMerged(int first, NativeBytes to) {
        to.append(text.memory(), text.offset() + valueStart(first), valueEnd(first) - valueStart(first));
        int next = repeated ? nextSame(first) : NONE;
        while (next != NONE) {
            to.append(", ");
            to.append(text.memory(), text.offset() + valueStart(next), valueEnd(next) - valueStart(next));
            next = nextSame(next);
        }
    }

    private void appendUnfolded(int start, int end) {
        int from = start;
        for (int i = start; i < end; i++) {
            byte b = raw.get(i);
            if (b == Ascii.LF || b == Ascii.CR) {
                text.append(raw.memory(), raw.offset() + from, i - from);
                while (i < end && Ascii.isSpace(raw.get(i))) {
                    i++;
                }
                if (i < end) {
                    text.append(Ascii.SPACE);
                }
                from = i;
                i--;
            }
        }
        if (from < end) {
            text.append(raw.memory(), raw.offset() + from, end - from);
        }
    }

    private boolean isCookie(int i) {
        int name = entry(i, 0);
        int length = entry(i, 4);
        return length == 6 && Ascii.equalsIgnoringCaseAndNul(text, name, name + length, "cookie")
                || length == 10 && Ascii.equalsIgnoringCaseAndNul(text, name, name + length, "set-cookie");
    }

    private boolean sameAsEarlier(int i) {
        for (int j = 0; j < i && j < SEARCHED; j++) {
            if (sameName(i, j)) {
                return true;
            }
        }
        return false;
    }

    private boolean sameName(int i, int j) {
        if (entry(i, 12) != entry(j, 12) || entry(i, 4) != entry(j, 4)) {
            return false;
        }
        int a = entry(i, 0);
        int b = entry(j, 0);
        for (int k = entry(i, 4); k > 0; k--) {
            if (Ascii.lower(text.get(a++)) != Ascii.lower(text.get(b++))) {
                return false;
            }
        }
        return true;
    }

    private int hash(int start, int length) {
        int hash = 0;
        for (int i = 0; i < length; i++) {
            byte b = text.get(start + i);
            hash = b == 0 ? hash : hash * 31 + Ascii.lower(b);
        }
        return hash;
    }

    private int entry(int i, int field) {
        return index.memory().get(ValueLayout.JAVA_INT_UNALIGNED, index.offset() + (long) i * ENTRY + field);
    }

    private void put(long offset, int value) {
        index.memory().set(ValueLayout.JAVA_INT_UNALIGNED, offset, value);
    }
}
