package org.sluice.dataplane.app.enip;

import org.sluice.dataplane.app.ByteView;
import org.sluice.rules.image.AppField;
import org.sluice.rules.image.Buffer;

/** The items of a common packet format: identity, services, and CIP messages. */
final class EnipItems {
    private static final int IDENTITY = 0x0c;
    private static final int CONNECTED = 0xb1;
    private static final int UNCONNECTED = 0xb2;
    private static final int SERVICES = 0x100;
    private static final int RESPONSE = 0x80;
    private static final int MULTIPLE_SERVICES = 0x0a;
    private static final int MAX_MESSAGES = 16;

    private EnipItems() {
    }

    /** Where a CIP message begins in an item of that type, or -1 when there is none. */
    static int cipOffset(int type) {
        return type == CONNECTED ? 2 : type == UNCONNECTED ? 0 : -1;
    }

    /** Where the list of the messages begins that a message packs together (service 10), or -1 when it is none such. */
    static int packed(ByteView pdu, int from, int to) {
        if (from + 4 > to || (pdu.u8(from) & ~RESPONSE) != MULTIPLE_SERVICES) {
            return -1;
        }
        boolean response = (pdu.u8(from) & RESPONSE) != 0;
        int list = response ? from + 4 + 2 * pdu.u8(from + 3) : from + 2 + 2 * pdu.u8(from + 1);
        return list + 2 <= to ? list : -1;
    }

    /** How many messages that list has; no more than are looked at. */
    static int packedCount(ByteView pdu, int list) {
        return Math.min(MAX_MESSAGES, pdu.le16(list));
    }

    /** Where message {@code i} of that list begins, or {@code to} behind the last. */
    static int packedAt(ByteView pdu, int list, int i, int to) {
        boolean there = i < packedCount(pdu, list) && list + 4 + 2 * i <= to;
        return there ? Math.min(to, list + pdu.le16(list + 2 + 2 * i)) : to;
    }

    static void read(EnipTransaction open, int direction, int type, ByteView pdu, int from, int to) {
        switch (type) {
            case IDENTITY -> identity(open, direction, pdu, from);
            case SERVICES -> {
                open.put(direction, AppField.ENIP_PROTOCOL_VERSION, pdu.le16(from));
                open.put(direction, AppField.ENIP_CAPABILITIES, pdu.le16(from + 2));
                int end = pdu.indexOf(0, from + 4);
                open.put(direction, Buffer.ENIP_SERVICE_NAME, pdu, from + 4, (end < 0 || end > to ? to : end) - from - 4);
            }
            case CONNECTED -> message(open, direction, pdu, from + 2, to, true);
            case UNCONNECTED -> message(open, direction, pdu, from, to, true);
            default -> { }
        }
    }

    private static void identity(EnipTransaction open, int direction, ByteView pdu, int from) {
        open.put(direction, AppField.ENIP_PROTOCOL_VERSION, pdu.le16(from));
        open.put(direction, AppField.ENIP_VENDOR_ID, pdu.le16(from + 18));
        open.put(direction, AppField.ENIP_DEVICE_TYPE, pdu.le16(from + 20));
        open.put(direction, AppField.ENIP_PRODUCT_CODE, pdu.le16(from + 22));
        open.put(direction, AppField.ENIP_REVISION, pdu.u16(from + 24));
        open.put(direction, AppField.ENIP_IDENTITY_STATUS, pdu.le16(from + 26));
        open.put(direction, AppField.ENIP_SERIAL, pdu.le32(from + 28));
        int length = pdu.u8(from + 32);
        open.put(direction, Buffer.ENIP_PRODUCT_NAME, pdu, from + 33, length);
        open.put(direction, AppField.ENIP_STATE, pdu.u8(from + 33 + length));
    }

    /** A CIP message: service, path of segments (a request) or status (a response). */
    private static void message(EnipTransaction open, int direction, ByteView pdu, int from, int to, boolean outer) {
        if (from + 2 > to) {
            return;
        }
        int service = pdu.u8(from);
        open.put(direction, AppField.CIP_SERVICE, service & ~RESPONSE);
        if ((service & RESPONSE) != 0) {
            open.put(direction, AppField.ENIP_CIP_STATUS, pdu.u8(from + 2));
            if (pdu.u8(from + 3) > 0) {
                open.put(direction, AppField.ENIP_CIP_EXTENDEDSTATUS, pdu.le16(from + 4));
            }
            return;
        }
        int end = from + 2 + 2 * pdu.u8(from + 1);
        int at = from + 2;
        while (at + 2 <= Math.min(end, to)) {
            int segment = pdu.u8(at);
            boolean wide = (segment & 3) == 1;
            int value = wide ? pdu.le16(at + 2) : pdu.u8(at + 1);
            switch (segment & 0xfc) {
                case 0x20 -> open.put(direction, AppField.ENIP_CIP_CLASS, value);
                case 0x24 -> open.put(direction, AppField.ENIP_CIP_INSTANCE, value);
                case 0x30 -> open.put(direction, AppField.ENIP_CIP_ATTRIBUTE, value);
                default -> { }
            }
            at += wide ? 4 : 2;
        }
        int list = outer ? packed(pdu, from, to) : -1;
        for (int i = 0; list >= 0 && i < packedCount(pdu, list); i++) {
            message(open, direction, pdu, packedAt(pdu, list, i, to), to, false);
        }
    }
}
