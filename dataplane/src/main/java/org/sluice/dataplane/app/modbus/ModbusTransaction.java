package org.sluice.dataplane.app.modbus;

import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AttributeSink;
import org.sluice.dataplane.app.TabledTransaction;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppField;
import org.sluice.rules.image.AppProtocol;

/** A request with its answer. */
final class ModbusTransaction extends TabledTransaction {
    int number;
    final int[] functions = {-1, -1};
    /** The two numbers behind a request's function: mostly an address, and how many or what value. */
    int askedAddress;
    int askedCount;

    ModbusTransaction(AppRuntime runtime) {
        super(runtime, AppProtocol.MODBUS, 64);
    }

    /** Rules speak of requests; what the answer says again is for EVE. */
    @Override
    public long integer(AppField field, int direction, int instance) {
        return direction == Packet.TO_SERVER ? super.integer(field, direction, instance) : ABSENT;
    }

    @Override
    public void writeMetadata(AttributeSink sink) {
        sink.beginObject("modbus");
        sink.integer("id", id() + 1);
        write(sink, "request", Packet.TO_SERVER);
        write(sink, "response", Packet.TO_CLIENT);
        sink.endObject();
    }

    private void write(AttributeSink sink, String key, int direction) {
        if (functions[direction] < 0) {
            return;
        }
        int function = functions[direction];
        sink.beginObject(key);
        sink.integer("transaction_id", number);
        sink.integer("protocol_id", 0);
        sink.integer("unit_id", super.integer(AppField.MODBUS_UNIT, direction, 0));
        sink.integer("function_raw", function);
        sink.text("function_code", ModbusFunctions.name(function & 0x7f));
        String access = ModbusFunctions.accessName(ModbusFunctions.access(function & 0x7f));
        if (access != null) {
            sink.text("access_type", access);
        }
        sink.text("category", ModbusFunctions.categoryName((int) super.integer(AppField.MODBUS_CATEGORY, direction, 0)));
        sink.text("error_flags", "NONE");
        sink.endObject();
    }

    @Override
    protected void reset() {
        super.reset();
        functions[0] = -1;
        functions[1] = -1;
    }
}
