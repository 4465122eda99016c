package org.sluice.control.files;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluice.dataplane.contract.CounterSet;
import org.sluice.dataplane.contract.EventRing;
import org.sluice.dataplane.contract.EventType;
import org.sluice.dataplane.contract.EventWriter;
import org.sluice.dataplane.contract.FileFlyweight;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class FileStoreTest {
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    private Path directory;

    private final EventRing ring = EventRing.inMemory(0, 1 << 20);
    private final EventWriter writer = ring.writer(CounterSet.inMemory(8).registry(0));
    private FileStore store;

    @AfterEach
    void close() {
        store.close();
    }

    private FileStore store(final long mostBytes) {
        store = new FileStore(directory.resolve("filestore"), mostBytes);
        return store;
    }

    private void part(final long id, final long position, final String text) {
        try (Arena arena = Arena.ofConfined()) {
            final MemorySegment bytes = arena.allocateFrom(text);
            writer.begin(EventType.FILE_DATA, 1);
            writer.file().file(id, position, 0);
            writer.attributes().payload(bytes, 0, text.length(), text.length());
            writer.commit();
        }
    }

    private void end(final long id, final long length, final boolean whole) {
        writer.begin(EventType.FILE, 1);
        writer.file().file(id, length, whole ? FileFlyweight.WHOLE : 0);
        writer.commit();
    }

    /** Of each event that goes on: whether it says that the file is kept. */
    private List<Boolean> drain() {
        final List<Boolean> kept = new ArrayList<>();
        ring.reader().poll((typeCode, buffer, offset, length) -> {
            if (!store.take(typeCode, buffer, offset, length)) {
                kept.add(new FileFlyweight().wrap(buffer, offset).isStored());
            }
            return true;
        }, 100);
        return kept;
    }

    private List<String> files() throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(Files::isRegularFile).map(path -> directory.relativize(path).toString()).toList();
        }
    }

    @Test
    void shouldKeepAFileUnderItsDigest() throws IOException {
        store(100);
        part(1, 0, "a");
        part(2, 0, "other");
        part(1, 1, "bc");
        end(1, 3, true);

        assertEquals(List.of(true), drain());
        assertTrue(files().contains("filestore/ba/" + ABC));
        assertEquals("abc", Files.readString(directory.resolve("filestore/ba/" + ABC)));
    }

    @Test
    void shouldKeepAFileThatIsMetTwiceOnce() throws IOException {
        store(100);
        part(1, 0, "abc");
        end(1, 3, true);
        part(2, 0, "abc");
        end(2, 3, true);

        assertEquals(List.of(true, true), drain());
        assertEquals(List.of("filestore/ba/" + ABC), files());
    }

    @Test
    void shouldNotKeepAFileThatLostAPart() throws IOException {
        store(100);
        part(1, 0, "a");
        part(1, 2, "c");
        end(1, 3, true);

        assertEquals(List.of(false), drain());
        assertEquals(List.of(), files());
    }

    @Test
    void shouldNotKeepAFileThatWasCutShort() throws IOException {
        store(100);
        part(1, 0, "a");
        end(1, 1, false);

        assertEquals(List.of(false), drain());
        assertEquals(List.of(), files());
    }

    @Test
    void shouldKeepNoMoreThanThereIsRoomFor() throws IOException {
        store(4);
        part(1, 0, "abc");
        end(1, 3, true);
        part(2, 0, "de");
        end(2, 2, true);

        assertEquals(List.of(true, false), drain());
        assertEquals(List.of("filestore/ba/" + ABC), files());
        assertNotNull(store.problem());
        assertEquals(1, store.kept());
        assertEquals(1, store.refused());
    }
}
