package org.sluice.dataplane.app.sip;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.BufferSlice;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.rules.image.Buffer;

/** A session's description (RFC 8866, 5): lines of a letter and a value; those behind {@code m=} are of that medium. */
final class SdpBody {
    private static final int LIMIT = 16 * 1024;
    private static final int LINES = 128;
    private static final int ANY = -1;

    private final NativeBytes text;
    private final byte[] letters = new byte[LINES];
    private final boolean[] ofMedium = new boolean[LINES];
    private final int[] starts = new int[LINES];
    private final int[] ends = new int[LINES];
    private int lines;

    SdpBody(AppRuntime runtime) {
        text = runtime.bytes(LIMIT);
    }

    void append(MemorySegment memory, long offset, int length) {
        text.append(memory, offset, length);
    }

    /** The body is whole: finds its lines. What finds no room is left out. */
    void read() {
        boolean medium = false;
        int at = 0;
        while (at < text.length() && lines < LINES) {
            int end = at;
            while (end < text.length() && text.get(end) != '\n') {
                end++;
            }
            int last = end > at && text.get(end - 1) == '\r' ? end - 1 : end;
            if (last - at >= 2 && text.get(at + 1) == '=') {
                medium |= text.get(at) == 'm';
                letters[lines] = text.get(at);
                ofMedium[lines] = medium;
                starts[lines] = at + 2;
                ends[lines++] = last;
            }
            at = end + 1;
        }
    }

    boolean value(Buffer buffer, int instance, BufferSlice out) {
        return switch (buffer) {
            case SDP_ORIGIN -> line('o', ANY, instance, out);
            case SDP_SESSION_NAME -> line('s', ANY, instance, out);
            case SDP_SESSION_INFO -> line('i', 0, instance, out);
            case SDP_URI -> line('u', ANY, instance, out);
            case SDP_EMAIL -> line('e', ANY, instance, out);
            case SDP_PHONE_NUMBER -> line('p', ANY, instance, out);
            case SDP_CONNECTION_DATA -> line('c', 0, instance, out);
            case SDP_BANDWIDTH -> line('b', ANY, instance, out);
            case SDP_TIME -> line('t', ANY, instance, out);
            case SDP_REPEAT_TIME -> line('r', ANY, instance, out);
            case SDP_TIMEZONE -> line('z', ANY, instance, out);
            case SDP_ENCRYPTION_KEY -> line('k', 0, instance, out);
            case SDP_ATTRIBUTE -> line('a', ANY, instance, out);
            case SDP_MEDIA_MEDIA -> line('m', 1, instance, out);
            case SDP_MEDIA_MEDIA_INFO -> line('i', 1, instance, out);
            case SDP_MEDIA_CONNECTION_DATA -> line('c', 1, instance, out);
            case SDP_MEDIA_ENCRYPTION_KEY -> line('k', 1, instance, out);
            default -> false;
        };
    }

    /** @param level 0 of the session, 1 of a medium */
    private boolean line(char letter, int level, int instance, BufferSlice out) {
        int left = instance;
        for (int i = 0; i < lines; i++) {
            if (letters[i] == letter && (level == ANY || ofMedium[i] == (level == 1)) && left-- == 0) {
                return out.set(text.memory(), text.offset() + starts[i], ends[i] - starts[i]);
            }
        }
        return false;
    }

    void release() {
        text.release();
        lines = 0;
    }
}
