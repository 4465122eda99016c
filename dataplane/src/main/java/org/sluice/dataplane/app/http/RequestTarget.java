package org.sluice.dataplane.app.http;

import org.sluice.dataplane.app.AppSettings;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.rules.image.AppEvent;

/** Splits a request target (RFC 9112, 3.2) into host and path, and finds the host that the request is for. */
final class RequestTarget {
    private RequestTarget() {
    }

    /** Fills {@code uri}, and {@code host} when the target names one. */
    static void read(HttpTransaction transaction, int serverPort, AppSettings settings) {
        NativeBytes line = transaction.request.line;
        int start = transaction.request.secondStart;
        int end = transaction.request.secondEnd;
        if (transaction.method == HttpMethods.CONNECT) {
            authority(transaction, line, start, end, serverPort);
            transaction.uri.append(line.memory(), line.offset() + start, end - start);
            return;
        }
        int path = start;
        int scheme = schemeEnd(line, start, end);
        if (scheme > 0) {
            int authorityEnd = scheme;
            while (authorityEnd < end && line.get(authorityEnd) != '/' && line.get(authorityEnd) != '?'
                    && line.get(authorityEnd) != '#' && line.get(authorityEnd) != '\\') {
                authorityEnd++;
            }
            authority(transaction, line, scheme, authorityEnd, serverPort);
            path = authorityEnd;
        }
        int fragment = find(line, path, end, '#');
        int query = find(line, path, fragment, '?');
        int flags = UriNormalizer.path(line, path, query, settings.doubleDecodePath() ? 2 : 1,
                settings.bestFitPath(), transaction.uri);
        if (query < fragment) {
            transaction.uri.append((byte) '?');
            flags |= UriNormalizer.query(
                    line, query + 1, fragment, settings.doubleDecodeQuery() ? 2 : 1, transaction.uri);
        }
        if (fragment < end) {
            transaction.uri.append((byte) '#');
            UriNormalizer.query(line, fragment + 1, end, 1, transaction.uri);
        }
        if ((flags & UriNormalizer.DOUBLE_ENCODED) != 0) {
            transaction.requestEvent(AppEvent.HTTP_DOUBLE_ENCODED_URI);
        }
    }

    /** Reads the host field, when the target named no host; compares them, when it did. */
    static void readHost(HttpTransaction transaction, int serverPort) {
        HttpFields fields = transaction.request.fields;
        int i = fields.indexOf(HttpField.HOST);
        if (i < 0) {
            NativeBytes line = transaction.request.line;
            int third = transaction.request.thirdStart;
            boolean newer = transaction.request.thirdEnd - third == 8 && line.get(third + 7) != '0';
            if (newer && transaction.host.isEmpty()) {
                transaction.requestEvent(AppEvent.HTTP_MISSING_HOST_HEADER);
            }
            return;
        }
        NativeBytes text = fields.text();
        int start = fields.valueStart(i);
        int end = fields.valueEnd(i);
        if (fields.repeated() && fields.nextSame(i) >= 0) {
            transaction.requestEvent(AppEvent.HTTP_HOST_HEADER_AMBIGUOUS);
        }
        if (transaction.host.isEmpty()) {
            authority(transaction, text, start, end, serverPort);
            if (transaction.host.isEmpty()) {
                transaction.requestEvent(AppEvent.HTTP_HEADER_HOST_INVALID);
            }
        } else if (!sameHost(transaction.host, text, start, end)) {
            transaction.requestEvent(AppEvent.HTTP_HOST_HEADER_AMBIGUOUS);
        }
    }

    /** Schemes of {@code Authorization} that servers know. */
    static void checkAuthorization(HttpTransaction transaction, int field) {
        HttpFields fields = transaction.request.fields;
        int start = fields.valueStart(field);
        int end = Math.min(fields.valueEnd(field), start + 10);
        NativeBytes text = fields.text();
        boolean known = Ascii.containsIgnoringCaseAndNul(text, start, Math.min(end, start + 5), "basic")
                || Ascii.containsIgnoringCaseAndNul(text, start, Math.min(end, start + 6), "digest")
                || Ascii.containsIgnoringCaseAndNul(text, start, Math.min(end, start + 6), "bearer");
        if (!known) {
            transaction.requestEvent(AppEvent.HTTP_REQUEST_AUTH_UNRECOGNIZED);
        }
    }

    /** {@code [user@]host[:port]}. */
    static void authority(HttpTransaction transaction, NativeBytes in, int start, int end, int serverPort) {
        int host = start;
        for (int i = start; i < end; i++) {
            if (in.get(i) == '@') {
                host = i + 1;
            }
        }
        int hostEnd = host;
        if (host < end && in.get(host) == '[') {
            hostEnd = Math.min(end, find(in, host, end, ']') + 1);
        } else {
            hostEnd = find(in, host, end, ':');
        }
        if (hostEnd < end && in.get(hostEnd) == ':') {
            port(transaction, in, hostEnd + 1, end, serverPort);
        }
        transaction.rawHost.clear();
        transaction.rawHost.append(in.memory(), in.offset() + start, end - start);
        int last = hostEnd;
        while (last > host && in.get(last - 1) == '.') {
            last--;
        }
        transaction.host.clear();
        boolean valid = true;
        for (int i = host; i < last; i++) {
            byte b = in.get(i);
            valid &= b > ' ' && b != '/' && b != 0x7F;
            transaction.host.append(Ascii.lower(b));
        }
        if (!valid) {
            transaction.requestEvent(AppEvent.HTTP_URI_HOST_INVALID);
        }
    }

    private static void port(HttpTransaction transaction, NativeBytes in, int start, int end, int serverPort) {
        long port = Ascii.firstNumber(in, start, end);
        if (port < 1 || port > 65_535) {
            transaction.requestEvent(AppEvent.HTTP_INVALID_SERVER_PORT_IN_REQUEST);
            return;
        }
        transaction.hostPort = (int) port;
        if (port != serverPort) {
            transaction.requestEvent(AppEvent.HTTP_REQUEST_SERVER_PORT_TCP_PORT_MISMATCH);
        }
    }

    private static boolean sameHost(NativeBytes host, NativeBytes text, int start, int end) {
        int i = 0;
        int at = start;
        while (i < host.length() && at < end && Ascii.lower(text.get(at)) == host.get(i)) {
            i++;
            at++;
        }
        return i == host.length() && (at == end || text.get(at) == ':' || text.get(at) == '.');
    }

    /** Where the authority begins behind {@code scheme://}, or 0 when the target has none. */
    private static int schemeEnd(NativeBytes line, int start, int end) {
        int i = start;
        while (i < end && i - start < 16 && Ascii.isLetter(line.get(i))) {
            i++;
        }
        boolean scheme = i > start && i + 2 < end && line.get(i) == ':' && line.get(i + 1) == '/'
                && line.get(i + 2) == '/';
        return scheme ? i + 3 : 0;
    }

    private static int find(NativeBytes bytes, int start, int end, char wanted) {
        int i = start;
        while (i < end && bytes.get(i) != wanted) {
            i++;
        }
        return i;
    }
}
