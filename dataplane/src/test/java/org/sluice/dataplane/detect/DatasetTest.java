package org.sluice.dataplane.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluice.rules.image.DatasetRow;

class DatasetTest {
    private static final byte[] NONE = {};

    private static Dataset changeable(long bytes) {
        return new Dataset(new DatasetRow("seen", DatasetRow.Type.STRING, true, bytes, "", "", List.of()), 7);
    }

    private static Subject subject(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        Subject subject = new Subject();
        assertTrue(subject.set(MemorySegment.ofArray(bytes), 0, bytes.length));
        return subject;
    }

    @Test
    void shouldKnowWhatItBeganWithAndNothingElse() {
        List<DatasetRow.Element> elements = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            elements.add(new DatasetRow.Element(("name-" + i).getBytes(StandardCharsets.ISO_8859_1), i, NONE));
        }
        Dataset set = new Dataset(new DatasetRow("names", DatasetRow.Type.STRING, false, 0, "", "", elements), 1);

        for (int i = 0; i < 5000; i++) {
            assertEquals(i, set.score(set.find(subject("name-" + i))));
            assertEquals(-1, set.find(subject("name-" + i + "x")));
        }
    }

    @Test
    void shouldSayOnceThatAnElementIsNew() {
        Dataset set = changeable(0);

        assertEquals(Dataset.Added.NEW, set.add(subject("a")));
        assertEquals(Dataset.Added.KNOWN, set.add(subject("a")));
        assertTrue(set.find(subject("a")) >= 0);
    }

    @Test
    void shouldForgetWhatIsTakenOutAndTakeItAgain() {
        Dataset set = changeable(0);
        set.add(subject("a"));

        assertTrue(set.remove(subject("a")));
        assertFalse(set.remove(subject("a")));
        assertEquals(-1, set.find(subject("a")));
        assertEquals(Dataset.Added.NEW, set.add(subject("a")));
        assertEquals(1, set.entries());
    }

    @Test
    void shouldTakeNoMoreThanItsMemory() {
        Dataset set = changeable(4096);
        int taken = 0;
        for (int i = 0; i < 10_000; i++) {
            taken += set.add(subject("element " + i)) == Dataset.Added.NEW ? 1 : 0;
        }

        assertEquals(taken, set.entries());
        assertTrue(taken > 50 && taken <= 4096 / 24, () -> "took " + set.entries());
        assertTrue(set.find(subject("element 0")) >= 0);
        assertEquals(-1, set.find(subject("element 9999")));
    }

    @Test
    void shouldCountEachElementOnceWhenWorkersAddTogether() throws InterruptedException, ExecutionException {
        Dataset set = changeable(0);
        List<Future<Integer>> counts = new ArrayList<>();
        try (var workers = Executors.newFixedThreadPool(4)) {
            for (int worker = 0; worker < 4; worker++) {
                counts.add(workers.submit(() -> {
                    int added = 0;
                    for (int i = 0; i < 20_000; i++) {
                        added += set.add(subject("element " + i)) == Dataset.Added.NEW ? 1 : 0;
                    }
                    return added;
                }));
            }
        }
        int added = 0;
        for (Future<Integer> count : counts) {
            added += count.get();
        }

        Set<String> elements = new HashSet<>();
        set.forEach(key -> assertTrue(elements.add(new String(key, StandardCharsets.ISO_8859_1))));
        assertEquals(20_000, added);
        assertEquals(20_000, elements.size());
    }

    @Test
    void shouldLiveThroughReloadsAndBeSaved(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("sets/seen.lst");
        DatasetRow row = new DatasetRow("seen", DatasetRow.Type.STRING, true, 0, file.toString(), "", List.of());
        Datasets datasets = new Datasets();
        datasets.of(row).add(subject("a"));

        datasets.of(row).add(subject("b"));
        datasets.save();

        assertEquals(Set.of("YQ==", "Yg=="), Set.copyOf(Files.readAllLines(file)));
    }
}
