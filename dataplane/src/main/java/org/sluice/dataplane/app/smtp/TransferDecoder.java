package org.sluice.dataplane.app.smtp;

import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.Base64Digits;
import org.sluice.dataplane.app.FileWindows;
import org.sluice.dataplane.app.NativeBytes;

/** Undoes content transfer coding (RFC 2045, 6) line by line, into the file that is open. */
final class TransferDecoder {
    enum Coding { NONE, BASE64, QUOTED_PRINTABLE }

    private static final int LINE = 8192 + 16;

    private final NativeBytes out;
    private Coding coding = Coding.NONE;
    private int bits;
    private int bitCount;
    private boolean lineHeld;
    private boolean invalid;

    TransferDecoder(AppRuntime runtime) {
        out = runtime.bytes(LINE);
    }

    void begin(Coding partCoding) {
        coding = partCoding;
        bits = 0;
        bitCount = 0;
        lineHeld = false;
        invalid = false;
    }

    Coding coding() {
        return coding;
    }

    /** Whether the last line held what its coding does not know. */
    boolean invalid() {
        return invalid;
    }

    void release() {
        out.release();
    }

    /** A line of the part, without its end. A line's end belongs to the delimiter when one follows: it is held back. */
    void line(NativeBytes line, boolean piece, FileWindows files) {
        out.clear();
        invalid = false;
        switch (coding) {
            case BASE64 -> base64(line);
            case QUOTED_PRINTABLE -> quotedPrintable(line);
            case NONE -> {
                if (lineHeld) {
                    out.append("\r\n");
                }
                out.append(line);
                lineHeld = !piece;
            }
        }
        if (!out.isEmpty()) {
            files.append(out.memory(), out.offset(), out.length());
        }
    }

    private void base64(NativeBytes line) {
        for (int i = 0; i < line.length(); i++) {
            int value = Base64Digits.value(line.get(i));
            if (value < 0) {
                invalid |= line.get(i) != '=' && !Text.isBlank(line.get(i));
                if (line.get(i) == '=') {
                    // Padding ends four characters; what follows begins anew.
                    bitCount = 0;
                }
                continue;
            }
            bits = bits << 6 | value;
            bitCount += 6;
            if (bitCount >= 8) {
                bitCount -= 8;
                out.append((byte) (bits >> bitCount));
            }
        }
    }

    private void quotedPrintable(NativeBytes line) {
        if (lineHeld) {
            out.append("\r\n");
        }
        lineHeld = true;
        int end = line.length();
        while (end > 0 && Text.isBlank(line.get(end - 1))) {
            end--;
        }
        for (int i = 0; i < end; i++) {
            byte b = line.get(i);
            if (b != '=') {
                out.append(b);
                continue;
            }
            if (i + 1 == end) {
                lineHeld = false;
                return;
            }
            int high = i + 2 < end ? hex(line.get(i + 1)) : -1;
            int low = i + 2 < end ? hex(line.get(i + 2)) : -1;
            if (high < 0 || low < 0) {
                invalid = true;
                out.append(b);
            } else {
                out.append((byte) (high << 4 | low));
                i += 2;
            }
        }
    }

    static int hex(byte b) {
        if (b >= '0' && b <= '9') {
            return b - '0';
        }
        int lower = b | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }
}
