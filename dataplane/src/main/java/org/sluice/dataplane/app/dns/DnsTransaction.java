package org.sluice.dataplane.app.dns;

import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AttributeSink;
import org.sluice.dataplane.app.BufferSlice;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.app.Transaction;
import org.sluice.rules.image.AppEvent;
import org.sluice.rules.image.AppField;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/** One message. Its own direction carries it; the other has nothing. */
final class DnsTransaction extends Transaction {
    final DnsMessage message;
    /** Text made for metadata. */
    final NativeBytes scratch;
    private int direction;

    DnsTransaction(AppRuntime runtime) {
        message = new DnsMessage(runtime);
        scratch = runtime.bytes(4096);
    }

    @Override
    public AppProtocol protocol() {
        return AppProtocol.DNS;
    }

    @Override
    public boolean buffer(Buffer buffer, int inDirection, int instance, BufferSlice out) {
        if (inDirection != direction || readyAt(buffer, inDirection) == NEVER) {
            return false;
        }
        return switch (buffer) {
            case DNS_QUERY -> !message.isResponse() && name(DnsMessage.QUESTION, instance, out);
            case DNS_QUERY_NAME, DNS_QUERIES_RRNAME -> name(DnsMessage.QUESTION, instance, out);
            case DNS_ANSWER_NAME, DNS_ANSWERS_RRNAME -> name(DnsMessage.ANSWER, instance, out);
            case DNS_AUTHORITIES_RRNAME -> name(DnsMessage.AUTHORITY, instance, out);
            case DNS_ADDITIONALS_RRNAME -> name(DnsMessage.ADDITIONAL, instance, out);
            case DNS_RESPONSE_RRNAME -> message.isResponse() && anyName(instance, out);
            default -> false;
        };
    }

    @Override
    public int readyAt(Buffer buffer, int inDirection) {
        return buffer.protocol() == AppProtocol.DNS ? END : NEVER;
    }

    @Override
    public long integer(AppField field, int inDirection, int instance) {
        if (inDirection != direction) {
            return ABSENT;
        }
        return switch (field) {
            case DNS_OPCODE -> instance == 0 ? message.opcode() : ABSENT;
            case DNS_RCODE -> instance == 0 && message.isResponse() ? message.rcode() : ABSENT;
            case DNS_RRTYPE -> instance < message.records() ? message.type(instance) : ABSENT;
            default -> ABSENT;
        };
    }

    @Override
    public void writeMetadata(AttributeSink sink) {
        DnsMetadata.write(this, sink);
    }

    @Override
    protected void reset() {
        message.release();
        scratch.release();
    }

    /** The message is in: nothing more will come. */
    void filled(int inDirection) {
        direction = inDirection;
        skip(inDirection ^ 1);
        advance(inDirection, END);
    }

    void event(AppEvent event) {
        raise(direction, event);
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
