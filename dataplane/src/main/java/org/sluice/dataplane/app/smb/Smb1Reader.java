package org.sluice.dataplane.app.smb;

import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.ByteView;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppEvent;

/** SMB 1 (MS-CIFS, 2.2): the commands that open, carry and close things. */
final class Smb1Reader {
    private static final int HEADER = 32;
    private static final int REPLY = 0x80;
    private static final int UNICODE = 0x80;
    private static final int DIALECT = 2;

    private final SmbParser parser;

    Smb1Reader(SmbParser parser) {
        this.parser = parser;
    }

    /** Reads a message; false when no transaction was left. */
    boolean read(AppSession session, SmbParser.SmbState state, Packet packet, int direction, ByteView pdu, int at) {
        if (!pdu.has(at, HEADER + 1)) {
            parser.event(session, packet, direction, 1, AppEvent.SMB_MALFORMED_DATA);
            return true;
        }
        boolean asks = (pdu.u8(at + 9) & REPLY) == 0;
        parser.checkWay(session, packet, direction, 1, !asks);
        return asks ? request(session, state, packet, direction, pdu, at)
                : response(session, state, packet, direction, pdu, at);
    }

    private boolean request(
            AppSession session, SmbParser.SmbState state, Packet packet, int direction, ByteView pdu, int at) {
        int command = pdu.u8(at + 4);
        int words = at + HEADER + 1;
        boolean utf16 = (pdu.u8(at + 11) & UNICODE) != 0;
        if (command == SmbCommands.SMB1_TRANS && parser.call(session, state, packet, direction, 1, pdu,
                at + pdu.le16(words + 24), pdu.le16(words + 22))) {
            return true;
        }
        if (command == SmbCommands.SMB1_WRITE) {
            int data = at + pdu.le16(words + 22);
            int length = pdu.le16(words + 18) << 16 | pdu.le16(words + 20);
            if (parser.call(session, state, packet, direction, 1, pdu, data, length)) {
                return true;
            }
            parser.file(session, state, packet, direction, 1, pdu.le16(words + 4), 1, pdu.le32(words + 6), pdu, data, length);
        } else if (command == SmbCommands.SMB1_CLOSE) {
            SmbParser.closeFile(session, pdu.le16(words), 1);
        }
        SmbTransaction open = parser.open(session, packet, SmbTransaction.COMMAND, 1);
        if (open == null) {
            return false;
        }
        open.command = command;
        open.message = pdu.le16(at + 30);
        open.treeId = pdu.le16(at + 24);
        open.sessionId = pdu.le16(at + 28);
        int bytes = words + 2 * pdu.u8(at + HEADER) + 2;
        if (command == SmbCommands.SMB1_NEGOTIATE && !areDialects(pdu, bytes, pdu.le16(bytes - 2))) {
            open.event(direction, AppEvent.SMB_NEGOTIATE_MALFORMED_DIALECTS);
        }
        switch (command) {
            case SmbCommands.SMB1_SESSION_SETUP -> Ntlmssp.read(open, pdu, bytes, pdu.length());
            case SmbCommands.SMB1_TREE_CONNECT -> {
                int path = aligned(bytes + pdu.le16(words + 6), at, utf16);
                SmbShares.request(open, pdu, path, lengthOfText(pdu, path, utf16), utf16);
            }
            case SmbCommands.SMB1_CREATE -> {
                int name = aligned(bytes, at, utf16);
                SmbTransaction.name(open.name, pdu, name, pdu.le16(words + 5), utf16);
            }
            case SmbCommands.SMB1_READ -> {
                open.fileLow = pdu.le16(words + 4);
                open.fileHigh = 1;
                open.fileNext = pdu.le32(words + 6);
            }
            default -> { }
        }
        open.came(Packet.TO_SERVER);
        open.over(Packet.TO_SERVER);
        return true;
    }

    private boolean response(
            AppSession session, SmbParser.SmbState state, Packet packet, int direction, ByteView pdu, int at) {
        int command = pdu.u8(at + 4);
        int words = at + HEADER + 1;
        if (command == SmbCommands.SMB1_TRANS && parser.call(session, state, packet, direction, 1, pdu,
                at + pdu.le16(words + 14), pdu.le16(words + 12))) {
            return true;
        }
        SmbTransaction open = SmbParser.find(session, pdu.le16(at + 30), command);
        long status = pdu.le32(at + 5);
        if (command == SmbCommands.SMB1_READ) {
            int data = at + pdu.le16(words + 12);
            int length = pdu.le16(words + 14) << 16 | pdu.le16(words + 10);
            if (!parser.call(session, state, packet, direction, 1, pdu, data, length) && open != null && length > 0) {
                parser.file(session, state, packet, direction, 1, open.fileLow, open.fileHigh, open.fileNext, pdu, data,
                        length);
            }
        }
        if (open == null) {
            return true;
        }
        open.status = status;
        if (command == SmbCommands.SMB1_CREATE && status == 0) {
            state.files.open(pdu.le16(words + 5), 1, open.name);
        } else if (command == SmbCommands.SMB1_TREE_CONNECT) {
            open.treeId = pdu.le16(at + 24);
            int service = words + 2 * pdu.u8(at + HEADER) + 2;
            boolean pipe = pdu.is(service, "IPC");
            open.shareType = pipe ? "PIPE" : pdu.is(service, "LPT") ? "PRINT" : "FILE";
            open.answerShare(pipe);
        }
        open.came(Packet.TO_CLIENT);
        open.over(Packet.TO_CLIENT);
        return true;
    }

    /** Strings that end with 0, each behind a 2 (MS-CIFS, 2.2.4.52.1). */
    private static boolean areDialects(ByteView pdu, int from, int length) {
        if (length == 0 || !pdu.has(from, length)) {
            return false;
        }
        boolean begins = true;
        for (int at = from; at < from + length; at++) {
            if (begins && pdu.u8(at) != DIALECT) {
                return false;
            }
            begins = pdu.u8(at) == 0;
        }
        return begins;
    }

    /** Unicode text begins at an even place from the header's beginning. */
    private static int aligned(int at, int header, boolean utf16) {
        return utf16 ? at + (at - header & 1) : at;
    }

    private static int lengthOfText(ByteView pdu, int at, boolean utf16) {
        int width = utf16 ? 2 : 1;
        int end = at;
        while (pdu.has(end, width) && (utf16 ? pdu.le16(end) : pdu.u8(end)) != 0) {
            end += width;
        }
        return end - at;
    }
}
