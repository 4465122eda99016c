package org.sluice.dataplane.app.dns;

import org.sluice.dataplane.app.AttributeSink;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.app.TextFormat;

/** Writes EVE's {@code dns} object, version 3. */
final class DnsMetadata {
    private static final int QR = 0x8000;
    private static final int AA = 0x0400;
    private static final int TC = 0x0200;
    private static final int RD = 0x0100;
    private static final int RA = 0x0080;
    private static final int Z = 0x0040;

    private DnsMetadata() {
    }

    static void write(DnsContent content, String key, long transactionId, AttributeSink sink) {
        DnsMessage message = content.message;
        sink.beginObject(key);
        sink.integer("version", 3);
        sink.text("type", message.isResponse() ? "response" : "request");
        sink.integer("tx_id", transactionId);
        sink.integer("id", message.id);
        NativeBytes scratch = content.scratch;
        scratch.clear();
        TextFormat.hex(scratch, message.flags);
        sink.text("flags", scratch);
        flag(sink, "qr", message, QR);
        flag(sink, "aa", message, AA);
        flag(sink, "tc", message, TC);
        flag(sink, "rd", message, RD);
        flag(sink, "ra", message, RA);
        flag(sink, "z", message, Z);
        sink.integer("opcode", message.opcode());
        sink.text("rcode", DnsTypes.code(message.rcode()));
        section(content, sink, "queries", DnsMessage.QUESTION);
        section(content, sink, "answers", DnsMessage.ANSWER);
        section(content, sink, "authorities", DnsMessage.AUTHORITY);
        section(content, sink, "additionals", DnsMessage.ADDITIONAL);
        sink.endObject();
    }

    private static void flag(AttributeSink sink, String key, DnsMessage message, int bit) {
        if ((message.flags & bit) != 0) {
            sink.bool(key, true);
        }
    }

    private static void section(DnsContent content, AttributeSink sink, String key, int section) {
        DnsMessage message = content.message;
        if (message.count(section) == 0) {
            return;
        }
        sink.beginArray(key);
        for (int i = 0; i < message.records(); i++) {
            if (message.section(i) == section) {
                sink.beginObject(null);
                sink.text("rrname", message.names.memory(), message.names.offset() + message.nameOffset(i),
                        message.nameLength(i));
                type(content, sink, i);
                if (section != DnsMessage.QUESTION) {
                    sink.integer("ttl", message.ttl(i) & 0xFFFFFFFFL);
                    data(content, sink, i);
                }
                sink.endObject();
            }
        }
        sink.endArray();
    }

    private static void type(DnsContent content, AttributeSink sink, int record) {
        int type = content.message.type(record);
        String name = DnsTypes.name(type);
        if (name != null) {
            sink.text("rrtype", name);
            return;
        }
        NativeBytes scratch = content.scratch;
        scratch.clear();
        scratch.append("TYPE");
        TextFormat.decimal(scratch, type);
        sink.text("rrtype", scratch);
    }

    private static void data(DnsContent content, AttributeSink sink, int record) {
        DnsMessage message = content.message;
        int type = message.type(record);
        int at = message.dataOffset(record);
        int length = message.dataLength(record);
        NativeBytes scratch = content.scratch;
        scratch.clear();
        switch (type) {
            case DnsTypes.A -> {
                if (length == 4) {
                    TextFormat.ipv4(scratch, message.intAt(at));
                    sink.text("rdata", scratch);
                }
            }
            case DnsTypes.AAAA -> {
                if (length == 16) {
                    TextFormat.ipv6(scratch, message.raw.memory(), message.raw.offset() + at);
                    sink.text("rdata", scratch);
                }
            }
            case DnsTypes.TXT -> {
                text(message, at, length, scratch);
                sink.text("rdata", scratch);
            }
            case DnsTypes.NS, DnsTypes.CNAME, DnsTypes.PTR, DnsTypes.MX ->
                sink.text("rdata", message.names.memory(), message.names.offset() + message.dataNameOffset(record),
                        message.dataNameLength(record));
            case DnsTypes.SRV -> {
                if (length >= 6) {
                    sink.beginObject("srv");
                    sink.integer("priority", message.shortAt(at));
                    sink.integer("weight", message.shortAt(at + 2));
                    sink.integer("port", message.shortAt(at + 4));
                    sink.text("name", message.names.memory(), message.names.offset() + message.dataNameOffset(record),
                            message.dataNameLength(record));
                    sink.endObject();
                }
            }
            case DnsTypes.SOA -> {
                sink.beginObject("soa");
                sink.text("mname", message.names.memory(), message.names.offset() + message.dataNameOffset(record),
                        message.dataNameLength(record));
                sink.endObject();
            }
            default -> { }
        }
    }

    /** Character strings one behind the other (RFC 1035, 3.3.14). */
    private static void text(DnsMessage message, int offset, int length, NativeBytes out) {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            int count = Math.min(message.raw.get(at) & 0xFF, end - at - 1);
            out.append(message.raw.memory(), message.raw.offset() + at + 1, count);
            at += 1 + count;
        }
    }
}
