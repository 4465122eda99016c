package org.sluice.rules.keyword;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.sluice.rules.text.RuleException;

/** Content notation: text as it is, bytes in hexadecimal between bars, {@code \" \; \: \\} escaped. */
final class ContentBytes {
    private static final int MOST = 65535;

    private ContentBytes() {}

    /** The bytes of a content's value, without the quotes. */
    static byte[] parse(Word value) {
        String text = value.text();
        byte[] bytes = new byte[text.length()];
        int count = 0;
        int bar = -1;
        int high = -1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '|') {
                if (high >= 0) {
                    throw at(value, i, "a hexadecimal byte has two digits", "write |0a|, not |a|");
                }
                bar = bar < 0 ? i : -1;
            } else if (bar >= 0) {
                int digit = Character.digit(c, 16);
                if (digit < 0 && (c != ' ' && c != ',' || high >= 0)) {
                    throw at(value, i, "\"" + printable(c) + "\" is no hexadecimal digit",
                            "between bars write bytes as |0d 0a|; a bar itself is |7c|");
                }
                if (digit >= 0 && high < 0) {
                    high = digit;
                } else if (digit >= 0) {
                    bytes[count++] = (byte) (high << 4 | digit);
                    high = -1;
                }
            } else if (c == '\\') {
                if (i + 1 == text.length() || "\\\";:".indexOf(text.charAt(i + 1)) < 0) {
                    throw at(value, i, "a backslash must be followed by one of \" ; : \\",
                            "write \\\\ or |5c| for a backslash itself");
                }
                bytes[count++] = (byte) text.charAt(++i);
            } else if (c == '"') {
                throw at(value, i, "a quote inside a content", "write \\\" or |22|");
            } else {
                bytes[count++] = (byte) c;
            }
        }
        if (bar >= 0) {
            throw at(value, bar, "this | has no second one", "write bytes as |0d 0a|; a bar itself is |7c|");
        }
        if (count == 0) {
            throw value.refuse("the content is empty", "");
        }
        if (count > MOST) {
            throw value.refuse("the content has " + count + " bytes, at most " + MOST + " are possible", "");
        }
        return Arrays.copyOf(bytes, count);
    }

    private static RuleException at(Word value, int index, String message, String hint) {
        return value.from(index).refuse(message, hint);
    }

    private static char printable(char c) {
        return c < ' ' || c > '~' ? '?' : c;
    }

    /** The notation of these bytes, without quotes: letters as they are, all that could be misread in hexadecimal. */
    static String print(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length + 8);
        boolean hex = false;
        for (byte b : bytes) {
            int c = b & 0xff;
            boolean plain = c >= ' ' && c <= '~' && "\"\\;:|".indexOf(c) < 0;
            if (plain == hex) {
                text.append('|');
                hex = !hex;
            } else if (hex) {
                text.append(' ');
            }
            if (plain) {
                text.append((char) c);
            } else {
                text.append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            }
        }
        return hex ? text.append('|').toString() : text.toString();
    }

    /** Bytes of ASCII text, lower case. */
    static byte[] lower(byte[] bytes) {
        byte[] copy = bytes.clone();
        for (int i = 0; i < copy.length; i++) {
            if (copy[i] >= 'A' && copy[i] <= 'Z') {
                copy[i] += 32;
            }
        }
        return copy;
    }

    /** Hexadecimal digits in capitals with colons between the bytes, put in where there are none. */
    static byte[] serialNumber(byte[] bytes) {
        String digits = new String(bytes, StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT);
        if (digits.indexOf(':') >= 0 || digits.length() <= 2) {
            return of(digits);
        }
        StringBuilder text = new StringBuilder(digits.length() * 3 / 2);
        for (int i = 0; i < digits.length(); i++) {
            text.append(i > 0 && i % 2 == 0 ? ":" : "").append(digits.charAt(i));
        }
        return of(text.toString());
    }

    /** Bytes of a text of one char a byte. */
    static byte[] of(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
