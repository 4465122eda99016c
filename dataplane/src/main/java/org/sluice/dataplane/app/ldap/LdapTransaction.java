package org.sluice.dataplane.app.ldap;

import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AttributeSink;
import org.sluice.dataplane.app.TabledTransaction;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppField;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/** A request with its responses. */
final class LdapTransaction extends TabledTransaction {
    private static final int RESPONSES = 32;

    long messageId;
    int responses;
    boolean startsTls;
    /** By response: how many names and attributes it brought. */
    final byte[] names = new byte[RESPONSES];
    final byte[] attributes = new byte[RESPONSES];

    LdapTransaction(AppRuntime runtime) {
        super(runtime, AppProtocol.LDAP, 16 * 1024);
    }

    /** Begins a response; index of it, or the last one that is kept. */
    int beginResponse() {
        int index = Math.min(responses++, RESPONSES - 1);
        names[index] = 0;
        attributes[index] = 0;
        return index;
    }

    @Override
    public long integer(AppField field, int direction, int instance) {
        if (field == AppField.LDAP_RESPONSES_COUNT) {
            return direction == Packet.TO_CLIENT && instance == 0 ? responses : ABSENT;
        }
        return super.integer(field, direction, instance);
    }

    @Override
    public void writeMetadata(AttributeSink sink) {
        sink.beginObject("ldap");
        sink.integer("message_id", messageId);
        long request = integer(AppField.LDAP_REQUEST_OPERATION, Packet.TO_SERVER, 0);
        if (request != ABSENT) {
            sink.beginObject("request");
            String name = LdapOperations.name((int) request);
            sink.text("operation", name);
            sink.beginObject(name);
            text(sink, request == LdapOperations.SEARCH ? "base_object" : "name", Buffer.LDAP_REQUEST_DN, Packet.TO_SERVER,
                    0);
            if (has(Buffer.LDAP_REQUEST_ATTRIBUTE_TYPE, Packet.TO_SERVER, 0)) {
                sink.beginArray("attributes");
                for (int i = 0; has(Buffer.LDAP_REQUEST_ATTRIBUTE_TYPE, Packet.TO_SERVER, i); i++) {
                    text(sink, null, Buffer.LDAP_REQUEST_ATTRIBUTE_TYPE, Packet.TO_SERVER, i);
                }
                sink.endArray();
            }
            sink.endObject();
            sink.endObject();
        }
        if (responses > 0) {
            sink.beginArray("responses");
            writeResponses(sink);
            sink.endArray();
        }
        sink.endObject();
    }

    private void writeResponses(AttributeSink sink) {
        int dn = 0;
        int attribute = 0;
        int result = 0;
        for (int i = 0; i < Math.min(responses, RESPONSES); i++) {
            long operation = integer(AppField.LDAP_RESPONSES_OPERATION, Packet.TO_CLIENT, i);
            if (operation == ABSENT) {
                return;
            }
            String name = LdapOperations.name((int) operation);
            boolean entry = operation == LdapOperations.ENTRY;
            sink.beginObject(null);
            sink.text("operation", name);
            sink.beginObject(name);
            if (names[i] > 0) {
                text(sink, entry ? "base_object" : "matched_dn", Buffer.LDAP_RESPONSES_DN, Packet.TO_CLIENT, dn++);
            }
            if (!LdapOperations.goesOn((int) operation)) {
                long code = integer(AppField.LDAP_RESPONSES_RESULT_CODE, Packet.TO_CLIENT, result);
                if (code != ABSENT) {
                    sink.integer("result_code", code);
                }
                text(sink, "message", Buffer.LDAP_RESPONSES_MESSAGE, Packet.TO_CLIENT, result++);
            }
            if (attributes[i] > 0) {
                sink.beginArray("attributes");
                for (int a = 0; a < attributes[i]; a++) {
                    sink.beginObject(null);
                    text(sink, "type", Buffer.LDAP_RESPONSES_ATTRIBUTE_TYPE, Packet.TO_CLIENT, attribute++);
                    sink.endObject();
                }
                sink.endArray();
            }
            sink.endObject();
            sink.endObject();
        }
    }

    @Override
    protected void reset() {
        super.reset();
        responses = 0;
        startsTls = false;
    }
}
