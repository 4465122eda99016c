package org.sluice.dataplane.app.dhcp;

import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AttributeSink;
import org.sluice.dataplane.app.ByteView;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.app.TabledTransaction;
import org.sluice.dataplane.app.TextFormat;
import org.sluice.rules.image.AppField;
import org.sluice.rules.image.AppProtocol;

/** One message. */
final class DhcpTransaction extends TabledTransaction {
    private static final String[] TYPES = {
        null, "discover", "offer", "request", "decline", "ack", "nak", "release", "inform",
    };

    final NativeBytes mac;
    final NativeBytes host;
    private final NativeBytes address;
    int direction;
    int operation;
    int type;
    long id;
    int client;
    int assigned;
    int requested;

    DhcpTransaction(AppRuntime runtime) {
        super(runtime, AppProtocol.DHCP, 256);
        mac = runtime.bytes(32);
        host = runtime.bytes(256);
        address = runtime.bytes(16);
    }

    void mac(ByteView bytes, int at, int length) {
        for (int i = 0; i < length && bytes.has(at + i, 1); i++) {
            if (i > 0) {
                mac.append((byte) ':');
            }
            TextFormat.hexByte(mac, bytes.u8(at + i));
        }
    }

    @Override
    public void writeMetadata(AttributeSink sink) {
        sink.beginObject("dhcp");
        sink.text("type", operation == 1 ? "request" : "reply");
        sink.integer("id", id);
        sink.text("client_mac", mac);
        address(sink, "assigned_ip", assigned);
        address(sink, "client_ip", client);
        if (requested != 0) {
            address(sink, "requested_ip", requested);
        }
        String name = name(TYPES, type);
        if (name != null) {
            sink.text("dhcp_type", name);
        }
        if (!host.isEmpty()) {
            sink.text("hostname", host);
        }
        number(sink, "lease_time", AppField.DHCP_LEASETIME, direction);
        number(sink, "renewal_time", AppField.DHCP_RENEWAL_TIME, direction);
        number(sink, "rebinding_time", AppField.DHCP_REBINDING_TIME, direction);
        sink.endObject();
    }

    private void address(AttributeSink sink, String key, int value) {
        address.clear();
        TextFormat.ipv4(address, value);
        sink.text(key, address);
    }

    @Override
    protected void reset() {
        super.reset();
        mac.release();
        host.release();
        address.release();
        type = 0;
        requested = 0;
    }
}
