package org.sluice.dataplane.app.smb;

import org.sluice.dataplane.app.ByteView;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.Buffer;

/** What a tree connect asks for: a pipe, when its name says so or the answer does, else a share. */
final class SmbShares {
    private static final String PIPES = "IPC$";

    private SmbShares() {
    }

    static void request(SmbTransaction open, ByteView pdu, int at, int length, boolean utf16) {
        open.text(Packet.TO_SERVER, isPipe(pdu, at, length, utf16) ? Buffer.SMB_NAMED_PIPE : Buffer.SMB_SHARE, pdu, at,
                length, utf16);
    }

    private static boolean isPipe(ByteView pdu, int at, int length, boolean utf16) {
        int width = utf16 ? 2 : 1;
        int end = at + length;
        while (end > at && pdu.u8(end - width) == 0) {
            end -= width;
        }
        int from = end - width * PIPES.length();
        for (int i = 0; i < PIPES.length(); i++) {
            if (from < at || (pdu.u8(from + width * i) & ~0x20) != (PIPES.charAt(i) & ~0x20)) {
                return false;
            }
        }
        return true;
    }
}
