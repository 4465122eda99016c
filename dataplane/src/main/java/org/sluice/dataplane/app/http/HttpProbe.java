package org.sluice.dataplane.app.http;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.app.AppParser;
import org.sluice.dataplane.decode.Packet;

/** Recognises HTTP/1 by its first bytes: a method and blank, with a version in the line where the method is unknown. */
final class HttpProbe {
    private static final String[] METHODS = {
        "GET", "POST", "HEAD", "PUT", "OPTIONS", "CONNECT", "TRACE", "DELETE", "PATCH", "PROPFIND", "PROPPATCH", "MKCOL",
        "COPY", "MOVE", "LOCK", "UNLOCK", "REPORT", "SEARCH", "CHECKOUT", "VERSION-CONTROL", "UPDATE", "LABEL", "MERGE",
    };
    private static final int LONGEST_METHOD = 32;
    private static final int LONGEST_LINE = 4000;
    /** So many line ends begin no other protocol. */
    private static final int MANY_LINE_ENDS = 64;

    private HttpProbe() {
    }

    static int probe(int direction, MemorySegment memory, long offset, int length) {
        return direction == Packet.TO_SERVER ? request(memory, offset, length) : response(memory, offset, length);
    }

    /** Whether bytes, read as far as they go, can begin a request. */
    static boolean mayBeRequest(MemorySegment memory, long offset, long end) {
        long at = offset;
        while (at < end && at - offset <= LONGEST_METHOD && isMethodByte(Ascii.at(memory, at))) {
            at++;
        }
        return at == end || at > offset && at - offset <= LONGEST_METHOD && Ascii.isSpace(Ascii.at(memory, at));
    }

    private static int request(MemorySegment memory, long offset, int length) {
        long end = offset + length;
        long at = offset;
        // A client may begin with line ends (RFC 9112, 2.2), and some servers never tire of them.
        while (at < end && (Ascii.at(memory, at) == Ascii.CR || Ascii.at(memory, at) == Ascii.LF)) {
            at++;
        }
        if (at - offset >= MANY_LINE_ENDS) {
            return AppParser.YES;
        }
        long start = at;
        while (at < end && at - start <= LONGEST_METHOD && isMethodByte(Ascii.at(memory, at))) {
            at++;
        }
        if (at - start > LONGEST_METHOD) {
            return AppParser.NO;
        }
        if (at == end) {
            return AppParser.MORE;
        }
        if (at == start || !Ascii.isBlank(Ascii.at(memory, at))) {
            return AppParser.NO;
        }
        if (at - start == 3 && matches(memory, start, "PRI")) {
            // HTTP/2's preface is written so that HTTP/1 would understand it.
            return AppParser.NO;
        }
        if (known(memory, start, (int) (at - start))) {
            return AppParser.YES;
        }
        return version(memory, at, end, at - start + LONGEST_LINE);
    }

    /** An unknown method needs {@code HTTP/} in its line. */
    private static int version(MemorySegment memory, long offset, long end, long most) {
        long lf = Ascii.find(memory, offset, end, Ascii.LF);
        for (long i = offset; i + 6 <= lf; i++) {
            if (Ascii.isBlank(Ascii.at(memory, i)) && matches(memory, i + 1, "HTTP/")) {
                return AppParser.YES;
            }
        }
        return lf < end || end - offset > most ? AppParser.NO : AppParser.MORE;
    }

    private static int response(MemorySegment memory, long offset, int length) {
        String mark = "HTTP/";
        int compared = Math.min(length, mark.length());
        for (int i = 0; i < compared; i++) {
            if (Ascii.at(memory, offset + i) != mark.charAt(i)) {
                return AppParser.NO;
            }
        }
        return compared == mark.length() ? AppParser.YES : AppParser.MORE;
    }

    private static boolean known(MemorySegment memory, long offset, int length) {
        for (String method : METHODS) {
            if (method.length() == length && matches(memory, offset, method)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(MemorySegment memory, long offset, String constant) {
        for (int i = 0; i < constant.length(); i++) {
            if (Ascii.at(memory, offset + i) != constant.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMethodByte(byte b) {
        return Ascii.isLetter(b) || b >= '0' && b <= '9' || b == '-' || b == '_' || b == '.' || b == '!' || b == '$';
    }
}
