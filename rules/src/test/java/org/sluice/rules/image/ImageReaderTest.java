package org.sluice.rules.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluice.rules.compile.CompileOptions;
import org.sluice.rules.compile.RuleCompiler;
import org.sluice.rules.keyword.ParsedRules;
import org.sluice.rules.keyword.RuleParser;
import org.sluice.rules.keyword.RuleSettings;

class ImageReaderTest {
    private static final List<String> RULES = List.of(
            "alert tcp $HOME_NET any -> $EXTERNAL_NET [80,443,8000:9000] (msg:\"one\"; flow:established,to_server; "
                    + "content:\"attack\"; content:\"vector\"; distance:1; within:10; pcre:\"/ab+c/R\"; sid:1;)",
            "drop udp any any -> any 53 (msg:\"two\"; content:\"|00 01|evil\"; byte_test:1,>,3,0,relative; "
                    + "flowbits:set,seen; threshold:type limit,track by_src,count 1,seconds 60; sid:2;)",
            "alert http any any -> any any (msg:\"three\"; http.uri; content:\"/shell.php\"; http.host; dotprefix; "
                    + "content:\".evil.example\"; endswith; flowbits:isset,seen; sid:3;)",
            "alert ip [10.0.0.1,10.0.0.7] any -> any any (msg:\"four\"; sid:4;)",
            "pass tcp any any -> any any (msg:\"five\"; flags:S; ttl:<5; sid:5;)");

    @TempDir
    private Path directory;
    private Arena arena;
    private Path file;

    @BeforeEach
    void writeImage() throws IOException {
        arena = Arena.ofShared();
        Path text = Files.write(directory.resolve("test.rules"), RULES);
        ParsedRules parsed = RuleParser.parse(List.of(text), RuleSettings.defaults());
        assertEquals(RULES.size(), parsed.rules().size(), () -> parsed.problems().toString());
        file = RuleCompiler.compile(parsed.rules(), CompileOptions.defaults(), arena).write(directory.resolve("images"));
    }

    @AfterEach
    void close() {
        arena.close();
    }

    private ImageException.Reason refusal(byte[] bytes) {
        Path damaged = directory.resolve("damaged.image");
        try {
            Files.write(damaged, bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return assertThrows(ImageException.class, () -> ImageReader.open(damaged, arena)).reason();
    }

    @Test
    void shouldReadBackWhatWasWritten() throws ImageException {
        RuleImage image = ImageReader.open(file, arena);

        assertEquals(5, image.ruleCount());
        assertEquals("five", image.catalog(0).msg());
        assertEquals("pass", image.catalog(0).action());
        assertTrue(file.getFileName().toString().startsWith(image.hash()));
    }

    @Test
    void shouldFillTheColumnsOfAnImageThatWasGivenUp() throws ImageException {
        ColumnArrays arrays = new ColumnArrays();
        RuleImage first = ImageReader.open(file, arena, arrays);
        int[] code = first.column(ImageSection.CODE);
        long[] literals = first.longColumn(ImageSection.LITERALS);
        first.recycle();
        java.util.Arrays.fill(code, -1);

        RuleImage second = ImageReader.open(file, arena, arrays);

        assertSame(code, second.column(ImageSection.CODE));
        assertSame(literals, second.longColumn(ImageSection.LITERALS));
        assertArrayEquals(second.ints(ImageSection.CODE),
                java.util.Arrays.copyOf(code, second.length(ImageSection.CODE)));
    }

    @Test
    void shouldKeepApartColumnsOfImagesInUse() throws ImageException {
        ColumnArrays arrays = new ColumnArrays();
        RuleImage first = ImageReader.open(file, arena, arrays);
        first.reserve();

        RuleImage second = ImageReader.open(file, arena, arrays);

        assertNotSame(first.column(ImageSection.CODE), second.column(ImageSection.CODE));
        assertArrayEquals(first.ints(ImageSection.CODE),
                java.util.Arrays.copyOf(first.column(ImageSection.CODE), first.length(ImageSection.CODE)));
    }

    @Test
    void shouldNameEqualRuleSetsEqually() throws IOException {
        Path again = ImageWriter.write(copy(file), directory.resolve("images"));

        assertEquals(file, again);
        try (Stream<Path> files = Files.list(directory.resolve("images"))) {
            assertEquals(1, files.count());
        }
    }

    private MemorySegment copy(Path source) throws IOException {
        byte[] bytes = Files.readAllBytes(source);
        MemorySegment copy = arena.allocate(bytes.length, 64);
        return copy.copyFrom(MemorySegment.ofArray(bytes));
    }

    @Test
    void shouldRefuseWhatIsNoImage() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        byte[] unfinished = bytes.clone();
        java.util.Arrays.fill(unfinished, 0, 8, (byte) 0);

        assertEquals(ImageException.Reason.FOREIGN, refusal("alert tcp any any".getBytes()));
        assertEquals(ImageException.Reason.FOREIGN, refusal(unfinished));
        assertEquals(ImageException.Reason.UNREADABLE,
                assertThrows(ImageException.class, () -> ImageReader.open(directory.resolve("none"), arena)).reason());
    }

    @Test
    void shouldRefuseOtherVersions() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[ImageDescriptor.VERSION_OFFSET]++;

        assertEquals(ImageException.Reason.OTHER_VERSION, refusal(bytes));
    }

    @Test
    void shouldRefuseTruncatedImages() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        for (int length = 1; length < bytes.length; length += 997) {
            ImageException.Reason reason = refusal(java.util.Arrays.copyOf(bytes, length));
            assertTrue(reason == ImageException.Reason.TRUNCATED || reason == ImageException.Reason.FOREIGN);
        }
    }

    @Test
    void shouldRefuseEveryFlippedBit() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Random random = new Random(1);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = bytes.clone();
            damaged[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            refusal(damaged);
        }
    }

    /** Damage under a right checksum, as a hostile or broken compiler would write it: refused, or harmless to walk. */
    @Test
    void shouldSurviveNonsenseUnderARightChecksum() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Random random = new Random(2);
        int refused = 0;
        for (int i = 0; i < 2000; i++) {
            byte[] damaged = bytes.clone();
            for (int n = 0; n <= random.nextInt(4); n++) {
                int at = ImageDescriptor.TABLE_OFFSET + random.nextInt(bytes.length - ImageDescriptor.TABLE_OFFSET);
                damaged[at] = (byte) random.nextInt();
            }
            refused += isRefused(damaged) ? 1 : 0;
        }
        assertTrue(refused > 100, "only " + refused + " of 2000 were refused");
    }

    private boolean isRefused(byte[] damaged) {
        try (Arena own = Arena.ofConfined()) {
            MemorySegment image = own.allocate(damaged.length, 64).copyFrom(MemorySegment.ofArray(damaged));
            byte[] hash = ImageHash.of(image.asSlice(ImageDescriptor.TABLE_OFFSET));
            MemorySegment.copy(hash, 0, image, ValueLayout.JAVA_BYTE, ImageDescriptor.HASH_OFFSET, hash.length);
            ImageReader.read(image, "damaged");
            return false;
        } catch (ImageException e) {
            return true;
        }
    }
}
