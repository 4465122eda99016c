package org.sluice.dataplane.app.tls;

import java.lang.foreign.ValueLayout;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.BufferSlice;
import org.sluice.dataplane.app.Digests;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.app.TextFormat;
import org.sluice.rules.image.AppEvent;

/** What rules ask of the first certificate (RFC 5280, 4.1) of a chain, as text. */
final class X509 {
    private static final int TEXT_LIMIT = 16 * 1024;
    private static final int MAX_NAMES = 256;
    private static final int VERSION = 0xA0;
    private static final int EXTENSIONS = 0xA3;
    private static final long UNKNOWN = Long.MIN_VALUE;

    private final NativeBytes text;
    /** Offset and length of each alternative name, 8 bytes. */
    private final NativeBytes names;
    private int subjectStart;
    private int subjectEnd;
    private int issuerStart;
    private int issuerEnd;
    private int serialStart;
    private int serialEnd;
    private int fingerprintStart;
    private int fingerprintEnd;
    long notBefore = UNKNOWN;
    long notAfter = UNKNOWN;
    private boolean present;

    /** Readers that reading needs, shared by all certificates of an inspector. */
    static final class Tools {
        private final DerReader certificate = new DerReader();
        private final DerReader inner = new DerReader();
        private final DerReader extension = new DerReader();
        private final DistinguishedName name = new DistinguishedName();
        final Digests digests = new Digests();
    }

    X509(AppRuntime runtime) {
        text = runtime.bytes(TEXT_LIMIT);
        names = runtime.bytes(MAX_NAMES * 8);
    }

    boolean present() {
        return present;
    }

    /**
     * Reads the certificate in {@code [start, end)}.
     *
     * @return the event its fault raises, or null
     */
    AppEvent read(Tools tools, NativeBytes in, int start, int end) {
        AppEvent fault = readElements(tools, in, start, end);
        return fault != null && tools.certificate.overrun() ? AppEvent.TLS_CERTIFICATE_INVALID_LENGTH : fault;
    }

    private AppEvent readElements(Tools tools, NativeBytes in, int start, int end) {
        release();
        present = true;
        fingerprintStart = text.length();
        tools.digests.sha1(in, start, end, text);
        fingerprintEnd = text.length();
        DerReader reader = tools.certificate.over(in, start, end);
        if (!reader.next(DerReader.SEQUENCE) || !reader.enter().next(DerReader.SEQUENCE)) {
            return AppEvent.TLS_CERTIFICATE_INVALID_DER;
        }
        reader.enter();
        if (!reader.next() || reader.tag() == VERSION && !reader.next()) {
            return AppEvent.TLS_CERTIFICATE_MISSING_ELEMENT;
        }
        if (reader.tag() != DerReader.INTEGER) {
            return AppEvent.TLS_CERTIFICATE_INVALID_SERIAL;
        }
        serial(in, reader.start(), reader.length());
        if (!reader.next(DerReader.SEQUENCE)) {
            return AppEvent.TLS_CERTIFICATE_INVALID_ALGORITHMIDENTIFIER;
        }
        issuerStart = text.length();
        if (!reader.next(DerReader.SEQUENCE) || !tools.name.append(reader, in, text)) {
            return AppEvent.TLS_CERTIFICATE_INVALID_ISSUER;
        }
        issuerEnd = text.length();
        if (!reader.next(DerReader.SEQUENCE) || !validity(reader.enter(tools.inner), in)) {
            return AppEvent.TLS_CERTIFICATE_INVALID_VALIDITY;
        }
        subjectStart = text.length();
        if (!reader.next(DerReader.SEQUENCE) || !tools.name.append(reader, in, text)) {
            return AppEvent.TLS_CERTIFICATE_INVALID_SUBJECT;
        }
        subjectEnd = text.length();
        while (reader.next()) {
            if (reader.tag() == EXTENSIONS && !extensions(tools, reader.enter(tools.inner), in)) {
                return AppEvent.TLS_CERTIFICATE_INVALID_EXTENSIONS;
            }
        }
        return null;
    }

    boolean subject(BufferSlice out) {
        return range(subjectStart, subjectEnd, out);
    }

    boolean issuer(BufferSlice out) {
        return range(issuerStart, issuerEnd, out);
    }

    boolean serial(BufferSlice out) {
        return range(serialStart, serialEnd, out);
    }

    boolean fingerprint(BufferSlice out) {
        return range(fingerprintStart, fingerprintEnd, out);
    }

    /** Alternative name {@code instance}. */
    boolean alternativeName(int instance, BufferSlice out) {
        if (instance * 8 + 8 > names.length()) {
            return false;
        }
        long entry = names.offset() + instance * 8L;
        int start = names.memory().get(ValueLayout.JAVA_INT_UNALIGNED, entry);
        int length = names.memory().get(ValueLayout.JAVA_INT_UNALIGNED, entry + 4);
        return out.set(text.memory(), text.offset() + start, length);
    }

    void release() {
        text.release();
        names.release();
        subjectStart = 0;
        subjectEnd = 0;
        issuerStart = 0;
        issuerEnd = 0;
        serialStart = 0;
        serialEnd = 0;
        fingerprintStart = 0;
        fingerprintEnd = 0;
        notBefore = UNKNOWN;
        notAfter = UNKNOWN;
        present = false;
    }

    private boolean range(int start, int end, BufferSlice out) {
        return end > start && out.set(text.memory(), text.offset() + start, end - start);
    }

    private void serial(NativeBytes in, int start, int length) {
        serialStart = text.length();
        for (int i = 0; i < Math.min(length, 64); i++) {
            if (i > 0) {
                text.append((byte) ':');
            }
            TextFormat.hexByteUpper(text, Bytes.u8(in, start + i));
        }
        serialEnd = text.length();
    }

    private boolean validity(DerReader reader, NativeBytes in) {
        if (!reader.next()) {
            return false;
        }
        notBefore = DerTime.seconds(in, reader.tag(), reader.start(), reader.length());
        if (!reader.next()) {
            return false;
        }
        notAfter = DerTime.seconds(in, reader.tag(), reader.start(), reader.length());
        return notBefore != UNKNOWN && notAfter != UNKNOWN;
    }

    /** Finds subjectAltName, 2.5.29.17 (RFC 5280, 4.2.1.6). */
    private boolean extensions(Tools tools, DerReader list, NativeBytes in) {
        if (!list.next(DerReader.SEQUENCE)) {
            return false;
        }
        list.enter();
        while (list.next()) {
            DerReader extension = list.enter(tools.extension);
            if (!extension.next(DerReader.OBJECT_ID)) {
                return false;
            }
            int at = extension.start();
            boolean alternative = extension.length() == 3 && Bytes.u8(in, at) == 0x55 && Bytes.u8(in, at + 1) == 0x1D
                    && Bytes.u8(in, at + 2) == 17;
            while (alternative && extension.next()) {
                if (extension.tag() == DerReader.OCTET_STRING) {
                    alternativeNames(extension.enter(), in);
                    alternative = false;
                }
            }
        }
        return true;
    }

    private void alternativeNames(DerReader reader, NativeBytes in) {
        if (!reader.next(DerReader.SEQUENCE)) {
            return;
        }
        reader.enter();
        while (reader.next() && names.length() < MAX_NAMES * 8) {
            int start = text.length();
            switch (reader.tag()) {
                case 0x81, 0x82, 0x86 -> text.append(in.memory(), in.offset() + reader.start(), reader.length());
                case 0x87 -> address(in, reader.start(), reader.length());
                default -> {
                    continue;
                }
            }
            if (names.reserve(8)) {
                long entry = names.offset() + names.length();
                names.memory().set(ValueLayout.JAVA_INT_UNALIGNED, entry, start);
                names.memory().set(ValueLayout.JAVA_INT_UNALIGNED, entry + 4, text.length() - start);
                names.advance(8);
            }
        }
    }

    private void address(NativeBytes in, int start, int length) {
        if (length == 4) {
            TextFormat.ipv4(text, Bytes.u16(in, start) << 16 | Bytes.u16(in, start + 2));
        } else if (length == 16) {
            TextFormat.ipv6(text, in.memory(), in.offset() + start);
        }
    }
}
