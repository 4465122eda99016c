package org.sluice.dataplane.app.smb;

import org.sluice.dataplane.app.ByteView;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppEvent;
import org.sluice.rules.image.Buffer;

/** The AUTHENTICATE message of NTLM (MS-NLMP, 2.2.1.3), wherever it lies in a security blob. */
final class Ntlmssp {
    private static final String SIGNATURE = "NTLMSSP\0";
    private static final int AUTHENTICATE = 3;
    private static final int UNICODE = 1;

    private Ntlmssp() {
    }

    static void read(SmbTransaction into, ByteView bytes, int from, int to) {
        int at = bytes.indexOf('N', from);
        while (at >= 0 && at < to && !bytes.is(at, SIGNATURE)) {
            at = bytes.indexOf('N', at + 1);
        }
        if (at < 0 || at >= to || bytes.le32(at + 8) != AUTHENTICATE) {
            return;
        }
        boolean utf16 = (bytes.le32(at + 60) & UNICODE) != 0;
        field(into, Buffer.SMB_NTLMSSP_DOMAIN, bytes, at, 28, utf16);
        field(into, Buffer.SMB_NTLMSSP_USER, bytes, at, 36, utf16);
    }

    private static void field(SmbTransaction into, Buffer buffer, ByteView bytes, int at, int descriptor, boolean utf16) {
        long offset = bytes.le32(at + descriptor + 4);
        int length = bytes.le16(at + descriptor);
        if (offset < bytes.length() && bytes.has(at + (int) offset, length)) {
            into.text(Packet.TO_SERVER, buffer, bytes, at + (int) offset, length, utf16);
        } else if (length > 0) {
            into.event(Packet.TO_SERVER, AppEvent.SMB_MALFORMED_NTLMSSP_REQUEST);
        }
    }
}
