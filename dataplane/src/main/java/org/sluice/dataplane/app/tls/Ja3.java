package org.sluice.dataplane.app.tls;

import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.app.TextFormat;

/** JA3 and JA3S strings: version, suites, extensions (and, of a client, groups and point formats) in decimal. */
final class Ja3 {
    private Ja3() {
    }

    /** Appends the client's string. */
    static void client(ClientHello hello, NativeBytes out) {
        NativeBytes bytes = hello.bytes;
        TextFormat.decimal(out, hello.version);
        out.append((byte) ',');
        list(bytes, hello.ciphersStart, hello.ciphersEnd, 2, out);
        out.append((byte) ',');
        int groupsStart = 0;
        int groupsEnd = 0;
        int formatsStart = 0;
        int formatsEnd = 0;
        boolean first = true;
        Extensions extensions = hello.extensions();
        while (extensions.next()) {
            if (Extensions.isGrease(extensions.type())) {
                continue;
            }
            if (!first) {
                out.append((byte) '-');
            }
            first = false;
            TextFormat.decimal(out, extensions.type());
            if (extensions.type() == Extensions.SUPPORTED_GROUPS && extensions.length() > 2) {
                groupsStart = extensions.start() + 2;
                groupsEnd = extensions.end();
            } else if (extensions.type() == Extensions.POINT_FORMATS && extensions.length() > 1) {
                formatsStart = extensions.start() + 1;
                formatsEnd = extensions.end();
            }
        }
        out.append((byte) ',');
        list(bytes, groupsStart, groupsEnd, 2, out);
        out.append((byte) ',');
        list(bytes, formatsStart, formatsEnd, 1, out);
    }

    /** Appends the server's string. */
    static void server(ServerHello hello, NativeBytes out) {
        TextFormat.decimal(out, hello.legacyVersion);
        out.append((byte) ',');
        TextFormat.decimal(out, hello.cipher);
        out.append((byte) ',');
        boolean first = true;
        Extensions extensions = hello.extensions();
        while (extensions.next()) {
            if (!first) {
                out.append((byte) '-');
            }
            first = false;
            TextFormat.decimal(out, extensions.type());
        }
    }

    private static void list(NativeBytes bytes, int start, int end, int size, NativeBytes out) {
        boolean first = true;
        for (int at = start; at + size <= end; at += size) {
            int value = size == 1 ? Bytes.u8(bytes, at) : Bytes.u16(bytes, at);
            if (size == 2 && Extensions.isGrease(value)) {
                continue;
            }
            if (!first) {
                out.append((byte) '-');
            }
            first = false;
            TextFormat.decimal(out, value);
        }
    }
}
