package org.sluice.dataplane.app.ike;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.ByteView;
import org.sluice.dataplane.app.DatagramParser;
import org.sluice.dataplane.app.Pool;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppEvent;
import org.sluice.rules.image.AppField;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/** IKE over UDP: every datagram is a transaction. */
public final class IkeParser extends DatagramParser {
    private static final int PORT = 500;
    private static final int NAT_PORT = 4500;
    private static final int HEADER = 28;
    private static final int ENCRYPTED = 1;
    private static final int ENCRYPTED_PAYLOAD = 46;
    private static final int ENCRYPTED_FRAGMENT = 53;
    private static final int MAX_PAYLOADS = 32;
    private static final int MAX_TRANSFORMS = 64;

    private final Pool<IkeTransaction> transactions;
    private final ByteView probe = new ByteView();
    private final ByteView message = new ByteView();

    /** @param runtime of the inspector */
    public IkeParser(AppRuntime runtime) {
        super(runtime);
        transactions = runtime.pool(IkeTransaction::new);
    }

    @Override
    public AppProtocol protocol() {
        return AppProtocol.IKE;
    }

    /** Two SPIs, next payload, version 1 or 2 (RFC 7296, 3.1); behind four zeros on port 4500. */
    @Override
    public int probe(Packet packet, int direction, MemorySegment memory, long offset, int length) {
        ByteView bytes = probe.over(memory, offset, length);
        int at = marker(packet, bytes);
        boolean port = packet.sourcePort == PORT || packet.destinationPort == PORT || at > 0;
        int version = bytes.u8(at + 17);
        return port && length >= at + HEADER && (version == 0x10 || version == 0x20) ? YES : NO;
    }

    private static int marker(Packet packet, ByteView bytes) {
        return isNat(packet) && bytes.has(0, 4) && bytes.u32(0) == 0 ? 4 : 0;
    }

    private static boolean isNat(Packet packet) {
        return packet.sourcePort == NAT_PORT || packet.destinationPort == NAT_PORT;
    }

    @Override
    protected void onDatagram(AppSession session, Packet packet, int direction, ByteView pdu) {
        int skip = marker(packet, pdu);
        if (skip == 0 && isNat(packet)) {
            // ESP in UDP, which shares the port (RFC 3948, 2.2).
            return;
        }
        message.over(pdu, skip, pdu.length() - skip);
        if (message.length() < HEADER) {
            return;
        }
        IkeTransaction open = runtime.open(session, this, transactions, packet);
        if (open == null) {
            return;
        }
        open.direction = direction;
        open.version = message.u8(17) >> 4;
        open.putHex(Buffer.IKE_INIT_SPI, message, 0, 8);
        open.putHex(Buffer.IKE_RESP_SPI, message, 8, 8);
        open.put(direction, AppField.IKE_EXCHTYPE, message.u8(18));
        if (message.u32(24) != message.length()) {
            open.event(direction, AppEvent.IKE_MALFORMED_DATA);
        }
        boolean hidden = open.version == 1 && (message.u8(19) & ENCRYPTED) != 0;
        if (!hidden) {
            payloads(open, direction, message.u8(16));
        }
        open.over(direction ^ 1);
        open.last(direction);
    }

    private void payloads(IkeTransaction open, int direction, int first) {
        int type = first;
        int at = HEADER;
        for (int i = 0; i < MAX_PAYLOADS && type != 0; i++) {
            int length = message.has(at, 4) ? message.u16(at + 2) : 0;
            if (length < 4 || !message.has(at, length)) {
                open.event(direction, AppEvent.IKE_MALFORMED_DATA);
                return;
            }
            payload(open, direction, type, at + 4, at + length);
            // What such a one names as the next is inside of it.
            type = type == ENCRYPTED_PAYLOAD || type == ENCRYPTED_FRAGMENT ? 0 : message.u8(at);
            at += length;
        }
        if (type == 0 && at < message.length()) {
            open.event(direction, AppEvent.IKE_PAYLOAD_EXTRA_DATA);
        }
    }

    private void payload(IkeTransaction open, int direction, int type, int from, int to) {
        switch (type) {
            case 1 -> {
                if (direction == Packet.TO_CLIENT) {
                    SaAttributes.read(open, direction, message, from, to);
                }
            }
            case 4, 34 -> {
                int data = type == 34 ? from + 4 : from;
                open.put(direction, Buffer.IKE_KEY_EXCHANGE_PAYLOAD, message, data, to - data);
                open.put(direction, AppField.IKE_KEY_EXCHANGE_PAYLOAD_LENGTH, to - data);
            }
            case 10, 40 -> {
                open.put(direction, Buffer.IKE_NONCE_PAYLOAD, message, from, to - from);
                open.put(direction, AppField.IKE_NONCE_PAYLOAD_LENGTH, to - from);
            }
            case 13, 43 -> open.putHex(Buffer.IKE_VENDOR, message, from, to - from);
            case 33 -> proposals(open, direction, from, to);
            default -> { }
        }
    }

    /** Proposals of version 2 (RFC 7296, 3.3): each transform is judged. */
    private void proposals(IkeTransaction open, int direction, int from, int to) {
        int at = from;
        boolean keyExchange = false;
        boolean integrity = false;
        boolean encryption = false;
        while (at + 8 <= to) {
            int length = message.u16(at + 2);
            if (length < 8 || at + length > to) {
                open.event(direction, AppEvent.IKE_INVALID_PROPOSAL);
                return;
            }
            if (at > from && direction == Packet.TO_CLIENT) {
                open.event(direction, AppEvent.IKE_MULTIPLE_SERVER_PROPOSAL);
            }
            int transform = at + 8 + message.u8(at + 6);
            for (int i = 0; i < MAX_TRANSFORMS && transform + 8 <= at + length; i++) {
                int type = message.u8(transform + 4);
                int id = message.u16(transform + 6);
                AppEvent weakness = Transforms.weakness(type, id);
                if (weakness != null) {
                    open.event(direction, weakness);
                }
                if (!Transforms.isKnown(type)) {
                    open.event(direction, AppEvent.IKE_UNKNOWN_PROPOSAL);
                }
                encryption |= type == Transforms.ENCRYPTION && id != Transforms.NULL;
                keyExchange |= type == Transforms.KEY_EXCHANGE;
                integrity |= type == Transforms.INTEGRITY || type == Transforms.ENCRYPTION && Transforms.isCombined(id);
                if (message.u16(transform + 2) < 8) {
                    return;
                }
                transform += message.u16(transform + 2);
            }
            at += length;
        }
        if (!encryption) {
            open.event(direction, AppEvent.IKE_NO_ENCRYPTION);
        }
        if (!keyExchange) {
            open.event(direction, AppEvent.IKE_WEAK_CRYPTO_NO_DH);
        }
        if (!integrity) {
            open.event(direction, AppEvent.IKE_WEAK_CRYPTO_NO_AUTH);
        }
    }
}
