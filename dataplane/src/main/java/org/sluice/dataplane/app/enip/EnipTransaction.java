package org.sluice.dataplane.app.enip;

import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AttributeSink;
import org.sluice.dataplane.app.TabledTransaction;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppField;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/** A request with its answer. */
final class EnipTransaction extends TabledTransaction {
    int command;
    long session;
    long context;

    EnipTransaction(AppRuntime runtime) {
        super(runtime, AppProtocol.ENIP, 1024);
    }

    @Override
    public void writeMetadata(AttributeSink sink) {
        sink.beginObject("enip");
        write(sink, "request", Packet.TO_SERVER);
        write(sink, "response", Packet.TO_CLIENT);
        sink.endObject();
    }

    private void write(AttributeSink sink, String key, int direction) {
        long is = integer(AppField.ENIP_COMMAND, direction, 0);
        if (is == ABSENT) {
            return;
        }
        sink.beginObject(key);
        String name = name((int) is);
        sink.text("command", name == null ? "unknown" : name);
        number(sink, "status", AppField.ENIP_STATUS, direction);
        if (has(Buffer.ENIP_PRODUCT_NAME, direction, 0)) {
            sink.beginObject("identity");
            number(sink, "vendor_id", AppField.ENIP_VENDOR_ID, direction);
            number(sink, "device_type", AppField.ENIP_DEVICE_TYPE, direction);
            number(sink, "product_code", AppField.ENIP_PRODUCT_CODE, direction);
            number(sink, "revision", AppField.ENIP_REVISION, direction);
            number(sink, "serial", AppField.ENIP_SERIAL, direction);
            text(sink, "product_name", Buffer.ENIP_PRODUCT_NAME, direction, 0);
            number(sink, "state", AppField.ENIP_STATE, direction);
            sink.endObject();
        }
        sink.endObject();
    }

    private static String name(int command) {
        return switch (command) {
            case 0x00 -> "nop";
            case 0x04 -> "list_services";
            case 0x63 -> "list_identity";
            case 0x64 -> "list_interfaces";
            case 0x65 -> "register_session";
            case 0x66 -> "unregister_session";
            case 0x6f -> "send_rr_data";
            case 0x70 -> "send_unit_data";
            case 0x72 -> "indicate_status";
            case 0x73 -> "cancel";
            default -> null;
        };
    }
}
