package org.sluice.dataplane.app.modbus;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.ByteView;
import org.sluice.dataplane.app.PduParser;
import org.sluice.dataplane.app.Pool;
import org.sluice.dataplane.app.Transaction;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppEvent;
import org.sluice.rules.image.AppField;
import org.sluice.rules.image.AppProtocol;

/** Modbus behind the MBAP header: transaction, protocol 0, length, unit, function. */
public final class ModbusParser extends PduParser<PduParser.State> {
    private static final int PORT = 502;
    private static final int HEADER = 6;
    private static final int MOST = 254;
    private static final int PDU_LIMIT = 512;
    private static final int ERROR = 0x80;
    /** What rules call the address that is 0 on the wire: as in the data model of Modbus (specification 1.1b3, 4.4). */
    private static final int FIRST_ADDRESS = 1;

    private final Pool<ModbusTransaction> transactions;
    private final ByteView probe = new ByteView();

    /** @param runtime of the inspector */
    public ModbusParser(AppRuntime runtime) {
        super(runtime, PDU_LIMIT, () -> new State(runtime, PDU_LIMIT));
        transactions = runtime.pool(ModbusTransaction::new);
    }

    @Override
    public AppProtocol protocol() {
        return AppProtocol.MODBUS;
    }

    /** The header and a length that may be; no client begins with an error. */
    @Override
    public int probe(Packet packet, int direction, MemorySegment memory, long offset, int length) {
        if (packet.sourcePort != PORT && packet.destinationPort != PORT) {
            return NO;
        }
        ByteView bytes = probe.over(memory, offset, length);
        return length < HEADER + 2 ? MORE
                : bytes.u16(2) == 0 && bytes.u16(4) >= 2 && bytes.u16(4) <= MOST
                        && (direction == Packet.TO_CLIENT || bytes.u8(HEADER + 1) < ERROR) ? YES : NO;
    }

    @Override
    protected int pduLength(State state, int direction, ByteView bytes) {
        if (bytes.length() < HEADER) {
            return UNKNOWN_LENGTH;
        }
        return HEADER + bytes.u16(4);
    }

    @Override
    protected boolean onPdu(AppSession session, State state, Packet packet, int direction, ByteView pdu, int whole) {
        int number = pdu.u16(0);
        ModbusTransaction open = direction == Packet.TO_CLIENT ? find(session, number) : null;
        if (open == null) {
            boolean full = runtime.isFull(session);
            open = runtime.open(session, this, transactions, packet);
            if (open == null) {
                return false;
            }
            if (full) {
                open.event(direction, AppEvent.MODBUS_FLOODED);
            }
            open.number = number;
            if (direction == Packet.TO_CLIENT) {
                open.event(direction, AppEvent.MODBUS_UNSOLICITED_RESPONSE);
                open.over(Packet.TO_SERVER);
            }
        }
        if (direction == Packet.TO_SERVER) {
            ModbusLimits.request(open, pdu, whole);
        } else {
            ModbusLimits.response(open, pdu, whole);
        }
        if (pdu.has(HEADER, 2)) {
            read(open, direction, pdu);
        }
        open.last(direction);
        return true;
    }

    private static void read(ModbusTransaction open, int direction, ByteView pdu) {
        int function = pdu.u8(7);
        // Only answers say that something failed.
        int code = direction == Packet.TO_CLIENT ? function & ~ERROR : function;
        int subfunction = ModbusFunctions.isEncapsulated(code) ? pdu.u8(8) : pdu.u16(8);
        open.functions[direction] = function;
        open.put(direction, AppField.MODBUS_UNIT, pdu.u8(6));
        open.put(direction, AppField.MODBUS_FUNCTION, code);
        open.put(direction, AppField.MODBUS_CATEGORY, ModbusFunctions.category(code, subfunction));
        open.put(direction, AppField.MODBUS_ACCESS, ModbusFunctions.access(code));
        if (ModbusFunctions.hasSubfunction(code)) {
            open.put(direction, AppField.MODBUS_SUBFUNCTION, subfunction);
        }
        int addresses = direction == Packet.TO_SERVER ? ModbusFunctions.addresses(code) : 0;
        if (addresses > 0 && pdu.has(8, 4)) {
            int first = pdu.u16(8) + FIRST_ADDRESS;
            int count = addresses == 1 ? 1 : pdu.u16(10);
            open.put(direction, AppField.MODBUS_ADDRESS_FIRST, first);
            open.put(direction, AppField.MODBUS_ADDRESS_LAST, first + Math.max(0, count - 1));
            written(open, direction, code, pdu);
        }
    }

    /** The values that a request writes. */
    private static void written(ModbusTransaction open, int direction, int code, ByteView pdu) {
        switch (code) {
            case 5 -> open.put(direction, AppField.MODBUS_VALUE, pdu.u16(10) == 0 ? 0 : 1);
            case 6 -> open.put(direction, AppField.MODBUS_VALUE, pdu.u16(10));
            case 16 -> values(open, direction, pdu, 13, pdu.u16(10));
            case 23 -> values(open, direction, pdu, 17, pdu.u16(14));
            default -> { }
        }
    }

    private static void values(ModbusTransaction open, int direction, ByteView pdu, int from, int count) {
        for (int i = 0; i < count && pdu.has(from + 2 * i, 2); i++) {
            open.put(direction, AppField.MODBUS_VALUE, pdu.u16(from + 2 * i));
        }
    }

    private static ModbusTransaction find(AppSession session, int number) {
        for (Transaction at = session.transactions().first(); at != null; at = at.next()) {
            if (at instanceof ModbusTransaction open && open.number == number && open.progress(Packet.TO_CLIENT) == 0) {
                return open;
            }
        }
        return null;
    }

    @Override
    protected void onEnd(AppSession session, State state, Packet packet, int direction) {
        for (Transaction at = session.transactions().first(); at != null; at = at.next()) {
            if (at instanceof ModbusTransaction open) {
                open.over(direction);
            }
        }
    }
}
