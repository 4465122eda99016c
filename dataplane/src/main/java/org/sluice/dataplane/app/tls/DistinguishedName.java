package org.sluice.dataplane.app.tls;

import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.app.TextFormat;

/** Writes an X.501 name as text in its own order: {@code C=FR, O=Example, CN=example.com}. */
final class DistinguishedName {
    private static final int MAX_ATTRIBUTES = 64;
    /** 1.2.840.113549.1.9.1. */
    private static final int[] EMAIL = {0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x01};
    /** 0.9.2342.19200300.100.1. */
    private static final int[] PILOT = {0x09, 0x92, 0x26, 0x89, 0x93, 0xF2, 0x2C, 0x64, 0x01};
    /** 1.3.6.1.4.1.311.60.2.1. */
    private static final int[] JURISDICTION = {0x2B, 0x06, 0x01, 0x04, 0x01, 0x82, 0x37, 0x3C, 0x02, 0x01};

    private final DerReader sets = new DerReader();
    private final DerReader pairs = new DerReader();
    private final DerReader pair = new DerReader();

    /** Appends the name whose content {@code reader} stands on; false when it is malformed. */
    boolean append(DerReader reader, NativeBytes in, NativeBytes out) {
        reader.enter(sets);
        int attributes = 0;
        while (sets.next()) {
            if (sets.tag() != DerReader.SET) {
                return false;
            }
            sets.enter(pairs);
            boolean first = true;
            while (pairs.next()) {
                if (pairs.tag() != DerReader.SEQUENCE || ++attributes > MAX_ATTRIBUTES) {
                    return false;
                }
                if (attributes > 1) {
                    out.append(first ? ", " : " + ");
                }
                first = false;
                pairs.enter(pair);
                if (!pair.next(DerReader.OBJECT_ID)) {
                    return false;
                }
                type(in, pair.start(), pair.length(), out);
                out.append((byte) '=');
                if (!pair.next()) {
                    return false;
                }
                value(in, out);
            }
        }
        return true;
    }

    private void value(NativeBytes in, NativeBytes out) {
        if (pair.tag() != DerReader.BMP_STRING) {
            out.append(in.memory(), in.offset() + pair.start(), pair.length());
            return;
        }
        for (int i = 0; i + 2 <= pair.length(); i += 2) {
            utf8(Bytes.u16(in, pair.start() + i), out);
        }
    }

    private static void utf8(int code, NativeBytes out) {
        if (code < 0x80) {
            out.append((byte) code);
        } else if (code < 0x800) {
            out.append((byte) (0xC0 | code >> 6));
            out.append((byte) (0x80 | code & 0x3F));
        } else {
            out.append((byte) (0xE0 | code >> 12));
            out.append((byte) (0x80 | code >> 6 & 0x3F));
            out.append((byte) (0x80 | code & 0x3F));
        }
    }

    private static void type(NativeBytes in, int start, int length, NativeBytes out) {
        String known = null;
        if (length == 3 && Bytes.u8(in, start) == 0x55 && Bytes.u8(in, start + 1) == 4) {
            known = x520(Bytes.u8(in, start + 2));
        } else if (length == 9 && is(in, start, EMAIL)) {
            known = "emailAddress";
        } else if (length == 10 && is(in, start, PILOT)) {
            known = Bytes.u8(in, start + 9) == 25 ? "DC" : Bytes.u8(in, start + 9) == 1 ? "UID" : null;
        } else if (length == 11 && is(in, start, JURISDICTION)) {
            known = jurisdiction(Bytes.u8(in, start + 10));
        }
        if (known != null) {
            out.append(known);
        } else {
            dotted(in, start, length, out);
        }
    }

    /** Attribute types of X.520, below 2.5.4. */
    private static String x520(int arc) {
        return switch (arc) {
            case 3 -> "CN";
            case 4 -> "SN";
            case 5 -> "serialNumber";
            case 6 -> "C";
            case 7 -> "L";
            case 8 -> "ST";
            case 9 -> "street";
            case 10 -> "O";
            case 11 -> "OU";
            case 12 -> "title";
            case 13 -> "description";
            case 15 -> "businessCategory";
            case 17 -> "postalCode";
            case 41 -> "name";
            case 42 -> "GN";
            case 43 -> "initials";
            case 46 -> "dnQualifier";
            default -> null;
        };
    }

    private static String jurisdiction(int arc) {
        return switch (arc) {
            case 1 -> "jurisdictionL";
            case 2 -> "jurisdictionST";
            case 3 -> "jurisdictionC";
            default -> null;
        };
    }

    /** An object identifier in dots (X.690, 8.19). */
    private static void dotted(NativeBytes in, int start, int length, NativeBytes out) {
        long arc = 0;
        boolean first = true;
        for (int i = 0; i < length; i++) {
            int b = Bytes.u8(in, start + i);
            arc = arc << 7 & 0xFFFFFFFFFL | b & 0x7F;
            if (b >= 0x80) {
                continue;
            }
            if (first) {
                long root = Math.min(arc / 40, 2);
                TextFormat.decimal(out, root);
                arc -= root * 40;
                first = false;
            }
            out.append((byte) '.');
            TextFormat.decimal(out, arc);
            arc = 0;
        }
    }

    private static boolean is(NativeBytes in, int start, int[] expected) {
        for (int i = 0; i < expected.length; i++) {
            if (Bytes.u8(in, start + i) != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
