package org.sluice.dataplane.app.dns;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AttributeSink;
import org.sluice.dataplane.app.BufferSlice;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.app.Transaction;
import org.sluice.rules.image.AppField;
import org.sluice.rules.image.Buffer;

/** A message as rules and EVE look at it, whichever protocol carried it: DNS itself, or HTTP (RFC 8484). */
public final class DnsContent {
    final DnsMessage message;
    /** Text made for metadata. */
    final NativeBytes scratch;

    /** Empty. */
    public DnsContent(AppRuntime runtime) {
        message = new DnsMessage(runtime);
        scratch = runtime.bytes(4096);
    }

    /** Reads a message; what can be read of a malformed one is kept. */
    public void read(MemorySegment memory, long offset, int length) {
        message.read(memory, offset, length);
    }

    /** Whether there is no message. */
    public boolean isEmpty() {
        return message.raw.isEmpty();
    }

    /** Points at an instance of a buffer; false when the message has no such. */
    public boolean buffer(Buffer buffer, int instance, BufferSlice out) {
        return switch (buffer) {
            case DNS_QUERY -> !message.isResponse() && name(DnsMessage.QUESTION, instance, out);
            case DNS_QUERY_NAME, DNS_QUERIES_RRNAME, MDNS_QUERIES_RRNAME -> name(DnsMessage.QUESTION, instance, out);
            case DNS_ANSWER_NAME, DNS_ANSWERS_RRNAME, MDNS_ANSWERS_RRNAME -> name(DnsMessage.ANSWER, instance, out);
            case DNS_AUTHORITIES_RRNAME, MDNS_AUTHORITIES_RRNAME -> name(DnsMessage.AUTHORITY, instance, out);
            case DNS_ADDITIONALS_RRNAME, MDNS_ADDITIONALS_RRNAME -> name(DnsMessage.ADDITIONAL, instance, out);
            case DNS_RESPONSE_RRNAME, MDNS_RESPONSE_RRNAME -> message.isResponse() && anyName(instance, out);
            default -> false;
        };
    }

    /** A number of the message, or {@link Transaction#ABSENT}. */
    public long integer(AppField field, int instance) {
        return switch (field) {
            case DNS_OPCODE -> instance == 0 ? message.opcode() : Transaction.ABSENT;
            case DNS_RCODE -> instance == 0 && message.isResponse() ? message.rcode() : Transaction.ABSENT;
            case DNS_RRTYPE -> instance < message.records() ? message.type(instance) : Transaction.ABSENT;
            default -> Transaction.ABSENT;
        };
    }

    /** Writes EVE's {@code dns} object. */
    public void writeMetadata(long transactionId, AttributeSink sink) {
        writeMetadata("dns", transactionId, sink);
    }

    /** Writes that object under another name. */
    void writeMetadata(String key, long transactionId, AttributeSink sink) {
        DnsMetadata.write(this, key, transactionId, sink);
    }

    /** Forgets the message. */
    public void release() {
        message.release();
        scratch.release();
    }

    private boolean name(int section, int instance, BufferSlice out) {
        int left = instance;
        for (int i = 0; i < message.records(); i++) {
            if (message.section(i) == section && left-- == 0) {
                return nameOf(i, out);
            }
        }
        return false;
    }

    /** All names of a response: of each record, then of its data where that holds one. */
    private boolean anyName(int instance, BufferSlice out) {
        int left = instance;
        for (int i = 0; i < message.records(); i++) {
            if (left-- == 0) {
                return nameOf(i, out);
            }
            if (message.dataNameLength(i) > 0 && left-- == 0) {
                return out.set(message.names.memory(), message.names.offset() + message.dataNameOffset(i),
                        message.dataNameLength(i));
            }
        }
        return false;
    }

    private boolean nameOf(int record, BufferSlice out) {
        return out.set(message.names.memory(), message.names.offset() + message.nameOffset(record),
                message.nameLength(record));
    }
}
