package org.sluice.dataplane.app.tls;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppEvent;

/**
 * One direction's records (RFC 8446, 5.1), and the handshake messages in them, which may span records as records may
 * span segments.
 *
 * <pre>
 *   record:   type 1 | version 2 | length 2 | fragment          message:  type 1 | length 3 | body
 * </pre>
 * Messages that hold nothing rules ask for, and those past the limit, are skipped without being kept.
 */
final class TlsRecords {
    /** Longest message kept, header included. */
    static final int MESSAGE_LIMIT = 64 * 1024;

    static final int CHANGE_CIPHER_SPEC = 20;
    static final int ALERT = 21;
    static final int HANDSHAKE = 22;
    static final int APPLICATION_DATA = 23;
    static final int HEARTBEAT = 24;

    private static final int HEADER = 5;
    /** 2^14 and what encryption may add (RFC 5246, 6.2.3). */
    private static final int MAX_RECORD = 16_384 + 2048;
    /** Records of one call past which there is something wrong. */
    private static final int MAX_RECORDS = 255;

    private final int direction;
    private final NativeBytes header;
    private final NativeBytes message;
    private TlsTransaction transaction;
    private int type;
    private int left;
    private int messageSkip;
    private int alertLevel;
    private int heartbeatRead;
    private int heartbeatLength;
    private boolean cipherChanged;
    private boolean encrypted;
    private boolean failed;
    private boolean firstRecord;
    private final TlsFrames frames;
    /** Records are marked as frames, those after encryption began as well. */
    private boolean framing;

    TlsRecords(AppRuntime runtime, int direction) {
        this.direction = direction;
        frames = new TlsFrames(runtime, direction);
        header = runtime.bytes(HEADER);
        message = runtime.bytes(MESSAGE_LIMIT);
    }

    void begin(TlsTransaction owner) {
        release();
        transaction = owner;
        type = 0;
        left = 0;
        messageSkip = 0;
        cipherChanged = false;
        encrypted = false;
        failed = false;
        firstRecord = true;
        framing = frames.wanted();
    }

    /** Nothing in clear will come any more. */
    boolean encrypted() {
        return encrypted;
    }

    /** Nothing that comes is looked at any more. */
    boolean done() {
        return encrypted && (!framing || failed);
    }

    /** Bytes were lost; false when the rest cannot be followed. */
    boolean lose() {
        framing = false;
        frames.forget();
        return encrypted;
    }

    void release() {
        header.release();
        message.release();
        frames.forget();
    }

    /** Takes bytes; false when they are no TLS. */
    boolean take(AppSession session, Packet packet, MemorySegment memory, long offset, long end) {
        long at = offset;
        int records = 0;
        if (transaction.progress(direction) == 0) {
            transaction.progress(direction, TlsProgress.STARTED);
        }
        while (at < end && !done() && !failed) {
            if (left == 0) {
                int taken = header.append(memory, at, (int) Math.min(HEADER - header.length(), end - at));
                at += taken;
                if (taken == 0) {
                    // No memory for five bytes.
                    return encrypted;
                } else if (header.length() == HEADER) {
                    header(session, packet);
                    header.clear();
                    if (++records == MAX_RECORDS && !encrypted) {
                        transaction.event(direction, AppEvent.TLS_TOO_MANY_RECORDS_IN_PACKET);
                    }
                } else if (firstRecord && header.length() >= 3 && isSsl2()) {
                    ssl2(session, packet);
                }
                continue;
            }
            int count = (int) Math.min(left, end - at);
            fragment(memory, at, count);
            if (framing) {
                frames.append(memory, at, count, count == left);
            }
            at += count;
            left -= count;
        }
        return !failed || encrypted;
    }

    /** SSL 2.0's two-byte header and a client's hello (type 1) or a server's (type 4). */
    private boolean isSsl2() {
        int kind = Bytes.u8(header, 2);
        return (Bytes.u8(header, 0) & 0x80) != 0 && (kind == 1 || kind == 4);
    }

    private void ssl2(AppSession session, Packet packet) {
        if (framing) {
            frames.beginSsl2(session, packet, header, (Bytes.u8(header, 0) & 0x7F) << 8 | Bytes.u8(header, 1));
        }
        // The fragment goes on with what of it lies in the header already.
        left = ((Bytes.u8(header, 0) & 0x7F) << 8 | Bytes.u8(header, 1)) - (header.length() - 2);
        type = -1;
        message.clear();
        message.append(header.memory(), header.offset() + 2, header.length() - 2);
        header.clear();
        firstRecord = false;
        if (left <= 0) {
            transaction.event(direction, AppEvent.TLS_INVALID_SSLV2_HEADER);
            failed = true;
        }
    }

    private void header(AppSession session, Packet packet) {
        if (firstRecord && isSsl2()) {
            ssl2(session, packet);
            return;
        }
        firstRecord = false;
        type = Bytes.u8(header, 0);
        int version = Bytes.u16(header, 1);
        left = Bytes.u16(header, 3);
        AppEvent wrong = type < CHANGE_CIPHER_SPEC || type > HEARTBEAT ? AppEvent.TLS_INVALID_RECORD_TYPE
                : !TlsVersions.isKnown(version) ? AppEvent.TLS_INVALID_RECORD_VERSION
                : left > MAX_RECORD ? AppEvent.TLS_INVALID_RECORD_LENGTH : null;
        if (wrong != null) {
            failed = true;
            if (!encrypted) {
                transaction.event(direction, wrong);
            }
            return;
        }
        alertLevel = 0;
        heartbeatRead = 0;
        heartbeatLength = left;
        if (framing) {
            frames.begin(session, packet, header, type, left);
        }
        if (type == APPLICATION_DATA) {
            encrypt();
        } else if (type == CHANGE_CIPHER_SPEC) {
            cipherChanged = true;
        }
    }

    private void fragment(MemorySegment memory, long offset, int count) {
        switch (type) {
            case HANDSHAKE -> handshake(memory, offset, count);
            case ALERT -> alert(memory, offset, count);
            case HEARTBEAT -> heartbeat(memory, offset, count);
            case -1 -> {
                message.append(memory, offset, Math.min(count, MESSAGE_LIMIT - message.length()));
                if (count == left) {
                    ssl2Hello();
                    message.clear();
                }
            }
            default -> { }
        }
    }

    private void ssl2Hello() {
        if (message.length() < 3 || direction != Packet.TO_SERVER && Bytes.u8(message, 0) != 4) {
            transaction.event(direction, AppEvent.TLS_INVALID_SSLV2_HEADER);
            return;
        }
        if (Bytes.u8(message, 0) == 1) {
            int offered = Bytes.u16(message, 1);
            transaction.client.readSsl2(offered == 2 ? TlsVersions.SSL2 : offered);
            transaction.state |= TlsState.CLIENT_HELLO;
        } else {
            transaction.server.readSsl2();
            transaction.state |= TlsState.SERVER_HELLO;
        }
        transaction.progress(direction, TlsProgress.HELLO);
    }

    private void handshake(MemorySegment memory, long offset, int count) {
        long at = offset;
        long end = offset + count;
        while (at < end && !encrypted) {
            if (messageSkip > 0) {
                int skipped = (int) Math.min(messageSkip, end - at);
                messageSkip -= skipped;
                at += skipped;
                continue;
            }
            if (message.isEmpty() && cipherChanged && !isHello(memory.get(ValueLayout.JAVA_BYTE, at))) {
                encrypt();
                return;
            }
            int wanted = message.length() < 4 ? 4 - message.length() : 4 + Bytes.u24(message, 1) - message.length();
            int taken = (int) Math.min(wanted, end - at);
            if (message.append(memory, at, taken) < taken) {
                // No memory for it: the message is lost, the flow is not.
                messageSkip = wanted;
                message.release();
                continue;
            }
            at += taken;
            if (message.length() == 4) {
                messageBegins();
            }
            if (message.length() >= 4 && message.length() == 4 + Bytes.u24(message, 1)) {
                messageEnds();
                message.clear();
            }
        }
    }

    /** After a change of ciphers only another hello is in clear (RFC 8446, 4.1.4 and D.4). */
    private boolean isHello(byte first) {
        return first == (direction == Packet.TO_SERVER ? 1 : 2);
    }

    private void messageBegins() {
        int kind = Bytes.u8(message, 0);
        int length = Bytes.u24(message, 1);
        boolean kept = kind == TlsState.CLIENT_HELLO_MESSAGE || kind == TlsState.SERVER_HELLO_MESSAGE
                || kind == TlsState.CERTIFICATE_MESSAGE;
        if (kept && length + 4 > MESSAGE_LIMIT) {
            transaction.event(direction, AppEvent.TLS_HANDSHAKE_INVALID_LENGTH);
            kept = false;
        }
        if (!kept) {
            other(kind);
            messageSkip = length;
            message.clear();
        } else {
            message.reserve(length);
        }
    }

    private void messageEnds() {
        int end = message.length();
        switch (Bytes.u8(message, 0)) {
            case TlsState.CLIENT_HELLO_MESSAGE -> {
                if (direction == Packet.TO_SERVER) {
                    if (!transaction.client.read(transaction, message, 4, end)) {
                        transaction.event(direction, AppEvent.TLS_INVALID_HANDSHAKE_MESSAGE);
                    }
                    transaction.state |= TlsState.CLIENT_HELLO;
                    transaction.progress(direction, TlsProgress.HELLO);
                }
            }
            case TlsState.SERVER_HELLO_MESSAGE -> {
                if (direction == Packet.TO_CLIENT) {
                    if (!transaction.server.read(message, 4, end)) {
                        transaction.event(direction, AppEvent.TLS_INVALID_HANDSHAKE_MESSAGE);
                    }
                    transaction.state |= TlsState.SERVER_HELLO;
                    transaction.progress(direction, TlsProgress.HELLO);
                }
            }
            default -> certificates(end);
        }
    }

    private void certificates(int end) {
        if (end >= 7 && transaction.chainLengths[direction] == 0) {
            int listEnd = 7 + Bytes.u24(message, 4);
            if (listEnd > end) {
                transaction.event(direction, AppEvent.TLS_CERTIFICATE_INVALID_LENGTH);
            }
            transaction.chain(direction, message, 7, Math.min(listEnd, end));
        }
        transaction.progress(direction, TlsProgress.CERTIFICATES);
    }

    private void other(int kind) {
        switch (kind) {
            case TlsState.SERVER_KEY_EXCHANGE_MESSAGE -> {
                transaction.state |= TlsState.SERVER_KEY_EXCHANGE;
                transaction.progress(direction, TlsProgress.CERTIFICATES);
            }
            case TlsState.CLIENT_KEY_EXCHANGE_MESSAGE -> {
                transaction.state |= TlsState.CLIENT_KEY_EXCHANGE;
                transaction.progress(direction, TlsProgress.CERTIFICATES);
            }
            case TlsState.SERVER_HELLO_DONE_MESSAGE -> transaction.progress(direction, TlsProgress.CERTIFICATES);
            default -> {
                if (kind > 25 && kind != 67 && kind != 254) {
                    transaction.event(direction, AppEvent.TLS_INVALID_HANDSHAKE_MESSAGE);
                    failed = true;
                }
            }
        }
    }

    /** Level and description, 2 bytes, in clear. */
    private void alert(MemorySegment memory, long offset, int count) {
        for (int i = 0; i < count && !cipherChanged; i++) {
            int b = memory.get(ValueLayout.JAVA_BYTE, offset + i) & 0xFF;
            if (alertLevel == 0) {
                alertLevel = b;
                if (b != 1 && b != 2) {
                    transaction.event(direction, AppEvent.TLS_INVALID_ALERT_MESSAGE);
                }
            } else {
                if (alertLevel == 2) {
                    transaction.event(direction, AppEvent.TLS_ERROR_MESSAGE_ENCOUNTERED);
                }
                return;
            }
        }
    }

    /** RFC 6520, 4: type 1, payload length 2. A request that claims more than it carries reads the server's memory. */
    private void heartbeat(MemorySegment memory, long offset, int count) {
        for (int i = 0; i < count && heartbeatRead < 3 && !cipherChanged; i++) {
            int b = memory.get(ValueLayout.JAVA_BYTE, offset + i) & 0xFF;
            if (heartbeatRead == 0) {
                transaction.event(direction, AppEvent.TLS_HEARTBEAT_MESSAGE);
                if (b != 1 && b != 2) {
                    transaction.event(direction, AppEvent.TLS_INVALID_HEARTBEAT_MESSAGE);
                }
                alertLevel = 0;
            } else {
                alertLevel = alertLevel << 8 | b;
            }
            if (++heartbeatRead == 3 && alertLevel + 3 > heartbeatLength) {
                transaction.event(direction, AppEvent.TLS_OVERFLOW_HEARTBEAT_MESSAGE);
            }
        }
    }

    private void encrypt() {
        if (!encrypted) {
            encrypted = true;
            transaction.progress(direction, TlsProgress.ENCRYPTED);
            message.release();
        }
        if (!framing) {
            header.release();
        }
    }
}
