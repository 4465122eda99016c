package org.sluice.dataplane.app.ntp;

import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AttributeSink;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.app.TabledTransaction;
import org.sluice.dataplane.app.TextFormat;
import org.sluice.rules.image.AppField;
import org.sluice.rules.image.AppProtocol;

/** One datagram. */
final class NtpTransaction extends TabledTransaction {
    private final NativeBytes reference;
    int direction;
    long referenceId;

    NtpTransaction(AppRuntime runtime) {
        super(runtime, AppProtocol.NTP, 64);
        reference = runtime.bytes(64);
    }

    @Override
    public void writeMetadata(AttributeSink sink) {
        sink.beginObject("ntp");
        number(sink, "version", AppField.NTP_VERSION, direction);
        number(sink, "mode", AppField.NTP_MODE, direction);
        number(sink, "stratum", AppField.NTP_STRATUM, direction);
        reference.clear();
        for (int shift = 24; shift >= 0; shift -= 8) {
            TextFormat.hexByte(reference, (int) (referenceId >>> shift) & 0xff);
            if (shift > 0) {
                reference.append((byte) ':');
            }
        }
        sink.text("reference_id", reference);
        sink.endObject();
    }

    @Override
    protected void reset() {
        super.reset();
        reference.release();
    }
}
