package org.sluice.dataplane.app.snmp;

import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AttributeSink;
import org.sluice.dataplane.app.ByteView;
import org.sluice.dataplane.app.TabledTransaction;
import org.sluice.rules.image.AppField;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/** One datagram. */
final class SnmpTransaction extends TabledTransaction {
    private static final String[] PDUS = {
        "get_request", "get_next_request", "response", "set_request", "trap_v1", "get_bulk_request", "inform_request",
        "trap_v2", "report",
    };

    int direction;

    SnmpTransaction(AppRuntime runtime) {
        super(runtime, AppProtocol.SNMP, 1024);
    }

    /** Keeps an object identifier (X.690, 8.19) as its numbers with dots between them. */
    void putObjectId(int direction, Buffer buffer, ByteView bytes, int from, int to) {
        if (begin(direction, buffer) < 0) {
            return;
        }
        long number = 0;
        boolean first = true;
        for (int i = from; i < to; i++) {
            int b = bytes.u8(i);
            number = (number << 7 | b & 0x7f) & 0xffff_ffffL;
            if (b >= 0x80) {
                continue;
            }
            if (first) {
                // The first two share a number.
                long root = Math.min(2, number / 40);
                decimal(root);
                number -= 40 * root;
                first = false;
            }
            append('.');
            decimal(number);
            number = 0;
        }
    }

    private void decimal(long number) {
        long unit = 1;
        while (unit <= number / 10) {
            unit *= 10;
        }
        for (; unit > 0; unit /= 10) {
            append((int) ('0' + number / unit % 10));
        }
    }

    @Override
    public void writeMetadata(AttributeSink sink) {
        sink.beginObject("snmp");
        number(sink, "version", AppField.SNMP_VERSION, direction);
        String type = name(PDUS, integer(AppField.SNMP_PDU_TYPE, direction, 0));
        if (type != null) {
            sink.text("pdu_type", type);
        }
        text(sink, "community", Buffer.SNMP_COMMUNITY, direction, 0);
        text(sink, "usm", Buffer.SNMP_USM, direction, 0);
        sink.endObject();
    }
}
