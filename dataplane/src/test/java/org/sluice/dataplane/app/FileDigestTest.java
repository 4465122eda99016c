package org.sluice.dataplane.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.sluice.dataplane.app.Conversation.Seen;
import org.sluice.rules.image.Buffer;

class FileDigestTest {
    private static final String FILE = "a file's bytes";

    private static String digest(String algorithm, String text) throws Exception {
        return new String(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.ISO_8859_1)),
                StandardCharsets.ISO_8859_1);
    }

    private static Seen download(Conversation conversation, String response) {
        conversation.client("GET /f HTTP/1.1\r\nHost: h\r\n\r\n");
        for (char c : response.toCharArray()) {
            conversation.server(String.valueOf(c));
        }
        return conversation.finish().getFirst();
    }

    @Test
    void shouldDigestAFileThatCameByteByByte() throws Exception {
        try (Conversation conversation = new Conversation()) {
            conversation.layer().digests().want(Buffer.FILE_MD5);
            conversation.layer().digests().want(Buffer.FILE_SHA1);

            Seen seen = download(conversation, "HTTP/1.1 200 OK\r\nContent-Length: 14\r\n\r\n" + FILE);

            assertEquals(digest("MD5", FILE), seen.get(Buffer.FILE_MD5));
            assertEquals(digest("SHA-1", FILE), seen.get(Buffer.FILE_SHA1));
            assertNull(seen.get(Buffer.FILE_SHA256));
            assertTrue(seen.metadata().contains("\"md5\":\"" + HexFormat.of().formatHex(
                    MessageDigest.getInstance("MD5").digest(FILE.getBytes(StandardCharsets.ISO_8859_1)))), seen::metadata);
        }
    }

    @Test
    void shouldDigestNothingThatNobodyAsksFor() {
        try (Conversation conversation = new Conversation()) {
            Seen seen = download(conversation, "HTTP/1.1 200 OK\r\nContent-Length: 14\r\n\r\n" + FILE);

            assertNull(seen.get(Buffer.FILE_MD5));
        }
    }

    @Test
    void shouldGiveNoDigestOfAFileThatWasCutShort() {
        try (Conversation conversation = new Conversation()) {
            conversation.layer().digests().want(Buffer.FILE_MD5);

            Seen seen = download(conversation, "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n" + FILE);

            assertNull(seen.get(Buffer.FILE_MD5));
            assertTrue(seen.metadata().contains("\"state\":\"TRUNCATED\""), seen::metadata);
        }
    }

    @Test
    void shouldGiveNoDigestOfAFileThatLostBytes() {
        try (Conversation conversation = new Conversation()) {
            conversation.layer().digests().want(Buffer.FILE_MD5);
            conversation.client("GET /f HTTP/1.1\r\nHost: h\r\n\r\n")
                    .server("HTTP/1.1 200 OK\r\nContent-Length: 14\r\n\r\na file").gap(1, 3).server("bytes");

            Seen seen = conversation.finish().getFirst();

            assertNull(seen.get(Buffer.FILE_MD5));
            assertTrue(seen.metadata().contains("\"gaps\":true"), seen::metadata);
        }
    }

    @Test
    void shouldDigestMoreThanIsInspected() throws Exception {
        String large = "0123456789".repeat(100);
        try (Conversation conversation = new Conversation(new AppSettings().responseBodyLimit(64))) {
            conversation.layer().digests().want(Buffer.FILE_SHA256);

            Seen seen = download(conversation, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + large);

            assertEquals(digest("SHA-256", large), seen.get(Buffer.FILE_SHA256));
        }
    }

    @Test
    void shouldAllocateNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().threadId();
        try (Arena arena = Arena.ofConfined()) {
            AppRuntime runtime = new AppRuntime(new AppSettings().memcap(1 << 20), arena);
            runtime.digests().want(Buffer.FILE_MD5);
            runtime.digests().want(Buffer.FILE_SHA1);
            runtime.digests().want(Buffer.FILE_SHA256);
            MemorySegment bytes = arena.allocate(5000);
            BufferSlice slice = new BufferSlice();
            digestOften(runtime, bytes, slice);

            long before = threads.getThreadAllocatedBytes(thread);
            int found = digestOften(runtime, bytes, slice);
            long allocated = threads.getThreadAllocatedBytes(thread) - before;

            assertEquals(5000, found);
            assertTrue(allocated < 5000, () -> allocated + " bytes for 5000 files");
        }
    }

    private static int digestOften(AppRuntime runtime, MemorySegment bytes, BufferSlice slice) {
        int found = 0;
        for (int i = 0; i < 5000; i++) {
            FileDigest digest = runtime.digests().begin();
            digest.update(bytes, 0, (int) bytes.byteSize());
            digest.finish();
            found += digest.slice(Buffer.FILE_SHA256, slice) && slice.memory.get(ValueLayout.JAVA_BYTE, slice.offset) != 0
                    ? 1 : 0;
            digest.release();
        }
        return found;
    }
}
