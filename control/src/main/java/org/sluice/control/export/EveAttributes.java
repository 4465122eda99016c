package org.sluice.control.export;

import com.fasterxml.jackson.core.JsonGenerator;
import org.agrona.DirectBuffer;
import org.sluice.dataplane.contract.AttributeKind;
import org.sluice.dataplane.contract.AttributeReader;
import org.sluice.dataplane.contract.EventType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;

/**
 * Prints the attributes of an event: members of objects that the event has anyway go there, the rest to the top level.
 */
final class EveAttributes {
    private static final int ETHERNET = 1;
    private static final int ETHERNET_HEADER_LENGTH = 14;

    private final EveContext context;
    private final AttributeReader reader = new AttributeReader();
    private final Printable printable = new Printable();
    private final Set<String> merged = new HashSet<>();
    private DirectBuffer buffer;
    private int offset;
    private int length;
    private EventType type;

    EveAttributes(final EveContext context) {
        this.context = context;
    }

    void wrap(final DirectBuffer buffer, final int offset, final int length, final EventType type) {
        this.buffer = buffer;
        this.offset = offset;
        this.length = length;
        this.type = type;
        merged.clear();
    }

    /** Into the object of that name, which is open. */
    void writeMembersOf(final String name, final JsonGenerator out) throws IOException {
        merged.add(name);
        reader.wrap(buffer, offset, length, type);
        while (reader.next()) {
            if (reader.kind() == AttributeKind.OBJECT && reader.keyIs(name)) {
                writeChildren(out);
            } else {
                skip();
            }
        }
    }

    /** Everything else, at the top level. */
    void writeRest(final JsonGenerator out, final boolean etherFromPacket) throws IOException {
        boolean ether = !etherFromPacket || !context.ethernet();
        reader.wrap(buffer, offset, length, type);
        while (reader.next()) {
            switch (reader.kind()) {
                case PACKET -> {
                    if (!ether) {
                        ether = writeEther(out);
                    }
                    writePacket(out);
                }
                case PAYLOAD -> writePayload(out);
                case OBJECT -> {
                    final boolean isEther = reader.keyIs("ether");
                    if (merged.contains(reader.key()) || isEther && (ether && etherFromPacket || !context.ethernet())) {
                        reader.skipChildren();
                    } else {
                        ether |= isEther;
                        writeValue(out, true);
                    }
                }
                default -> writeValue(out, true);
            }
        }
    }

    private void skip() {
        if (reader.kind() == AttributeKind.OBJECT || reader.kind() == AttributeKind.ARRAY) {
            reader.skipChildren();
        }
    }

    private void writeChildren(final JsonGenerator out) throws IOException {
        while (reader.next() && reader.kind() != AttributeKind.END) {
            writeValue(out, true);
        }
    }

    private void writeValue(final JsonGenerator out, final boolean named) throws IOException {
        if (named && reader.kind() != AttributeKind.END) {
            out.writeFieldName(reader.key());
        }
        switch (reader.kind()) {
            case STRING -> out.writeString(printable.text(reader.bytes()));
            case BASE64 -> out.writeBinary(reader.bytes());
            case HEX -> out.writeString(HexFormat.of().formatHex(reader.bytes()));
            case LONG -> out.writeNumber(reader.number());
            case DOUBLE -> out.writeNumber(reader.real());
            case BOOLEAN -> out.writeBoolean(reader.bool());
            case ADDRESS -> out.writeString(AddressText.ip(reader.bytes()));
            case MAC -> out.writeString(AddressText.mac(reader.bytes(), 0));
            case JSON -> out.writeRawValue(new String(reader.bytes(), StandardCharsets.UTF_8));
            case PACKET, PAYLOAD -> out.writeBinary(reader.bytes());
            case OBJECT -> {
                out.writeStartObject();
                writeChildren(out);
                out.writeEndObject();
            }
            case ARRAY -> {
                out.writeStartArray();
                while (reader.next() && reader.kind() != AttributeKind.END) {
                    writeValue(out, false);
                }
                out.writeEndArray();
            }
            case END -> { }
        }
    }

    private boolean writeEther(final JsonGenerator out) throws IOException {
        final byte[] bytes = reader.bytes();
        if (reader.linkType() != ETHERNET || bytes.length < ETHERNET_HEADER_LENGTH) {
            return false;
        }
        out.writeObjectFieldStart("ether");
        out.writeStringField("src_mac", AddressText.mac(bytes, 6));
        out.writeStringField("dest_mac", AddressText.mac(bytes, 0));
        out.writeEndObject();
        return true;
    }

    private void writePacket(final JsonGenerator out) throws IOException {
        if (!context.packet()) {
            return;
        }
        out.writeBinaryField("packet", reader.bytes());
        out.writeObjectFieldStart("packet_info");
        out.writeNumberField("linktype", reader.linkType());
        out.writeStringField("linktype_name", LinkTypes.of(reader.linkType()));
        out.writeEndObject();
    }

    private void writePayload(final JsonGenerator out) throws IOException {
        final byte[] bytes = reader.bytes();
        if (context.payload()) {
            out.writeBinaryField("payload", bytes);
        }
        if (context.payloadPrintable()) {
            out.writeStringField("payload_printable", Printable.lossy(bytes));
        }
        if (context.payloadLength()) {
            out.writeNumberField("payload_length", reader.wholeLength());
        }
    }
}
