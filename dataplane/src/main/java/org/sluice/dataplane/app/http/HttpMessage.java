package org.sluice.dataplane.app.http;

import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.BodyWindow;
import org.sluice.dataplane.app.NativeBytes;

/** One half of a transaction: first line, header fields, body. */
final class HttpMessage {
    final NativeBytes line;
    final HttpFields fields;
    final BodyWindow body;
    // Parts of the first line: method, target, version; or version, status, reason.
    int firstStart;
    int firstEnd;
    int secondStart;
    int secondEnd;
    int thirdStart;
    int thirdEnd;
    /** Bytes of the body as they were on the wire, transfer coding undone. */
    long bodyBytes;

    HttpMessage(AppRuntime runtime) {
        line = runtime.bytes(runtime.settings().headerFieldLimit());
        fields = new HttpFields(runtime);
        body = runtime.body();
    }

    /** Forgets line and fields: another head comes (after 100). */
    void restart() {
        line.release();
        fields.release();
        firstStart = 0;
        firstEnd = 0;
        secondStart = 0;
        secondEnd = 0;
        thirdStart = 0;
        thirdEnd = 0;
    }

    void release() {
        restart();
        body.release();
        bodyBytes = 0;
    }
}
