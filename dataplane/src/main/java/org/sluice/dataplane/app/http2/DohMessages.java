package org.sluice.dataplane.app.http2;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.Base64Digits;
import org.sluice.dataplane.app.BufferSlice;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.app.dns.DnsContent;

/** The DNS messages of a stream (RFC 8484): a query in the target or the body, and its answer. */
final class DohMessages {
    private static final int MOST = 65_535;
    private static final String MEDIA_TYPE = "application/dns-message";
    private static final String VARIABLE = "dns=";

    private final DnsContent[] contents = new DnsContent[2];
    private final NativeBytes[] bodies = new NativeBytes[2];
    private final boolean[] expected = new boolean[2];

    DohMessages(AppRuntime runtime) {
        for (int direction = 0; direction < 2; direction++) {
            contents[direction] = new DnsContent(runtime);
            bodies[direction] = runtime.bytes(MOST);
        }
    }

    /** Whether a field's value names the media type. */
    static boolean isMediaType(BufferSlice value) {
        int length = MEDIA_TYPE.length();
        for (int from = 0; from + length <= value.length; from++) {
            int i = 0;
            while (i < length && (byteAt(value, from + i) | 0x20) == (MEDIA_TYPE.charAt(i) | 0x20)) {
                i++;
            }
            if (i == length) {
                return true;
            }
        }
        return false;
    }

    /** A body of that direction is a message. */
    void expect(int direction) {
        expected[direction] = true;
    }

    /** Bytes of a body; false when they are more than a message may have. */
    boolean body(int direction, MemorySegment memory, long offset, int length) {
        return !expected[direction] || bodies[direction].append(memory, offset, length) == length;
    }

    /** The direction ended: reads its body. */
    void end(int direction) {
        NativeBytes body = bodies[direction];
        if (expected[direction] && !body.isEmpty() && contents[direction].isEmpty()) {
            contents[direction].read(body.memory(), body.offset(), body.length());
        }
        body.release();
    }

    /** Reads the query in a target ({@code /dns-query?dns=AAABAA...}, in base64url), if there is one. */
    boolean query(int direction, BufferSlice target) {
        int start = variable(target);
        if (start < 0) {
            return false;
        }
        NativeBytes body = bodies[direction];
        int bits = 0;
        int held = 0;
        for (int i = start; i < target.length && byteAt(target, i) != '&'; i++) {
            int digit = Base64Digits.urlValue(byteAt(target, i));
            if (digit < 0) {
                break;
            }
            bits = bits << 6 | digit;
            held += 6;
            if (held >= 8) {
                held -= 8;
                body.append((byte) (bits >>> held));
            }
        }
        contents[direction].read(body.memory(), body.offset(), body.length());
        body.release();
        return true;
    }

    private static int variable(BufferSlice target) {
        boolean query = false;
        for (int i = 0; i + VARIABLE.length() <= target.length; i++) {
            int b = byteAt(target, i);
            query |= b == '?';
            if (query && (b == '?' || b == '&')) {
                int k = 0;
                while (k < VARIABLE.length() && i + 1 + k < target.length
                        && byteAt(target, i + 1 + k) == VARIABLE.charAt(k)) {
                    k++;
                }
                if (k == VARIABLE.length()) {
                    return i + 1 + k;
                }
            }
        }
        return -1;
    }

    private static int byteAt(BufferSlice slice, int at) {
        return slice.memory.get(ValueLayout.JAVA_BYTE, slice.offset + at) & 0xFF;
    }

    /** The message that direction carried; empty when it did not. */
    DnsContent content(int direction) {
        return contents[direction];
    }

    void release() {
        for (int direction = 0; direction < 2; direction++) {
            contents[direction].release();
            bodies[direction].release();
            expected[direction] = false;
        }
    }
}
