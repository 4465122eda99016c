package org.sluice.rules.text;

import org.sluice.rules.model.AddressSet;

/**
 * Addresses as rule headers, variables and threshold files write them: {@code any}, {@code 10.0.0.1},
 * {@code 10.0.0.0/8}, {@code 10.0.0.0/255.0.0.0}, {@code 10.0.0.1-10.0.0.9}, and the same in IPv6.
 */
final class AddressGrammar {
    private AddressGrammar() {}

    /** The addresses one word without negation, group or variable stands for; null when it is none. */
    static AddressSet parse(String word) {
        if (word.equalsIgnoreCase("any")) {
            return AddressSet.ANY;
        }
        int slash = word.indexOf('/');
        int dash = word.indexOf('-');
        String first = slash >= 0 ? word.substring(0, slash) : dash >= 0 ? word.substring(0, dash) : word;
        String second = slash >= 0 ? word.substring(slash + 1) : dash >= 0 ? word.substring(dash + 1) : null;
        return first.indexOf(':') >= 0
                ? ipv6(first, second, slash >= 0) : ipv4(first, second, slash >= 0);
    }

    private static AddressSet ipv4(String first, String second, boolean prefix) {
        long from = ipv4(first);
        if (from < 0 || second == null) {
            return from < 0 ? null : AddressSet.ipv4(from, from);
        }
        if (!prefix) {
            long to = ipv4(second);
            return to < from ? null : AddressSet.ipv4(from, to);
        }
        long mask = second.indexOf('.') >= 0 ? ipv4(second) : ipv4Mask(prefixLength(second, 32));
        if (mask < 0) {
            return null;
        }
        return AddressSet.ipv4(from & mask, from & mask | ~mask & 0xffff_ffffL);
    }

    private static long ipv4Mask(int bits) {
        return bits < 0 ? -1 : 0xffff_ffffL << 32 - bits & 0xffff_ffffL;
    }

    private static AddressSet ipv6(String first, String second, boolean prefix) {
        long[] from = ipv6(first);
        if (from == null || second == null) {
            return from == null ? null : AddressSet.ipv6(new AddressSet.Range(from[0], from[1], from[0], from[1]));
        }
        if (!prefix) {
            long[] to = ipv6(second);
            boolean ordered = to != null && (Long.compareUnsigned(from[0], to[0]) < 0
                    || from[0] == to[0] && Long.compareUnsigned(from[1], to[1]) <= 0);
            return ordered ? AddressSet.ipv6(new AddressSet.Range(from[0], from[1], to[0], to[1])) : null;
        }
        int bits = prefixLength(second, 128);
        if (bits < 0) {
            return null;
        }
        long highMask = bits == 0 ? 0 : bits >= 64 ? -1L : -1L << 64 - bits;
        long lowMask = bits <= 64 ? 0 : bits == 128 ? -1L : -1L << 128 - bits;
        return AddressSet.ipv6(new AddressSet.Range(
                from[0] & highMask, from[1] & lowMask, from[0] | ~highMask, from[1] | ~lowMask));
    }

    private static int prefixLength(String digits, int most) {
        int length = decimal(digits, 0, digits.length(), 3);
        return length > most ? -1 : length;
    }

    /** As an unsigned 32-bit number, or -1. */
    private static long ipv4(String word) {
        long address = 0;
        int start = 0;
        for (int part = 0; part < 4; part++) {
            int end = part < 3 ? word.indexOf('.', start) : word.length();
            int value = end < 0 ? -1 : decimal(word, start, end, 3);
            if (value < 0 || value > 255) {
                return -1;
            }
            address = address << 8 | value;
            start = end + 1;
        }
        return address;
    }

    /**
     * Two halves, or null. RFC 4291, section 2.2: eight groups, one run of zeros as {@code ::}, a dotted quad at the
     * end.
     */
    private static long[] ipv6(String word) {
        int[] groups = new int[8];
        int count = 0;
        int gap = -1;
        int at = 0;
        if (word.startsWith("::")) {
            gap = 0;
            at = 2;
        }
        while (at < word.length()) {
            if (count == 8) {
                return null;
            }
            int end = word.indexOf(':', at);
            if (end < 0 && word.indexOf('.', at) >= 0) {
                long quad = ipv4(word.substring(at));
                if (quad < 0 || count > 6) {
                    return null;
                }
                groups[count++] = (int) (quad >>> 16);
                groups[count++] = (int) (quad & 0xffff);
                break;
            }
            int value = hexadecimal(word, at, end < 0 ? word.length() : end);
            if (value < 0) {
                return null;
            }
            groups[count++] = value;
            if (end < 0) {
                break;
            }
            at = end + 1;
            if (at == word.length()) {
                return null;
            }
            if (word.charAt(at) == ':') {
                if (gap >= 0) {
                    return null;
                }
                gap = count;
                at++;
            }
        }
        if (gap < 0 ? count != 8 : count > 7) {
            return null;
        }
        return halves(groups, count, gap);
    }

    private static long[] halves(int[] groups, int count, int gap) {
        long[] halves = new long[2];
        for (int i = 0; i < 8; i++) {
            int fromEnd = i - (8 - count);
            int group = gap < 0 || i < gap ? groups[i] : fromEnd >= gap ? groups[fromEnd] : 0;
            halves[i / 4] = halves[i / 4] << 16 | group;
        }
        return halves;
    }

    private static int decimal(String word, int from, int to, int mostDigits) {
        if (to <= from || to - from > mostDigits) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            char c = word.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return value;
    }

    private static int hexadecimal(String word, int from, int to) {
        if (to <= from || to - from > 4) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = Character.digit(word.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }
}
