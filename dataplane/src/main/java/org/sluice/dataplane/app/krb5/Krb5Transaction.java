package org.sluice.dataplane.app.krb5;

import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AttributeSink;
import org.sluice.dataplane.app.ByteView;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.app.TabledTransaction;
import org.sluice.rules.image.AppField;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/** One message. */
final class Krb5Transaction extends TabledTransaction {
    private static final int ERROR = 30;

    private final NativeBytes client;
    private final NativeBytes service;
    int direction;
    /** Encryption of the reply's own part, or -1. */
    long encryption;

    Krb5Transaction(AppRuntime runtime) {
        super(runtime, AppProtocol.KRB5, 2048);
        client = runtime.bytes(512);
        service = runtime.bytes(512);
    }

    /** A part of a name; EVE joins them by slashes. */
    void addName(Buffer buffer, ByteView bytes, int at, int length) {
        NativeBytes name = buffer == Buffer.KRB5_CNAME ? client : service;
        if (!name.isEmpty()) {
            name.append((byte) '/');
        }
        name.append(bytes.memory(), bytes.offset() + at, length);
    }

    @Override
    protected void reset() {
        super.reset();
        client.release();
        service.release();
    }

    @Override
    public void writeMetadata(AttributeSink sink) {
        sink.beginObject("krb5");
        int type = (int) integer(AppField.KRB5_MSG_TYPE, direction, 0);
        sink.text("msg_type", name(type));
        if (!client.isEmpty()) {
            sink.text("cname", client);
        }
        if (!service.isEmpty()) {
            sink.text("sname", service);
        }
        if (type == ERROR) {
            number(sink, "error_code", AppField.KRB5_ERR_CODE, direction);
        }
        if (encryption >= 0) {
            sink.text("encryption", Encryptions.name(encryption));
            sink.bool("weak_encryption", Encryptions.isWeak(encryption));
        }
        long ticket = integer(AppField.KRB5_TICKET_ENCRYPTION, direction, 0);
        if (ticket != ABSENT) {
            sink.text("ticket_encryption", Encryptions.name(ticket));
            sink.bool("ticket_weak_encryption", Encryptions.isWeak(ticket));
        }
        sink.endObject();
    }

    private static String name(int type) {
        return switch (type) {
            case 10 -> "KRB_AS_REQ";
            case 11 -> "KRB_AS_REP";
            case 12 -> "KRB_TGS_REQ";
            case 13 -> "KRB_TGS_REP";
            case 14 -> "KRB_AP_REQ";
            case 15 -> "KRB_AP_REP";
            case ERROR -> "KRB_ERROR";
            default -> "UNKNOWN";
        };
    }
}
