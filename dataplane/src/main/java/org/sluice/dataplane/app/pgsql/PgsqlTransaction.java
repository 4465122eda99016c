package org.sluice.dataplane.app.pgsql;

import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AttributeSink;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.app.TabledTransaction;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/** A request, up to when the server is ready for the next. */
final class PgsqlTransaction extends TabledTransaction {
    final NativeBytes completed;
    long fields = -1;
    long rows;
    long rowBytes;

    PgsqlTransaction(AppRuntime runtime) {
        super(runtime, AppProtocol.PGSQL, 1 << 16);
        completed = runtime.bytes(256);
    }

    @Override
    public void writeMetadata(AttributeSink sink) {
        sink.beginObject("pgsql");
        sink.integer("tx_id", id() + 1);
        if (has(Buffer.PGSQL_QUERY, Packet.TO_SERVER, 0)) {
            sink.beginObject("request");
            text(sink, "simple_query", Buffer.PGSQL_QUERY, Packet.TO_SERVER, 0);
            sink.endObject();
        }
        if (progress(Packet.TO_CLIENT) > 0) {
            sink.beginObject("response");
            if (fields >= 0) {
                sink.integer("field_count", fields);
                sink.integer("data_rows", rows);
                sink.integer("data_size", rowBytes);
            }
            if (!completed.isEmpty()) {
                sink.text("command_completed", completed);
            }
            sink.endObject();
        }
        sink.endObject();
    }

    @Override
    protected void reset() {
        super.reset();
        completed.release();
        fields = -1;
        rows = 0;
        rowBytes = 0;
    }
}
