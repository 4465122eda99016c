package org.sluice.dataplane.app.ssh;

import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AttributeSink;
import org.sluice.dataplane.app.BufferSlice;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.app.Transaction;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppEvent;
import org.sluice.rules.image.AppField;
import org.sluice.rules.image.AppHook;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/** A flow's clear beginning: what each end says of itself. */
final class SshTransaction extends Transaction {
    /** The banner is whole. */
    static final int BANNER = 2;
    /** The key exchange offer is whole. */
    static final int OFFER = 3;
    /** What follows is encrypted. */
    static final int ENCRYPTED = 4;

    private static final int BANNER_LIMIT = 256;
    private static final int OFFER_LIMIT = 16 * 1024;

    final NativeBytes[] banner;
    final NativeBytes[] hassh;
    final NativeBytes[] hasshString;
    private final int[] protoEnd = new int[2];
    private final int[] softwareEnd = new int[2];

    SshTransaction(AppRuntime runtime) {
        banner = new NativeBytes[] {runtime.bytes(BANNER_LIMIT), runtime.bytes(BANNER_LIMIT)};
        hassh = new NativeBytes[] {runtime.bytes(64), runtime.bytes(64)};
        hasshString = new NativeBytes[] {runtime.bytes(OFFER_LIMIT), runtime.bytes(OFFER_LIMIT)};
    }

    @Override
    public AppProtocol protocol() {
        return AppProtocol.SSH;
    }

    @Override
    public boolean buffer(Buffer buffer, int direction, int instance, BufferSlice out) {
        if (instance > 0 || progress(direction) < readyAt(buffer, direction)) {
            return false;
        }
        return switch (buffer) {
            case SSH_PROTO -> proto(direction, out);
            case SSH_SOFTWARE -> software(direction, out);
            case SSH_HASSH, SSH_HASSH_SERVER -> !hassh[direction].isEmpty() && out.set(hassh[direction]);
            case SSH_HASSH_STRING, SSH_HASSH_SERVER_STRING ->
                !hasshString[direction].isEmpty() && out.set(hasshString[direction]);
            default -> false;
        };
    }

    @Override
    public int readyAt(Buffer buffer, int direction) {
        boolean toServer = direction == Packet.TO_SERVER;
        return switch (buffer) {
            case SSH_PROTO, SSH_SOFTWARE -> BANNER;
            case SSH_HASSH, SSH_HASSH_STRING -> toServer ? OFFER : NEVER;
            case SSH_HASSH_SERVER, SSH_HASSH_SERVER_STRING -> toServer ? NEVER : OFFER;
            default -> NEVER;
        };
    }

    @Override
    protected int progressAt(AppHook hook) {
        return switch (hook) {
            case SSH_REQUEST_IN_PROGRESS, SSH_RESPONSE_IN_PROGRESS -> 0;
            case SSH_REQUEST_BANNER_WAIT_EOL, SSH_RESPONSE_BANNER_WAIT_EOL, SSH_REQUEST_BANNER_DONE,
                    SSH_RESPONSE_BANNER_DONE -> BANNER;
            case SSH_REQUEST_FINISHED, SSH_RESPONSE_FINISHED -> ENCRYPTED;
            default -> super.progressAt(hook);
        };
    }

    @Override
    public long integer(AppField field, int direction, int instance) {
        return ABSENT;
    }

    @Override
    public void writeMetadata(AttributeSink sink) {
        sink.beginObject("ssh");
        writeEnd(sink, "client", Packet.TO_SERVER);
        writeEnd(sink, "server", Packet.TO_CLIENT);
        sink.endObject();
    }

    @Override
    protected void reset() {
        for (int direction = 0; direction < 2; direction++) {
            banner[direction].release();
            hassh[direction].release();
            hasshString[direction].release();
            protoEnd[direction] = 0;
            softwareEnd[direction] = 0;
        }
    }

    /** {@code SSH-protoversion-softwareversion SP comments}: the banner of that direction is whole (RFC 4253, 4.2). */
    void bannerEnds(int direction) {
        NativeBytes text = banner[direction];
        int i = 4;
        while (i < text.length() && text.get(i) != '-') {
            i++;
        }
        protoEnd[direction] = i;
        while (i < text.length() && text.get(i) != ' ') {
            i++;
        }
        softwareEnd[direction] = i;
        if (protoEnd[direction] == text.length()) {
            event(direction, AppEvent.SSH_INVALID_BANNER);
        }
        progress(direction, BANNER);
    }

    private boolean proto(int direction, BufferSlice out) {
        NativeBytes text = banner[direction];
        return protoEnd[direction] > 4 && out.set(text.memory(), text.offset() + 4, protoEnd[direction] - 4);
    }

    private boolean software(int direction, BufferSlice out) {
        NativeBytes text = banner[direction];
        int start = protoEnd[direction] + 1;
        return softwareEnd[direction] > start && out.set(text.memory(), text.offset() + start, softwareEnd[direction] - start);
    }

    private void writeEnd(AttributeSink sink, String key, int direction) {
        NativeBytes text = banner[direction];
        if (protoEnd[direction] <= 4) {
            return;
        }
        sink.beginObject(key);
        sink.text("proto_version", text.memory(), text.offset() + 4, protoEnd[direction] - 4);
        int start = protoEnd[direction] + 1;
        if (softwareEnd[direction] > start) {
            sink.text("software_version", text.memory(), text.offset() + start, softwareEnd[direction] - start);
        }
        if (!hassh[direction].isEmpty()) {
            sink.beginObject("hassh");
            sink.text("hash", hassh[direction]);
            sink.text("string", hasshString[direction]);
            sink.endObject();
        }
        sink.endObject();
    }

    void event(int direction, AppEvent event) {
        raise(direction, event);
    }

    void progress(int direction, int to) {
        if (to > progress(direction)) {
            advance(direction, to);
        }
    }
}
