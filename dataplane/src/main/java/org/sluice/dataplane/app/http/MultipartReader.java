package org.sluice.dataplane.app.http;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.BufferSlice;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.rules.image.AppEvent;

/**
 * Finds the file parts of a {@code multipart/form-data} body (RFC 7578, RFC 2046 5.1.1). The delimiter is CRLF, two
 * dashes and the boundary; the CR may be missing.
 */
final class MultipartReader {
    private static final int BOUNDARY_LIMIT = 256;
    private static final int LINE_LIMIT = 4096;

    private enum At { DATA, DELIMITER_TAIL, FIELDS, DONE }

    private final NativeBytes delimiter;
    private final NativeBytes line;
    private final BufferSlice slice = new BufferSlice();
    private HttpTransaction transaction;
    private At at = At.DONE;
    /** Bytes of the delimiter that the last bytes may be. */
    private int matched;
    /** Those of them that were really there begin here. */
    private int heldFrom;
    private boolean fileNamed;

    MultipartReader(AppRuntime runtime) {
        delimiter = runtime.bytes(BOUNDARY_LIMIT + 4);
        line = runtime.bytes(LINE_LIMIT);
    }

    /** Begins when the request's content type is multipart with a boundary; else false. */
    boolean begin(HttpTransaction owner) {
        release();
        HttpFields fields = owner.request.fields;
        int i = fields.indexOf(HttpField.CONTENT_TYPE);
        if (i < 0) {
            return false;
        }
        NativeBytes text = fields.text();
        int start = fields.valueStart(i);
        int end = fields.valueEnd(i);
        if (!Ascii.containsIgnoringCaseAndNul(text, start, Math.min(end, start + 32), "multipart/form-data")
                || !HttpParameters.find(text, start, end, "boundary", slice)) {
            return false;
        }
        transaction = owner;
        delimiter.append("\r\n--");
        delimiter.append(slice.memory, slice.offset, Math.min(slice.length, BOUNDARY_LIMIT));
        expectDelimiter();
        return true;
    }

    void take(MemorySegment memory, long offset, int length) {
        long position = offset;
        long end = offset + length;
        while (position < end) {
            switch (at) {
                case DATA -> position = data(memory, position, end);
                case DELIMITER_TAIL, FIELDS -> position = line(memory, position, end);
                case DONE -> {
                    return;
                }
            }
        }
    }

    void end() {
        if (at == At.FIELDS || at == At.DATA && transaction.files.open()) {
            transaction.requestEvent(AppEvent.HTTP_MULTIPART_GENERIC_ERROR);
        }
        if (transaction != null) {
            transaction.files.end();
        }
        release();
    }

    void release() {
        delimiter.release();
        line.release();
        transaction = null;
        at = At.DONE;
    }

    private long data(MemorySegment memory, long offset, long end) {
        long position = offset;
        while (position < end) {
            byte b = Ascii.at(memory, position);
            if (matched > 0 && b == delimiter.get(matched)) {
                matched++;
                position++;
                if (matched == delimiter.length()) {
                    transaction.files.end();
                    line.clear();
                    at = At.DELIMITER_TAIL;
                    return position;
                }
            } else if (matched > 0) {
                // It was data after all; the byte at hand is looked at again.
                transaction.files.append(delimiter.memory(), delimiter.offset() + heldFrom, matched - heldFrom);
                matched = 0;
            } else if (b == Ascii.CR || b == Ascii.LF) {
                heldFrom = b == Ascii.CR ? 0 : 1;
                matched = heldFrom + 1;
                position++;
            } else {
                long stop = Ascii.find(memory, position, Ascii.find(memory, position, end, Ascii.LF), Ascii.CR);
                transaction.files.append(memory, position, (int) (stop - position));
                position = stop;
            }
        }
        return position;
    }

    /** A delimiter may follow at once: the line end it begins with belongs to what came before. */
    private void expectDelimiter() {
        at = At.DATA;
        matched = 2;
        heldFrom = 2;
    }

    private long line(MemorySegment memory, long offset, long end) {
        long lf = Ascii.find(memory, offset, end, Ascii.LF);
        line.append(memory, offset, (int) (lf - offset));
        if (lf == end) {
            return end;
        }
        int length = line.length();
        while (length > 0 && Ascii.isSpace(line.get(length - 1))) {
            length--;
        }
        if (at == At.DELIMITER_TAIL) {
            boolean last = length >= 2 && line.get(0) == '-' && line.get(1) == '-';
            at = last ? At.DONE : At.FIELDS;
            fileNamed = false;
        } else if (length == 0) {
            if (!fileNamed) {
                transaction.files.end();
            }
            expectDelimiter();
        } else {
            field(length);
        }
        line.clear();
        return lf + 1;
    }

    private void field(int length) {
        int colon = 0;
        while (colon < length && line.get(colon) != ':') {
            colon++;
        }
        if (colon == length) {
            transaction.requestEvent(AppEvent.HTTP_MULTIPART_INVALID_HEADER);
        } else if (Ascii.equalsIgnoringCaseAndNul(line, 0, colon, "content-disposition")
                && HttpParameters.find(line, colon + 1, length, "filename", slice)) {
            fileNamed = true;
            transaction.files.begin(slice.memory, slice.offset, slice.length);
        }
    }
}
