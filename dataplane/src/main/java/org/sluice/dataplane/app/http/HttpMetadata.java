package org.sluice.dataplane.app.http;

import org.sluice.dataplane.app.AttributeSink;
import org.sluice.dataplane.app.NativeBytes;

/** Writes EVE's {@code http} object. */
final class HttpMetadata {
    private HttpMetadata() {
    }

    static void write(HttpTransaction transaction, AttributeSink sink) {
        sink.beginObject("http");
        writeMembers(transaction, sink);
        sink.endObject();
    }

    /** The members alone, for an object that has others, too. */
    static void writeMembers(HttpTransaction transaction, AttributeSink sink) {
        HttpMessage request = transaction.request;
        HttpMessage response = transaction.response;
        if (!transaction.host.isEmpty()) {
            sink.text("hostname", transaction.host);
        }
        if (transaction.hostPort >= 0) {
            sink.integer("http_port", transaction.hostPort);
        }
        part(sink, "url", request, request.secondStart, request.secondEnd);
        field(sink, "http_user_agent", request, HttpField.USER_AGENT);
        field(sink, "xff", request, HttpField.X_FORWARDED_FOR);
        contentType(sink, response);
        range(sink, response);
        field(sink, "http_refer", request, HttpField.REFERER);
        part(sink, "http_method", request, request.firstStart, request.firstEnd);
        part(sink, "protocol", request, request.thirdStart, request.thirdEnd);
        if (transaction.status > 0) {
            sink.integer("status", transaction.status);
        }
        field(sink, "redirect", response, HttpField.LOCATION);
        sink.integer("length", response.bodyBytes);
    }

    private static void part(AttributeSink sink, String key, HttpMessage message, int start, int end) {
        if (end > start) {
            sink.text(key, message.line.memory(), message.line.offset() + start, end - start);
        }
    }

    private static void field(AttributeSink sink, String key, HttpMessage message, HttpField field) {
        int i = message.fields.indexOf(field);
        if (i >= 0) {
            NativeBytes text = message.fields.text();
            int start = message.fields.valueStart(i);
            sink.text(key, text.memory(), text.offset() + start, message.fields.valueEnd(i) - start);
        }
    }

    /** The media type without its parameters. */
    private static void contentType(AttributeSink sink, HttpMessage response) {
        int i = response.fields.indexOf(HttpField.CONTENT_TYPE);
        if (i < 0) {
            return;
        }
        NativeBytes text = response.fields.text();
        int start = response.fields.valueStart(i);
        int end = start;
        while (end < response.fields.valueEnd(i) && text.get(end) != ';') {
            end++;
        }
        sink.text("http_content_type", text.memory(), text.offset() + start, end - start);
    }

    /** {@code Content-Range: bytes 0-67/68} (RFC 9110, 14.4). */
    private static void range(AttributeSink sink, HttpMessage response) {
        int i = response.fields.indexOf(HttpField.CONTENT_RANGE);
        if (i < 0) {
            return;
        }
        NativeBytes text = response.fields.text();
        int start = response.fields.valueStart(i);
        int end = response.fields.valueEnd(i);
        sink.beginObject("content_range");
        sink.text("raw", text.memory(), text.offset() + start, end - start);
        int dash = position(text, start, end, '-');
        int slash = position(text, start, end, '/');
        if (dash < slash && slash < end) {
            number(sink, "start", text, start, dash);
            number(sink, "end", text, dash, slash);
            number(sink, "size", text, slash, end);
        }
        sink.endObject();
    }

    private static void number(AttributeSink sink, String key, NativeBytes text, int start, int end) {
        long value = Ascii.firstNumber(text, start, end);
        if (value >= 0) {
            sink.integer(key, value);
        }
    }

    private static int position(NativeBytes text, int start, int end, char wanted) {
        int i = start;
        while (i < end && text.get(i) != wanted) {
            i++;
        }
        return i;
    }
}
