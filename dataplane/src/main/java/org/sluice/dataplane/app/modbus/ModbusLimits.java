package org.sluice.dataplane.app.modbus;

import org.sluice.dataplane.app.ByteView;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppEvent;

/** What messages may say (Modbus Application Protocol 1.1b3, chapters 4 to 7): raises an event where one says else. */
final class ModbusLimits {
    /** Bytes before the function. */
    private static final int FUNCTION_AT = 7;
    private static final int LONGEST = 260;
    private static final int ERROR = 0x80;
    private static final int ADDRESSES = 1 << 16;
    private static final int UNKNOWN = -1;

    private ModbusLimits() {
    }

    /** @param whole bytes of the message, header and all */
    static void request(ModbusTransaction open, ByteView pdu, int whole) {
        if (!isWhole(open, Packet.TO_SERVER, pdu, whole)) {
            return;
        }
        int function = pdu.u8(FUNCTION_AT);
        open.askedAddress = pdu.u16(8);
        open.askedCount = pdu.u16(10);
        if (function == 0 || function >= ERROR) {
            open.event(Packet.TO_SERVER, AppEvent.MODBUS_INVALID_FUNCTION_CODE);
            return;
        }
        int bytes = bytesOfRequest(function, pdu);
        if (bytes != UNKNOWN && bytes != whole - FUNCTION_AT) {
            open.event(Packet.TO_SERVER, AppEvent.MODBUS_INVALID_LENGTH);
        } else if (!isPossible(function, open.askedAddress, open.askedCount, pdu)) {
            open.event(Packet.TO_SERVER, AppEvent.MODBUS_INVALID_VALUE);
        }
    }

    /** @param whole bytes of the message, header and all */
    static void response(ModbusTransaction open, ByteView pdu, int whole) {
        if (!isWhole(open, Packet.TO_CLIENT, pdu, whole)) {
            return;
        }
        int function = pdu.u8(FUNCTION_AT);
        if ((function & ~ERROR) == 0) {
            open.event(Packet.TO_CLIENT, AppEvent.MODBUS_INVALID_FUNCTION_CODE);
        } else if (function > ERROR) {
            if (whole - FUNCTION_AT != 2) {
                open.event(Packet.TO_CLIENT, AppEvent.MODBUS_INVALID_LENGTH);
            } else if (!isException(pdu.u8(8))) {
                open.event(Packet.TO_CLIENT, AppEvent.MODBUS_INVALID_EXCEPTION_CODE);
            }
        } else if (!answers(open, function, pdu, whole - FUNCTION_AT)) {
            open.event(Packet.TO_CLIENT, AppEvent.MODBUS_VALUE_MISMATCH);
        }
    }

    private static boolean isWhole(ModbusTransaction open, int direction, ByteView pdu, int whole) {
        if (pdu.u16(2) != 0) {
            open.event(direction, AppEvent.MODBUS_INVALID_PROTOCOL_ID);
        }
        boolean fits = whole > FUNCTION_AT && whole <= LONGEST;
        if (!fits) {
            open.event(direction, AppEvent.MODBUS_INVALID_LENGTH);
        }
        return fits;
    }

    /** Bytes from the function on, or {@link #UNKNOWN}. */
    private static int bytesOfRequest(int function, ByteView pdu) {
        return switch (function) {
            case 1, 2, 3, 4, 5, 6 -> 5;
            case 7, 11, 12, 17 -> 1;
            case 15, 16 -> 6 + pdu.u8(12);
            case 22 -> 7;
            case 23 -> 10 + pdu.u8(16);
            case 24 -> 3;
            default -> UNKNOWN;
        };
    }

    private static boolean isPossible(int function, int address, int count, ByteView pdu) {
        return switch (function) {
            case 1, 2 -> isRange(address, count, 2000);
            case 3, 4 -> isRange(address, count, 125);
            case 5 -> count == 0 || count == 0xff00;
            case 15 -> isRange(address, count, 1968) && pdu.u8(12) == (count + 7) / 8;
            case 16 -> isRange(address, count, 123) && pdu.u8(12) == 2 * count;
            case 23 -> isRange(address, count, 125) && isRange(pdu.u16(12), pdu.u16(14), 121)
                    && pdu.u8(16) == 2 * pdu.u16(14);
            default -> true;
        };
    }

    private static boolean isRange(int address, int count, int most) {
        return count >= 1 && count <= most && address + count <= ADDRESSES;
    }

    private static boolean isException(int code) {
        return code >= 1 && code <= 8 || code == 10 || code == 11;
    }

    /** Whether a response is as long as it must be, and says what was asked for; without a request, the former. */
    private static boolean answers(ModbusTransaction open, int function, ByteView pdu, int bytes) {
        int asked = open.functions[Packet.TO_SERVER];
        if (asked >= 0 && asked != function) {
            return false;
        }
        int count = pdu.u8(8);
        return switch (function) {
            case 1, 2 -> bytes == 2 + count && (asked < 0 || count == (open.askedCount + 7) / 8);
            case 3, 4, 23 -> bytes == 2 + count && (asked < 0 || count == 2 * open.askedCount);
            case 5, 6, 15, 16 -> bytes == 5 && isEcho(open, asked, pdu);
            case 22 -> bytes == 7 && isEcho(open, asked, pdu);
            default -> true;
        };
    }

    private static boolean isEcho(ModbusTransaction open, int asked, ByteView pdu) {
        return asked < 0 || pdu.u16(8) == open.askedAddress && pdu.u16(10) == open.askedCount;
    }
}
