package org.sluice.dataplane.app.ike;

import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AttributeSink;
import org.sluice.dataplane.app.ByteView;
import org.sluice.dataplane.app.TabledTransaction;
import org.sluice.rules.image.AppField;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/** One datagram. */
final class IkeTransaction extends TabledTransaction {
    private static final String HEX = "0123456789abcdef";

    int direction;
    int version;

    IkeTransaction(AppRuntime runtime) {
        super(runtime, AppProtocol.IKE, 8192);
    }

    /** Keeps bytes as hexadecimal digits. */
    void putHex(Buffer buffer, ByteView bytes, int at, int length) {
        if (!bytes.has(at, length) || begin(direction, buffer) < 0) {
            return;
        }
        for (int i = at; i < at + length; i++) {
            append(HEX.charAt(bytes.u8(i) >> 4));
            append(HEX.charAt(bytes.u8(i) & 15));
        }
    }

    @Override
    public void writeMetadata(AttributeSink sink) {
        sink.beginObject("ike");
        sink.integer("version_major", version);
        text(sink, "init_spi", Buffer.IKE_INIT_SPI, direction, 0);
        text(sink, "resp_spi", Buffer.IKE_RESP_SPI, direction, 0);
        number(sink, "exchange_type", AppField.IKE_EXCHTYPE, direction);
        sink.endObject();
    }
}
