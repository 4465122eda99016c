package org.sluice.dataplane.app.snmp;

import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AttributeSink;
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
