package org.sluice.dataplane.app.http;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppEvent;

/**
 * Cuts a header block into fields, byte by byte as it comes. Lines end with CRLF or LF; in responses also with a lone
 * CR or LFCR, as clients accept. A line that begins with a blank or NUL continues the field before it, and ends the
 * block when it is one blank and LF with anything but LF behind.
 */
final class HttpHeaderReader {
    private enum At { LINE, AFTER_CR, AFTER_LF, MAYBE_END, DONE }

    private final boolean response;
    private final int lineLimit;
    private HttpTransaction transaction;
    private HttpFields fields;
    private NativeBytes raw;
    private At at = At.DONE;
    private int lineStart;
    private int lineLength;
    private byte firstByte;
    /** The field being read, as a range of the raw block: it may go on in the next line. */
    private int pendingStart = -1;
    private int pendingEnd;

    HttpHeaderReader(boolean response, int lineLimit) {
        this.response = response;
        this.lineLimit = lineLimit;
    }

    void begin(HttpTransaction owner, HttpFields target) {
        transaction = owner;
        fields = target;
        raw = target.raw();
        at = At.LINE;
        lineStart = 0;
        lineLength = 0;
        pendingStart = -1;
    }

    private int direction() {
        return response ? Packet.TO_CLIENT : Packet.TO_SERVER;
    }

    boolean done() {
        return at == At.DONE;
    }

    /** Takes bytes up to the block's end; returns the offset of the first byte not taken. */
    long take(MemorySegment memory, long offset, long end) {
        long position = offset;
        while (position < end && at != At.DONE) {
            switch (at) {
                case LINE -> position = line(memory, position, end);
                case AFTER_CR -> position = afterCr(memory, position);
                case AFTER_LF -> {
                    at = At.LINE;
                    if (Ascii.at(memory, position) == Ascii.CR) {
                        raw.append(Ascii.CR);
                        lineStart = raw.length();
                        position++;
                    }
                }
                case MAYBE_END -> {
                    if (Ascii.at(memory, position) == Ascii.LF) {
                        at = At.LINE;
                        line();
                    } else {
                        finish();
                    }
                }
                case DONE -> {
                    return position;
                }
            }
        }
        return position;
    }

    /** Nothing more comes: what was read is all there is. */
    void finish() {
        if (at == At.DONE) {
            return;
        }
        if (at != At.MAYBE_END && lineLength > 0) {
            line();
        }
        flush();
        fields.finish();
        if (fields.repeated()) {
            transaction.event(direction(), response
                    ? AppEvent.HTTP_RESPONSE_HEADER_REPETITION : AppEvent.HTTP_REQUEST_HEADER_REPETITION);
        }
        at = At.DONE;
    }

    private long line(MemorySegment memory, long offset, long end) {
        long lf = Ascii.find(memory, offset, end, Ascii.LF);
        long stop = Ascii.find(memory, offset, lf, Ascii.CR);
        int count = (int) (stop - offset);
        if (count > 0) {
            if (lineLength == 0) {
                firstByte = Ascii.at(memory, offset);
            }
            append(memory, offset, count);
        }
        if (stop == end) {
            return end;
        }
        byte terminator = Ascii.at(memory, stop);
        raw.append(terminator);
        if (terminator == Ascii.CR) {
            at = At.AFTER_CR;
        } else {
            endLine(true);
        }
        return stop + 1;
    }

    private long afterCr(MemorySegment memory, long offset) {
        byte b = Ascii.at(memory, offset);
        if (b == Ascii.LF) {
            raw.append(Ascii.LF);
            endLine(false);
            return offset + 1;
        }
        if (b == Ascii.CR || !response) {
            // The CR before was part of the line.
            if (lineLength++ == 0) {
                firstByte = Ascii.CR;
            }
            if (b == Ascii.CR) {
                raw.append(Ascii.CR);
                return offset + 1;
            }
            at = At.LINE;
            return offset;
        }
        at = At.LINE;
        if (lineLength > 0) {
            line();
        }
        startLine();
        return offset;
    }

    private void append(MemorySegment memory, long offset, int count) {
        int room = Math.max(0, lineLimit - lineLength);
        if (count > room) {
            transaction.event(direction(), response
                    ? AppEvent.HTTP_RESPONSE_FIELD_TOO_LONG : AppEvent.HTTP_REQUEST_FIELD_TOO_LONG);
        }
        raw.append(memory, offset, Math.min(count, room));
        lineLength += count;
    }

    private void endLine(boolean lfAlone) {
        if (lineLength == 0) {
            finish();
            return;
        }
        if (lfAlone && lineLength == 1 && Ascii.isBlank(firstByte)) {
            at = At.MAYBE_END;
            return;
        }
        line();
        at = lfAlone && response ? At.AFTER_LF : At.LINE;
    }

    /** A line is whole: it begins a field or goes on with the one before. */
    private void line() {
        int start = lineStart;
        int end = raw.length();
        boolean folded = Ascii.isBlank(firstByte) || firstByte == 0;
        if (folded && pendingStart >= 0 && !(response && isFieldOfItsOwn(start, end))) {
            pendingEnd = end;
        } else {
            if (folded) {
                transaction.event(direction(), response
                        ? AppEvent.HTTP_INVALID_RESPONSE_FIELD_FOLDING
                        : AppEvent.HTTP_INVALID_REQUEST_FIELD_FOLDING);
            }
            flush();
            pendingStart = start;
            pendingEnd = end;
        }
        startLine();
    }

    private void startLine() {
        lineStart = raw.length();
        lineLength = 0;
    }

    /** Clients disagree whether a folded line with a colon goes on or is a field: the latter hides less. */
    private boolean isFieldOfItsOwn(int start, int end) {
        return colon(start, end) < end && colon(pendingStart, pendingEnd) < pendingEnd;
    }

    private int colon(int start, int end) {
        int i = start;
        while (i < end && raw.get(i) != ':') {
            i++;
        }
        return i;
    }

    private void flush() {
        if (pendingStart < 0) {
            return;
        }
        int start = pendingStart;
        int end = pendingEnd;
        pendingStart = -1;
        while (start < end && Ascii.isSpace(raw.get(start))) {
            start++;
        }
        while (end > start && Ascii.isSpace(raw.get(end - 1))) {
            end--;
        }
        if (start == end) {
            return;
        }
        int colon = colon(start, end);
        if (colon == end) {
            transaction.event(direction(), response
                    ? AppEvent.HTTP_RESPONSE_FIELD_MISSING_COLON : AppEvent.HTTP_REQUEST_FIELD_MISSING_COLON);
            add(start, start, start, end);
            return;
        }
        int nameEnd = colon;
        while (nameEnd > start && Ascii.isSpace(raw.get(nameEnd - 1))) {
            nameEnd--;
        }
        if (nameEnd == start || nameEnd < colon) {
            transaction.event(direction(), response
                    ? AppEvent.HTTP_RESPONSE_HEADER_INVALID : AppEvent.HTTP_REQUEST_HEADER_INVALID);
        }
        int valueStart = colon + 1;
        while (valueStart < end && Ascii.isSpace(raw.get(valueStart))) {
            valueStart++;
        }
        add(start, nameEnd, valueStart, end);
    }

    private void add(int nameStart, int nameEnd, int valueStart, int valueEnd) {
        int before = fields.count();
        fields.add(nameStart, nameEnd, valueStart, valueEnd);
        if (fields.count() == before) {
            transaction.event(direction(), response
                    ? AppEvent.HTTP_RESPONSE_TOO_MANY_HEADERS : AppEvent.HTTP_REQUEST_TOO_MANY_HEADERS);
        }
    }
}
