package org.sluice.dataplane.app.dcerpc;

import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AttributeSink;
import org.sluice.rules.image.AppProtocol;

/** A call over TCP with its answer, or a binding with its answer. */
final class DcerpcTransaction extends RpcTransaction {
    DcerpcTransaction(AppRuntime runtime) {
        super(runtime, AppProtocol.DCERPC, 256);
    }

    @Override
    public void writeMetadata(AttributeSink sink) {
        sink.beginObject("dcerpc");
        writeCall(sink);
        sink.endObject();
    }
}
