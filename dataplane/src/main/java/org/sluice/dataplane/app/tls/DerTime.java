package org.sluice.dataplane.app.tls;

import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.app.TextFormat;

/** UTCTime and GeneralizedTime (RFC 5280, 4.1.2.5) as seconds since the Unix epoch, and those as ISO 8601 text. */
final class DerTime {
    private static final long INVALID = Long.MIN_VALUE;

    private DerTime() {
    }

    /** Seconds since the Unix epoch, or {@code Long.MIN_VALUE} when it is no time. */
    static long seconds(NativeBytes in, int tag, int start, int length) {
        int yearDigits = tag == DerReader.UTC_TIME ? 2 : tag == DerReader.GENERALIZED_TIME ? 4 : 0;
        if (yearDigits == 0 || length < yearDigits + 8) {
            return INVALID;
        }
        int at = start;
        int year = number(in, at, yearDigits);
        at += yearDigits;
        int month = number(in, at, 2);
        int day = number(in, at + 2, 2);
        int hour = number(in, at + 4, 2);
        int minute = number(in, at + 6, 2);
        int second = length >= yearDigits + 10 ? number(in, at + 8, 2) : 0;
        if ((year | month | day | hour | minute) < 0 || month < 1 || month > 12 || day < 1 || day > 31) {
            return INVALID;
        }
        if (yearDigits == 2) {
            year += year < 50 ? 2000 : 1900;
        }
        return (days(year, month, day) * 24 + hour) * 3600 + minute * 60L + Math.max(second, 0);
    }

    /** Appends {@code 2024-02-29T12:00:00}. */
    static void append(long seconds, NativeBytes out) {
        long days = Math.floorDiv(seconds, 86_400);
        int rest = (int) Math.floorMod(seconds, 86_400L);
        // Civil date from days, by eras of 400 years that begin in March (Hinnant, chrono-compatible algorithms).
        long shifted = days + 719_468;
        long era = Math.floorDiv(shifted, 146_097);
        long dayOfEra = shifted - era * 146_097;
        long yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int march = (int) ((5 * dayOfYear + 2) / 153);
        int day = (int) (dayOfYear - (153L * march + 2) / 5) + 1;
        int month = march < 10 ? march + 3 : march - 9;
        long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        TextFormat.decimal(out, Math.max(0, year));
        pair(out, '-', month);
        pair(out, '-', day);
        pair(out, 'T', rest / 3600);
        pair(out, ':', rest / 60 % 60);
        pair(out, ':', rest % 60);
    }

    private static void pair(NativeBytes out, char before, int value) {
        out.append((byte) before);
        out.append((byte) ('0' + value / 10));
        out.append((byte) ('0' + value % 10));
    }

    private static long days(int year, int month, int day) {
        long y = month <= 2 ? year - 1 : year;
        long era = Math.floorDiv(y, 400);
        long yearOfEra = y - era * 400;
        long dayOfYear = (153L * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468;
    }

    private static int number(NativeBytes in, int at, int digits) {
        int value = 0;
        for (int i = 0; i < digits; i++) {
            int digit = Bytes.u8(in, at + i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
