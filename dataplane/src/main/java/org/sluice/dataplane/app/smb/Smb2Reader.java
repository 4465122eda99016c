package org.sluice.dataplane.app.smb;

import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.ByteView;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppEvent;

/** SMB 2 and 3 (MS-SMB2, 2.2). */
final class Smb2Reader {
    private static final int HEADER = 64;
    private static final int RESPONSE = 1;
    private static final int MAX_COMPOUND = 32;
    private static final int PIPE = 2;
    /** Where the dialects begin in the body of NEGOTIATE. */
    private static final int DIALECTS = 36;
    /** Most bytes of a read or write that a server may offer without being suspected (Suricata's default). */
    private static final long LARGEST_SIZE = 16 << 20;
    private static final long PENDING = 0x103;
    private static final String[] SHARE_TYPES = {null, "FILE", "PIPE", "PRINT"};

    private final SmbParser parser;

    Smb2Reader(SmbParser parser) {
        this.parser = parser;
    }

    /** Reads the messages of a NetBIOS message; false when no transaction was left. */
    boolean read(AppSession session, SmbParser.SmbState state, Packet packet, int direction, ByteView pdu, int from) {
        int at = from;
        if (!pdu.has(at, HEADER)) {
            parser.event(session, packet, direction, 2, AppEvent.SMB_MALFORMED_DATA);
        }
        for (int i = 0; i < MAX_COMPOUND && pdu.has(at, HEADER); i++) {
            long next = pdu.le32(at + 20);
            boolean asks = (pdu.u8(at + 16) & RESPONSE) == 0;
            if (pdu.le16(at + 4) != HEADER) {
                parser.event(session, packet, direction, 2, AppEvent.SMB_MALFORMED_DATA);
                return true;
            }
            parser.checkWay(session, packet, direction, 2, !asks);
            boolean goesOn = asks
                    ? request(session, state, packet, direction, pdu, at) : response(session, state, packet, direction, pdu, at);
            if (!goesOn) {
                return false;
            }
            if (next < HEADER || next > pdu.length() - at) {
                return true;
            }
            at += (int) next;
        }
        return true;
    }

    private boolean request(
            AppSession session, SmbParser.SmbState state, Packet packet, int direction, ByteView pdu, int at) {
        int command = pdu.le16(at + 12);
        int body = at + HEADER;
        if (command == SmbCommands.WRITE) {
            int data = at + pdu.le16(body + 2);
            long length = pdu.le32(body + 4);
            if (parser.call(session, state, packet, direction, 2, pdu, data, clamp(length))) {
                return true;
            }
            parser.file(session, state, packet, direction, 2, pdu.le64(body + 16), pdu.le64(body + 24), pdu.le64(body + 8),
                    pdu, data, length);
        } else if (command == SmbCommands.IOCTL && parser.call(session, state, packet, direction, 2, pdu,
                at + clamp(pdu.le32(body + 24)), clamp(pdu.le32(body + 28)))) {
            return true;
        } else if (command == SmbCommands.CLOSE) {
            SmbParser.closeFile(session, pdu.le64(body + 8), pdu.le64(body + 16));
        }
        SmbTransaction open = parser.open(session, packet, SmbTransaction.COMMAND, 2);
        if (open == null) {
            return false;
        }
        open.command = command;
        open.message = pdu.le64(at + 24);
        open.treeId = pdu.le32(at + 36);
        open.sessionId = pdu.le64(at + 40);
        judge(state, open, direction, command, pdu, body);
        switch (command) {
            case SmbCommands.SESSION_SETUP -> {
                int blob = at + pdu.le16(body + 12);
                Ntlmssp.read(open, pdu, blob, blob + pdu.le16(body + 14));
            }
            case SmbCommands.TREE_CONNECT -> SmbShares.request(open, pdu, at + pdu.le16(body + 4), pdu.le16(body + 6), true);
            case SmbCommands.CREATE ->
                    SmbTransaction.name(open.name, pdu, at + pdu.le16(body + 44), pdu.le16(body + 46), true);
            case SmbCommands.READ -> {
                open.fileLow = pdu.le64(body + 16);
                open.fileHigh = pdu.le64(body + 24);
                open.fileNext = pdu.le64(body + 8);
            }
            default -> { }
        }
        open.came(Packet.TO_SERVER);
        open.over(Packet.TO_SERVER);
        return true;
    }

    /** What a request asks for that it may not: dialects (MS-SMB2, 2.2.3), and more bytes than was agreed. */
    private static void judge(
            SmbParser.SmbState state, SmbTransaction open, int direction, int command, ByteView pdu, int body) {
        int dialects = pdu.le16(body + 2);
        long length = pdu.le32(body + 4);
        if (command == SmbCommands.NEGOTIATE && (dialects == 0 || !pdu.has(body + DIALECTS, 2 * dialects))) {
            open.event(direction, AppEvent.SMB_NEGOTIATE_MALFORMED_DIALECTS);
        } else if (command == SmbCommands.READ && state.maxRead > 0 && length > state.maxRead) {
            open.event(direction, AppEvent.SMB_READ_REQUEST_TOO_LARGE);
        } else if (command == SmbCommands.WRITE && state.maxWrite > 0 && length > state.maxWrite) {
            open.event(direction, AppEvent.SMB_WRITE_REQUEST_TOO_LARGE);
        }
    }

    /** The sizes that the server takes (MS-SMB2, 2.2.4). */
    private static void negotiated(
            SmbParser.SmbState state, SmbTransaction open, int direction, ByteView pdu, int body) {
        state.maxRead = pdu.le32(body + 32);
        state.maxWrite = pdu.le32(body + 36);
        if (state.maxRead > LARGEST_SIZE) {
            open.event(direction, AppEvent.SMB_NEGOTIATE_MAX_READ_SIZE_TOO_LARGE);
        }
        if (state.maxWrite > LARGEST_SIZE) {
            open.event(direction, AppEvent.SMB_NEGOTIATE_MAX_WRITE_SIZE_TOO_LARGE);
        }
    }

    private boolean response(
            AppSession session, SmbParser.SmbState state, Packet packet, int direction, ByteView pdu, int at) {
        int command = pdu.le16(at + 12);
        int body = at + HEADER;
        long status = pdu.le32(at + 8);
        if (status == PENDING) {
            return true;
        }
        if (command == SmbCommands.IOCTL && parser.call(session, state, packet, direction, 2, pdu,
                at + clamp(pdu.le32(body + 32)), clamp(pdu.le32(body + 36)))) {
            return true;
        }
        SmbTransaction open = SmbParser.find(session, pdu.le64(at + 24), command);
        if (command == SmbCommands.READ && status == 0) {
            int data = at + pdu.u8(body + 2);
            long length = pdu.le32(body + 4);
            if (!parser.call(session, state, packet, direction, 2, pdu, data, clamp(length)) && open != null) {
                parser.file(session, state, packet, direction, 2, open.fileLow, open.fileHigh, open.fileNext, pdu, data,
                        length);
            }
        }
        if (open == null) {
            return true;
        }
        open.status = status;
        if (command == SmbCommands.NEGOTIATE && status == 0) {
            negotiated(state, open, direction, pdu, body);
        } else if (command == SmbCommands.READ && status == 0 && state.maxRead > 0
                && pdu.le32(body + 4) > state.maxRead) {
            open.event(direction, AppEvent.SMB_READ_RESPONSE_TOO_LARGE);
        }
        if (command == SmbCommands.CREATE && status == 0) {
            state.files.open(pdu.le64(body + 64), pdu.le64(body + 72), open.name);
        } else if (command == SmbCommands.TREE_CONNECT) {
            open.treeId = pdu.le32(at + 36);
            int type = pdu.u8(body + 2);
            open.shareType = type < SHARE_TYPES.length ? SHARE_TYPES[type] : null;
            open.answerShare(type == PIPE);
        }
        open.came(Packet.TO_CLIENT);
        open.over(Packet.TO_CLIENT);
        return true;
    }

    private static int clamp(long value) {
        return (int) Math.min(value, 1 << 24);
    }
}
