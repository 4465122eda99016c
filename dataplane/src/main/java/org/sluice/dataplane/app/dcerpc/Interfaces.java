package org.sluice.dataplane.app.dcerpc;

import org.sluice.dataplane.app.AttributeSink;
import org.sluice.dataplane.app.ByteView;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.app.TextFormat;

/** The interfaces that a flow's clients bound, by context id. A fixed number; those behind it are not remembered. */
public final class Interfaces {
    /** Bytes of a UUID and a major version, as rules compare them: the UUID's fields big endian. */
    static final int BYTES = 18;
    private static final int MAX = 32;
    private static final int UUID = 16;
    private static final int ACKNOWLEDGED = 1 << 16;

    private final byte[][] identities = new byte[MAX][BYTES];
    private final int[] contexts = new int[MAX];
    private final int[] results = new int[MAX];
    private int count;
    /** Where the binding that was not answered yet begins. */
    private int pending;

    /** Forgets all. */
    public void clear() {
        count = 0;
        pending = 0;
    }

    void beginBinding() {
        pending = count;
    }

    /** A context of a binding: the UUID stands at {@code at}, the major version behind it. */
    void bind(int context, ByteView bytes, int at, boolean little) {
        if (count == MAX) {
            return;
        }
        byte[] identity = identities[count];
        for (int i = 0; i < UUID; i++) {
            identity[i] = (byte) bytes.u8(at + (little ? wireIndex(i) : i));
        }
        int version = little ? bytes.le16(at + UUID) : bytes.u16(at + UUID);
        identity[UUID] = (byte) (version >>> 8);
        identity[UUID + 1] = (byte) version;
        contexts[count] = context;
        results[count++] = 0;
    }

    /** Where byte {@code i} of a UUID lies on the wire when its first three fields are little endian. */
    private static int wireIndex(int i) {
        return i < 4 ? 3 - i : i < 6 ? 9 - i : i < 8 ? 13 - i : i;
    }

    /** The answer to context {@code index} of the last binding: 0 accepts it. */
    void acknowledge(int index, int result) {
        if (pending + index < count) {
            results[pending + index] = result & 0xffff | ACKNOWLEDGED;
        }
    }

    /** The interface of a context as the last binding that was not refused says, or null. */
    byte[] of(int context) {
        for (int i = count - 1; i >= 0; i--) {
            if (contexts[i] == context && (results[i] & 0xffff) == 0) {
                return identities[i];
            }
        }
        return null;
    }

    /** Writes the interfaces of a context, or with -1 all of them, as EVE shows them. */
    void write(AttributeSink sink, NativeBytes scratch, int context) {
        if (count == 0) {
            return;
        }
        sink.beginArray("interfaces");
        for (int i = 0; i < count; i++) {
            if (context >= 0 && contexts[i] != context) {
                continue;
            }
            sink.beginObject(null);
            scratch.clear();
            for (int b = 0; b < UUID; b++) {
                if (b == 4 || b == 6 || b == 8 || b == 10) {
                    scratch.append((byte) '-');
                }
                TextFormat.hexByte(scratch, identities[i][b] & 0xff);
            }
            sink.text("uuid", scratch);
            scratch.clear();
            TextFormat.decimal(scratch,
                    (identities[i][UUID] & 0xff) << 8 | identities[i][UUID + 1] & 0xff);
            scratch.append(".0");
            sink.text("version", scratch);
            if ((results[i] & ACKNOWLEDGED) != 0) {
                sink.integer("ack_result", results[i] & 0xffff);
            }
            sink.endObject();
        }
        sink.endArray();
    }
}
