package org.sluice.dataplane.app.dcerpc;

import org.sluice.dataplane.app.ByteView;

/** Reads connection-oriented PDUs (C706, 12.6.4) into calls. */
public final class RpcReader {
    /** Bytes of the header that all PDUs begin with. */
    public static final int HEADER = 16;
    /** Bytes before the data of a call or an answer. */
    public static final int CALL_HEADER = 24;
    static final int REQUEST = 0;
    static final int RESPONSE = 2;
    static final int FAULT = 3;
    private static final int BIND = 11;
    private static final int BIND_ACK = 12;
    private static final int BIND_NAK = 13;
    private static final int ALTER = 14;
    private static final int ALTER_ACK = 15;
    private static final int LAST_TYPE = 19;
    private static final int LAST_FRAGMENT = 2;
    private static final int HAS_OBJECT = 0x80;
    private static final int OBJECT = 16;
    private static final int MAX_ITEMS = 64;
    private static final int SYNTAX = 20;
    private static final int RESULT = 24;

    private RpcReader() {
    }

    /** Whether a PDU of connection-oriented DCE/RPC stands at {@code at}. */
    public static boolean isPdu(ByteView bytes, int at) {
        return bytes.has(at, HEADER) && bytes.u8(at) == 5 && bytes.u8(at + 1) <= 1 && bytes.u8(at + 2) <= LAST_TYPE
                && (bytes.u8(at + 4) & 0xef) <= 1 && length(bytes, at) >= HEADER;
    }

    /** Bytes of the PDU at {@code at}, of which the header is there. */
    public static int length(ByteView bytes, int at) {
        return isLittle(bytes, at) ? bytes.le16(at + 8) : bytes.u16(at + 8);
    }

    static boolean isLittle(ByteView bytes, int at) {
        return (bytes.u8(at + 4) & 0xf0) == 0x10;
    }

    /** The call's number. */
    public static long callId(ByteView bytes, int at) {
        return isLittle(bytes, at) ? bytes.le32(at + 12) : bytes.u32(at + 12);
    }

    /** Whether it begins or continues what a client asks. */
    static boolean asks(ByteView bytes, int at) {
        int type = bytes.u8(at + 2);
        return type == REQUEST || type == BIND || type == ALTER;
    }

    /** Whether it is an answer. */
    static boolean answers(ByteView bytes, int at) {
        int type = bytes.u8(at + 2);
        return type == RESPONSE || type == FAULT || type >= BIND_ACK && type <= BIND_NAK || type == ALTER_ACK;
    }

    /**
     * Reads the PDU at {@code at} into a call; whether that direction's message is whole with it. What rules see as
     * stub data includes the authentication behind it.
     *
     * @param end where what belongs to it ends
     * @param answerData bytes of an answer before its stub data: {@link #HEADER} or {@link #CALL_HEADER}
     */
    public static boolean read(RpcTransaction call, Interfaces interfaces, int direction, ByteView bytes, int at,
            int end, int answerData) {
        boolean little = isLittle(bytes, at);
        int type = bytes.u8(at + 2);
        int flags = bytes.u8(at + 3);
        int stop = Math.min(end, at + length(bytes, at));
        boolean last = (flags & LAST_FRAGMENT) != 0;
        call.message(direction, type, callId(bytes, at), little, interfaces);
        switch (type) {
            case BIND, ALTER -> bind(interfaces, bytes, at + 24, little);
            case BIND_ACK, ALTER_ACK -> acknowledge(interfaces, bytes, at + 24, stop, little);
            case REQUEST -> {
                int context = little ? bytes.le16(at + 20) : bytes.u16(at + 20);
                int opnum = little ? bytes.le16(at + 22) : bytes.u16(at + 22);
                if (bytes.has(at + 20, 4)) {
                    call.call(context, opnum);
                }
                call.stub(direction, bytes, at + CALL_HEADER + ((flags & HAS_OBJECT) != 0 ? OBJECT : 0), stop, last);
                return last;
            }
            case RESPONSE -> {
                call.stub(direction, bytes, at + answerData, stop, last);
                return last;
            }
            default -> { }
        }
        return true;
    }

    private static void bind(Interfaces interfaces, ByteView bytes, int at, boolean little) {
        interfaces.beginBinding();
        int items = Math.min(MAX_ITEMS, bytes.u8(at));
        int next = at + 4;
        for (int i = 0; i < items && bytes.has(next, 24); i++) {
            interfaces.bind(little ? bytes.le16(next) : bytes.u16(next), bytes, next + 4, little);
            next += 24 + SYNTAX * bytes.u8(next + 2);
        }
    }

    private static void acknowledge(Interfaces interfaces, ByteView bytes, int at, int stop, boolean little) {
        int address = little ? bytes.le16(at) : bytes.u16(at);
        int results = at + 2 + address;
        results += -(results - (at - 24)) & 3;
        int count = bytes.u8(results);
        for (int i = 0; i < count && results + 4 + RESULT * (i + 1) <= stop; i++) {
            int place = results + 4 + RESULT * i;
            interfaces.acknowledge(i, little ? bytes.le16(place) : bytes.u16(place));
        }
    }
}
