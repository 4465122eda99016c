package org.sluice.dataplane.app.nfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sluice.dataplane.app.Conversation;
import org.sluice.dataplane.app.Conversation.Seen;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

class NfsParserTest {
    private static final String HANDLE = "0123456789abcdef0123456789abcdef";

    private final Conversation conversation = new Conversation().serverPort(2049);

    @AfterEach
    void close() {
        conversation.close();
    }

    /** Numbers in four bytes, text as opaque data, byte arrays as they are. */
    private static byte[] xdr(Object... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Object part : parts) {
            switch (part) {
                case Integer number -> out.writeBytes(ByteBuffer.allocate(4).putInt(number).array());
                case Long number -> out.writeBytes(ByteBuffer.allocate(8).putLong(number).array());
                case String text -> {
                    out.writeBytes(ByteBuffer.allocate(4).putInt(text.length()).array());
                    out.writeBytes(Arrays.copyOf(text.getBytes(StandardCharsets.ISO_8859_1), text.length() + 3 & ~3));
                }
                case byte[] bytes -> out.writeBytes(bytes);
                default -> throw new IllegalArgumentException(part.toString());
            }
        }
        return out.toByteArray();
    }

    private static byte[] call(int xid, int version, int procedure, Object... arguments) {
        byte[] login = xdr(7, "host", 1000, 100, 0);
        return xdr(xid, 0, 2, 100_003, version, procedure, 1, login.length, login, 0, 0, xdr(arguments));
    }

    private static byte[] reply(int xid, Object... results) {
        return xdr(xid, 1, 0, 0, 0, 0, xdr(results));
    }

    private static byte[] record(byte[] message) {
        return xdr(0x8000_0000 | message.length, message);
    }

    @Test
    void shouldNameFilesByTheirHandlesAndShowWhoCalls() {
        conversation.overUdp().send(0, call(1, 3, 3, "dir.", "name")).send(1, reply(1, 0, HANDLE, 0, 0))
                .send(0, call(2, 3, 1, HANDLE)).send(1, reply(2, 0));

        List<Seen> seen = conversation.finish();
        assertEquals("{\"rpc\":{\"xid\":2,\"status\":\"ACCEPTED\",\"auth_type\":\"UNIX\",\"creds\":{\"machine_name\":\"host\","
                + "\"uid\":1000,\"gid\":100}},\"nfs\":{\"version\":3,\"procedure\":\"GETATTR\",\"filename\":\"name\","
                + "\"hhash\":\"81f8c9b5\",\"id\":2,\"file_tx\":false,\"type\":\"response\",\"status\":\"OK\"}}",
                seen.get(1).metadata().replaceAll("\"hhash\":\"[0-9a-f]{8}\"", "\"hhash\":\"81f8c9b5\""));
        assertEquals("3", seen.get(0).buffers().get("NFS_PROCEDURE>"));
        assertEquals("3", seen.get(0).buffers().get("NFS_VERSION>"));
    }

    @Test
    void shouldGiveTheFilesThatCallsReadAndWrite() {
        conversation.send(0, record(call(1, 3, 8, "dir.", "file"))).send(1, record(reply(1, 0, 1, HANDLE)))
                .send(0, record(call(2, 3, 7, HANDLE, 0L, 5, 2, "hello")))
                .send(0, record(call(3, 3, 7, HANDLE, 5L, 6, 2, " world")))
                .send(0, record(call(4, 3, 21, HANDLE, 0L, 0)))
                .send(0, record(call(5, 3, 6, HANDLE, 0L, 4096)))
                .send(1, record(reply(5, 0, 0, 11, 1, "hello world")));

        List<Seen> files = conversation.finish().stream().filter(s -> s.get(Buffer.FILE_DATA) != null).toList();
        assertEquals("hello world", files.get(0).get(Buffer.FILE_DATA, 0));
        assertEquals("file", files.get(0).get(Buffer.FILE_NAME, 0));
        assertEquals("hello world", files.get(1).get(Buffer.FILE_DATA, 1));
        assertTrue(files.get(1).metadata().contains("\"state\":\"CLOSED\""));
    }

    @Test
    void shouldFollowAFileWhoseMessagesAreLongerThanWhatIsKept() {
        String large = "x".repeat(100_000) + "end";
        byte[] write = record(call(1, 3, 7, HANDLE, 0L, large.length(), 2, large));
        for (int at = 0; at < write.length; at += 1400) {
            conversation.send(0, Arrays.copyOfRange(write, at, Math.min(write.length, at + 1400)));
        }
        conversation.send(0, record(call(2, 3, 21, HANDLE, 0L, 0)));

        Seen file = conversation.finish().stream().filter(s -> s.get(Buffer.FILE_DATA) != null).findFirst().orElseThrow();
        String size = file.get(Buffer.FILE_SIZE, 0);
        assertEquals(large.length(), ByteBuffer.wrap(size.getBytes(StandardCharsets.ISO_8859_1)).getLong());
    }

    @Test
    void shouldPutTheFragmentsOfARecordTogether() {
        byte[] message = call(1, 3, 14, "from", "a", "to.d", "b");
        conversation.send(0, record(call(9, 3, 0)))
                .send(0, xdr(20, Arrays.copyOf(message, 20), 0x8000_0000 | message.length - 20,
                        Arrays.copyOfRange(message, 20, message.length)));

        assertTrue(conversation.finish().get(1).metadata().contains("\"rename\":{\"from\":\"a\",\"to\":\"b\"}"));
    }

    @Test
    void shouldReadOldCallsWhoseHandlesHaveNoLength() {
        byte[] handle = HANDLE.getBytes(StandardCharsets.ISO_8859_1);
        conversation.overUdp().send(0, call(1, 2, 4, handle, "old")).send(1, reply(1, 0, handle, new byte[68]))
                .send(0, call(2, 2, 6, handle, 0, 4096, 0)).send(1, reply(2, 0, new byte[68], "contents"));

        List<Seen> seen = conversation.finish();
        assertEquals("contents", seen.get(1).get(Buffer.FILE_DATA, 1));
        assertEquals("old", seen.get(1).get(Buffer.FILE_NAME, 1));
        assertEquals("6", seen.get(1).buffers().get("NFS_PROCEDURE>"));
    }

    @Test
    void shouldGiveWhatCompoundCallsWriteReadAndRemove() {
        byte[] state = new byte[16];
        conversation.send(0, record(call(1, 4, 1, "", 0, 4, 24, 15, "dir", 18, 0, 1, 0, 0L, "owner", 0, 0, "file", 10)))
                .send(1, record(reply(1, 0, "", 4, 24, 0, 15, 0, 18, 0, state, new byte[20], 0, 0, 0, 10, 0, HANDLE)))
                .send(0, record(call(2, 4, 1, "", 0, 2, 22, HANDLE, 38, state, 0L, 2, "written")))
                .send(0, record(call(3, 4, 1, "", 0, 2, 22, HANDLE, 25, state, 0L, 4096)))
                .send(1, record(reply(3, 0, "", 2, 22, 0, 25, 0, 1, "read")))
                .send(0, record(call(4, 4, 1, "", 0, 2, 22, HANDLE, 28, "gone")));

        List<Seen> seen = conversation.finish();
        assertEquals(3, seen.size());
        Seen written = seen.stream().filter(s -> s.get(Buffer.FILE_DATA, 0) != null).findFirst().orElseThrow();
        assertEquals("written", written.get(Buffer.FILE_DATA));
        assertEquals("file", written.get(Buffer.FILE_NAME));
        Seen read = seen.stream().filter(s -> s.get(Buffer.FILE_DATA, 1) != null).findFirst().orElseThrow();
        assertEquals("read", read.get(Buffer.FILE_DATA));
        assertTrue(seen.stream().anyMatch(s -> s.metadata().contains("\"procedure\":\"REMOVE\",\"filename\":\"gone\"")));
    }

    @Test
    void shouldSayWhatIsMalformed() {
        conversation.overUdp().send(0, call(1, 3, 0)).send(0, call(2, 3, 7, HANDLE)).send(0, call(3, 9, 1));

        List<String> events = conversation.finish().stream().flatMap(s -> s.events().stream()).toList();
        assertEquals(AppProtocol.NFS.ruleName(), conversation.ended().getFirst().protocol());
        assertEquals(List.of("nfs.malformed_data", "nfs.non_existing_version"), events);
    }

    @Test
    void shouldMarkTheFramesOfACall() {
        for (Buffer kind : List.of(Buffer.FRAME_NFS_RPC_HDR, Buffer.FRAME_NFS_RPC_CREDS, Buffer.FRAME_NFS_NFS_PDU)) {
            conversation.layer().frames().want(kind);
        }
        conversation.send(0, record(call(1, 3, 1, HANDLE)));

        List<Seen> seen = conversation.finish();
        assertEquals("\200\0\0\144\0\0\0\1\0\0\0\0\0\0\0\2\0\1\206\243\0\0\0\3\0\0\0\1",
                frame(seen, Buffer.FRAME_NFS_RPC_HDR));
        assertEquals("\0\0\0\1\0\0\0\30\0\0\0\7\0\0\0\4host\0\0\3\350\0\0\0\144\0\0\0\0",
                frame(seen, Buffer.FRAME_NFS_RPC_CREDS));
        assertEquals("\0\0\0\40" + HANDLE, frame(seen, Buffer.FRAME_NFS_NFS_PDU));
    }

    private static String frame(List<Seen> seen, Buffer kind) {
        return seen.stream().map(s -> s.get(kind, 0)).filter(java.util.Objects::nonNull).findFirst().orElseThrow();
    }
}
