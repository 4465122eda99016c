package org.sluice.dataplane.app.rdp;

import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AttributeSink;
import org.sluice.dataplane.app.TabledTransaction;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/** A request to connect with its answer. */
final class RdpTransaction extends TabledTransaction {
    RdpTransaction(AppRuntime runtime) {
        super(runtime, AppProtocol.RDP, 512);
    }

    @Override
    public void writeMetadata(AttributeSink sink) {
        boolean answered = progress(Packet.TO_CLIENT) > 0;
        sink.beginObject("rdp");
        sink.integer("tx_id", id());
        sink.text("event_type", answered ? "initial_response" : "initial_request");
        text(sink, "cookie", Buffer.RDP_COOKIE, Packet.TO_SERVER, 0);
        sink.endObject();
    }
}
