package org.sluice.dataplane.app.dcerpc;

import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AttributeSink;
import org.sluice.dataplane.app.BufferSlice;
import org.sluice.dataplane.app.ByteView;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.app.TabledTransaction;
import org.sluice.rules.image.AppField;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/** What a transaction knows of a DCE/RPC call: its interface, operation, and the data of both ways. */
public abstract class RpcTransaction extends TabledTransaction {
    private static final int STUB_LIMIT = 1 << 18;
    private static final String[] TYPES = {
        "REQUEST", "PING", "RESPONSE", "FAULT", "WORKING", "NOCALL", "REJECT", "ACK", "CL_CANCEL", "FACK", "CANCEL_ACK",
        "BIND", "BINDACK", "BINDNAK", "ALTER_CONTEXT", "ALTER_CONTEXT_RESP", "AUTH3", "SHUTDOWN", "CO_CANCEL", "ORPHANED",
    };

    private final NativeBytes[] stubs = new NativeBytes[2];
    private final NativeBytes scratch;
    private final int[] fragments = new int[2];
    private final boolean[] whole = new boolean[2];
    private final boolean[] little = new boolean[2];
    private final int[] types = {-1, -1};
    private Interfaces interfaces;
    private long callId;
    private int operation = -1;
    private int contextId;

    /** Empty. */
    protected RpcTransaction(AppRuntime runtime, AppProtocol protocol, int storeLimit) {
        super(runtime, protocol, storeLimit);
        stubs[0] = runtime.bytes(STUB_LIMIT);
        stubs[1] = runtime.bytes(STUB_LIMIT);
        scratch = runtime.bytes(64);
    }

    @Override
    public boolean buffer(Buffer buffer, int direction, int instance, BufferSlice out) {
        return switch (buffer) {
            case DCERPC_STUB_DATA -> {
                boolean there = instance == 0 && whole[direction] && !stubs[direction].isEmpty();
                if (there) {
                    out.set(stubs[direction]);
                    out.littleEndian = little[direction];
                }
                yield there;
            }
            default -> super.buffer(buffer, direction, instance, out);
        };
    }

    @Override
    public int readyAt(Buffer buffer, int direction) {
        return buffer == Buffer.DCERPC_STUB_DATA ? END
                : buffer == Buffer.DCERPC_IFACE ? MESSAGE : super.readyAt(buffer, direction);
    }

    @Override
    protected void reset() {
        super.reset();
        for (int direction = 0; direction < 2; direction++) {
            stubs[direction].release();
            fragments[direction] = 0;
            whole[direction] = false;
            types[direction] = -1;
        }
        scratch.release();
        interfaces = null;
        operation = -1;
    }

    /** Whether it is the call of that number. */
    public final boolean isCall(long call) {
        return types[0] >= 0 && callId == call;
    }

    final void message(int direction, int type, long call, boolean littleEndian, Interfaces bound) {
        types[direction] = type;
        callId = call;
        little[direction] = littleEndian;
        interfaces = bound;
    }

    /** A fragment's data. */
    final void stub(int direction, ByteView pdu, int from, int to, boolean last) {
        fragments[direction]++;
        if (to > from) {
            stubs[direction].append(pdu.memory(), pdu.offset() + from, to - from);
        }
        whole[direction] |= last;
    }

    /** The call's operation, in both directions, so that rules about answers know it, too. */
    final void call(int context, int opnum) {
        if (operation >= 0) {
            return;
        }
        operation = opnum;
        contextId = context;
        byte[] identity = interfaces.of(context);
        for (int direction = 0; direction < 2; direction++) {
            put(direction, AppField.DCERPC_OPNUM, opnum);
            if (identity != null && begin(direction, Buffer.DCERPC_IFACE) >= 0) {
                for (byte b : identity) {
                    append(b);
                }
            }
        }
    }

    /** Whether there is anything of DCE/RPC in it. */
    protected final boolean isRpc() {
        return types[0] >= 0 || types[1] >= 0;
    }

    /** Writes the inside of EVE's object of a call over TCP. */
    final void writeCall(AttributeSink sink) {
        if (types[0] >= 0) {
            sink.text("request", TYPES[types[0]]);
        }
        if (types[1] >= 0) {
            sink.text("response", TYPES[types[1]]);
        }
        writeRequest(sink);
        if (types[1] == RpcReader.RESPONSE) {
            sink.beginObject("res");
            sink.integer("frag_cnt", fragments[1]);
            sink.integer("stub_data_size", stubs[1].length());
            sink.endObject();
        }
        if (interfaces != null) {
            interfaces.write(sink, scratch, operation < 0 ? -1 : contextId);
        }
        sink.integer("call_id", callId);
        sink.text("rpc_version", "5.0");
    }

    private void writeRequest(AttributeSink sink) {
        if (operation >= 0) {
            sink.beginObject("req");
            sink.integer("opnum", operation);
            sink.integer("frag_cnt", fragments[0]);
            sink.integer("stub_data_size", stubs[0].length());
            sink.endObject();
        }
    }

    /** Writes EVE's object of a call inside SMB. */
    protected final void writeInside(AttributeSink sink) {
        sink.beginObject("dcerpc");
        if (types[0] >= 0) {
            sink.text("request", TYPES[types[0]]);
        }
        if (types[1] >= 0) {
            sink.text("response", TYPES[types[1]]);
        }
        if (operation >= 0) {
            sink.integer("opnum", operation);
        }
        writeRequest(sink);
        if (interfaces != null) {
            interfaces.write(sink, scratch, operation < 0 ? -1 : contextId);
        }
        sink.integer("call_id", callId);
        sink.endObject();
    }
}
