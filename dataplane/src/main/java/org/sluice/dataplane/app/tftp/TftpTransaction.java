package org.sluice.dataplane.app.tftp;

import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AttributeSink;
import org.sluice.dataplane.app.TabledTransaction;
import org.sluice.rules.image.AppField;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/** A request to read or write. */
final class TftpTransaction extends TabledTransaction {
    private static final String[] OPERATIONS = {null, "read", "write", "data", "ack", "error"};

    int direction;

    TftpTransaction(AppRuntime runtime) {
        super(runtime, AppProtocol.TFTP, 1024);
    }

    @Override
    public void writeMetadata(AttributeSink sink) {
        sink.beginObject("tftp");
        sink.text("packet", name(OPERATIONS, integer(AppField.TFTP_OPCODE, direction, 0)));
        text(sink, "file", Buffer.TFTP_FILE, direction, 0);
        text(sink, "mode", Buffer.TFTP_MODE, direction, 0);
        sink.endObject();
    }
}
