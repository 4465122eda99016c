package org.sluice.dataplane.app.sip;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AttributeSink;
import org.sluice.dataplane.app.BufferSlice;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.app.Transaction;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppEvent;
import org.sluice.rules.image.AppField;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/** One message: its first line, the fields rules ask for, the first of each kind. */
final class SipTransaction extends Transaction {
    private static final int TEXT_LIMIT = 8192;

    final NativeBytes line;
    /** Field values, one behind the other. */
    private final NativeBytes values;
    private final SdpBody sdp;
    private final int[] start = new int[SipField.COUNT];
    private final int[] length = new int[SipField.COUNT];
    private boolean response;
    private int firstEnd;
    private int secondStart;
    private int secondEnd;
    private int thirdStart;
    private int direction;

    SipTransaction(AppRuntime runtime) {
        line = runtime.bytes(TEXT_LIMIT);
        values = runtime.bytes(TEXT_LIMIT);
        sdp = new SdpBody(runtime);
    }

    @Override
    public AppProtocol protocol() {
        return AppProtocol.SIP;
    }

    @Override
    public boolean buffer(Buffer buffer, int inDirection, int instance, BufferSlice out) {
        if (inDirection != direction || progress(inDirection) < readyAt(buffer, inDirection)) {
            return false;
        }
        return instance == 0 && single(buffer, out) || sdp.value(buffer, instance, out);
    }

    private boolean single(Buffer buffer, BufferSlice out) {
        return switch (buffer) {
            case SIP_METHOD -> !response && part(0, firstEnd, out);
            case SIP_URI -> !response && part(secondStart, secondEnd, out);
            case SIP_PROTOCOL -> response ? part(0, firstEnd, out) : part(thirdStart, line.length(), out);
            case SIP_REQUEST_LINE -> !response && part(0, line.length(), out);
            case SIP_RESPONSE_LINE -> response && part(0, line.length(), out);
            case SIP_STAT_CODE -> response && part(secondStart, secondEnd, out);
            case SIP_STAT_MSG -> response && part(thirdStart, line.length(), out);
            case SIP_FROM -> value(SipField.FROM, out);
            case SIP_TO -> value(SipField.TO, out);
            case SIP_VIA -> value(SipField.VIA, out);
            case SIP_USER_AGENT -> value(SipField.USER_AGENT, out);
            case SIP_CONTENT_TYPE -> value(SipField.CONTENT_TYPE, out);
            case SIP_CONTENT_LENGTH -> value(SipField.CONTENT_LENGTH, out);
            default -> false;
        };
    }

    @Override
    public int readyAt(Buffer buffer, int inDirection) {
        return buffer.protocol() == AppProtocol.SIP ? END : NEVER;
    }

    @Override
    public long integer(AppField field, int inDirection, int instance) {
        return ABSENT;
    }

    @Override
    public void writeMetadata(AttributeSink sink) {
        sink.beginObject("sip");
        if (response) {
            text(sink, "version", 0, firstEnd);
            text(sink, "code", secondStart, secondEnd);
            text(sink, "reason", thirdStart, line.length());
            text(sink, "response_line", 0, line.length());
        } else {
            text(sink, "method", 0, firstEnd);
            text(sink, "uri", secondStart, secondEnd);
            text(sink, "version", thirdStart, line.length());
            text(sink, "request_line", 0, line.length());
        }
        sink.endObject();
    }

    @Override
    protected void reset() {
        line.release();
        values.release();
        sdp.release();
        java.util.Arrays.fill(length, 0);
        response = false;
        firstEnd = 0;
        secondStart = 0;
        secondEnd = 0;
        thirdStart = 0;
    }

    void begin(int inDirection) {
        direction = inDirection;
        skip(inDirection ^ 1);
        advance(inDirection, 1);
    }

    /** Three parts, blanks between; a response begins with its version. */
    void firstLine(NativeBytes text) {
        line.append(text);
        int end = line.length();
        response = end > 4 && line.get(0) == 'S' && line.get(1) == 'I' && line.get(2) == 'P' && line.get(3) == '/';
        firstEnd = blank(0, end);
        secondStart = Math.min(end, firstEnd + 1);
        secondEnd = blank(secondStart, end);
        thirdStart = Math.min(end, secondEnd + 1);
        if (thirdStart == end) {
            raise(direction, AppEvent.SIP_INVALID_DATA);
        }
    }

    /** A header field's line; the first of each kind is kept. Returns the field, or null. */
    SipField field(NativeBytes text) {
        int colon = 0;
        while (colon < text.length() && text.get(colon) != ':') {
            colon++;
        }
        int nameEnd = colon;
        while (nameEnd > 0 && isBlank(text.get(nameEnd - 1))) {
            nameEnd--;
        }
        SipField field = colon == text.length() ? null : SipField.byName(text, nameEnd);
        if (field == null || length[field.ordinal()] > 0) {
            return null;
        }
        int from = colon + 1;
        while (from < text.length() && isBlank(text.get(from))) {
            from++;
        }
        start[field.ordinal()] = values.length();
        length[field.ordinal()] = values.append(text.memory(), text.offset() + from, text.length() - from);
        return field;
    }

    /** Value of {@code Content-Length}, 0 when there is none. */
    int contentLength() {
        int at = start[SipField.CONTENT_LENGTH.ordinal()];
        int end = at + length[SipField.CONTENT_LENGTH.ordinal()];
        int value = 0;
        while (at < end && values.get(at) >= '0' && values.get(at) <= '9' && value < 100_000_000) {
            value = value * 10 + values.get(at++) - '0';
        }
        return value;
    }

    boolean saysContentLength() {
        return length[SipField.CONTENT_LENGTH.ordinal()] > 0;
    }

    /** Bytes of the body. */
    void body(MemorySegment memory, long offset, int count) {
        if (describesSession()) {
            sdp.append(memory, offset, count);
        }
    }

    private boolean describesSession() {
        String type = "application/sdp";
        int from = start[SipField.CONTENT_TYPE.ordinal()];
        boolean same = length[SipField.CONTENT_TYPE.ordinal()] >= type.length();
        for (int i = 0; i < type.length() && same; i++) {
            same = (values.get(from + i) | 0x20) == (type.charAt(i) | 0x20);
        }
        return same;
    }

    void ends() {
        sdp.read();
        advance(direction, END);
    }

    boolean toServer() {
        return direction == Packet.TO_SERVER;
    }

    private int blank(int from, int end) {
        int i = from;
        while (i < end && line.get(i) != ' ') {
            i++;
        }
        return i;
    }

    private boolean part(int from, int to, BufferSlice out) {
        return to > from && out.set(line.memory(), line.offset() + from, to - from);
    }

    private boolean value(SipField field, BufferSlice out) {
        int i = field.ordinal();
        return length[i] > 0 && out.set(values.memory(), values.offset() + start[i], length[i]);
    }

    private void text(AttributeSink sink, String key, int from, int to) {
        if (to > from) {
            sink.text(key, line.memory(), line.offset() + from, to - from);
        }
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }
}
