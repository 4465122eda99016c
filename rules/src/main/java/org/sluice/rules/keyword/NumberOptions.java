package org.sluice.rules.keyword;

import org.sluice.rules.model.NumberFormat;

/** The options that {@code byte_test}, {@code byte_jump}, {@code byte_extract} and {@code byte_math} share. */
final class NumberOptions {
    private static final long UINT32 = 0xffff_ffffL;

    boolean relative;
    private NumberFormat.Order order;
    private boolean text;
    private int base;
    long bitmask;

    /** Takes an option if it is one of the shared ones. */
    boolean take(Word word) {
        Word[] pair = word.head();
        switch (pair[0].lower()) {
            case "relative" -> relative = true;
            case "big" -> order(NumberFormat.Order.BIG, word);
            case "little" -> order(NumberFormat.Order.LITTLE, word);
            case "dce" -> order(NumberFormat.Order.DCE, word);
            case "endian" -> {
                return !pair[1].isEmpty() && !pair[1].is("endian") && take(pair[1]);
            }
            case "string" -> {
                text = true;
                return pair[1].isEmpty() || take(pair[1]);
            }
            case "hex" -> base(16, word);
            case "dec" -> base(10, word);
            case "oct" -> base(8, word);
            case "bitmask" -> bitmask = pair[1].cNumber("bitmask", 1, UINT32);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void order(NumberFormat.Order value, Word word) {
        if (order != null && order != value) {
            throw word.conflict("two byte orders", "write one of big, little and dce");
        }
        order = value;
    }

    private void base(int value, Word word) {
        if (base != 0) {
            throw word.conflict("two bases", "write one of hex, dec and oct");
        }
        base = value;
    }

    /** The format, checked. */
    NumberFormat format(Word place) {
        if (base != 0 && !text) {
            throw place.refuse("hex, dec and oct are for numbers written in digits", "add string");
        }
        if (text && order == NumberFormat.Order.DCE) {
            throw place.refuse("dce does not go with string", "leave one of them out");
        }
        return new NumberFormat(order == null ? NumberFormat.Order.BIG : order, text ? base == 0 ? 10 : base : 0);
    }

    /** Most bytes that a number of that format may have. */
    static int mostBytes(NumberFormat format) {
        return switch (format.base()) {
            case 0 -> 8;
            case 8 -> 23;
            case 10 -> 20;
            default -> 14;
        };
    }
}
