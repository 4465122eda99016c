package org.sluice.dataplane.app.dnp3;

import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AttributeSink;
import org.sluice.dataplane.app.TabledTransaction;
import org.sluice.rules.image.AppField;
import org.sluice.rules.image.AppProtocol;

/** An application fragment. */
final class Dnp3Transaction extends TabledTransaction {
    int direction;
    boolean request;
    int source;
    int destination;

    Dnp3Transaction(AppRuntime runtime) {
        super(runtime, AppProtocol.DNP3, Dnp3Parser.FRAGMENT_LIMIT);
    }

    @Override
    public void writeMetadata(AttributeSink sink) {
        sink.beginObject("dnp3");
        sink.beginObject(request ? "request" : "response");
        sink.text("type", request ? "request" : "response");
        sink.integer("src", source);
        sink.integer("dst", destination);
        sink.beginObject("application");
        number(sink, "function_code", AppField.DNP3_FUNC, direction);
        sink.endObject();
        sink.endObject();
        sink.endObject();
    }
}
