package org.sluice.dataplane.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoredFilesTest {
    /** Takes files whole. */
    private static final class Taker implements StoredFiles.Sink {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final List<String> ended = new ArrayList<>();

        @Override
        public void onFileData(StoredFile file, long position, MemorySegment memory, long offset, int length) {
            assertEquals(bytes.size(), position);
            bytes.writeBytes(memory.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE));
        }

        @Override
        public void onFileEnd(StoredFile file, BodyWindow window) {
            ended.add(bytes.toString(StandardCharsets.ISO_8859_1) + (file.isComplete(window) ? "" : " cut"));
            bytes.reset();
        }
    }

    private final Taker taker = new Taker();

    private Conversation conversation(long limit) {
        Conversation conversation = new Conversation(new AppSettings().storedFileLimit(limit));
        conversation.layer().storedFiles().sink(taker);
        return conversation.client("GET /f HTTP/1.1\r\nHost: h\r\n\r\n");
    }

    @Test
    void shouldHandOnWhatCameBeforeAndAfterARuleAsked() {
        try (Conversation conversation = conversation(100)) {
            conversation.server("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n01234");
            conversation.session().transactions().first().storeFiles();
            conversation.server("567").server("89");
            conversation.finish();

            assertEquals(List.of("0123456789"), taker.ended);
        }
    }

    @Test
    void shouldKeepAFileThatBeginsLater() {
        try (Conversation conversation = conversation(100)) {
            conversation.session().transactions().first().storeFiles();
            conversation.server("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc");

            assertEquals(List.of("abc"), taker.ended);
        }
    }

    @Test
    void shouldSayThatAFileIsLongerThanFilesMayBe() {
        try (Conversation conversation = conversation(4)) {
            conversation.session().transactions().first().storeFiles();
            conversation.server("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nabc").server("def");

            assertEquals(List.of("abc cut"), taker.ended);
        }
    }

    @Test
    void shouldSayThatAFileWasCutShort() {
        try (Conversation conversation = conversation(100)) {
            conversation.session().transactions().first().storeFiles();
            conversation.server("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nabc");
            conversation.finish();

            assertEquals(List.of("abc cut"), taker.ended);
        }
    }

    @Test
    void shouldHandOnNothingWhileFilesAreNotKept() {
        try (Conversation conversation = conversation(0)) {
            conversation.session().transactions().first().storeFiles();
            conversation.server("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc");

            assertEquals(List.of(), taker.ended);
        }
    }

    @Test
    void shouldShowAFileAsStoredOnlyOnceItsEndWasInspected() {
        try (Arena arena = Arena.ofConfined(); Conversation conversation = conversation(100)) {
            BodyWindow file = new BodyWindow(new BuddyPool(arena, 1 << 16), new AppCounters(), false, null);
            file.append(MemorySegment.ofArray(new byte[0]), 0, 0);
            file.store(conversation.layer().storedFiles(), 0, MemorySegment.NULL, 0, 0);
            file.end();

            String whole = shown(file);
            file.markInspected();
            String inspected = shown(file);

            assertTrue(whole.contains("\"stored\":false,\"storing\":true"), whole);
            assertTrue(inspected.contains("\"stored\":true") && !inspected.contains("storing"), inspected);
        }
    }

    private static String shown(BodyWindow file) {
        JsonSink sink = new JsonSink();
        FileWindows.write(sink, 0, MemorySegment.NULL, 0, 0, file);
        return sink.toString();
    }
}
