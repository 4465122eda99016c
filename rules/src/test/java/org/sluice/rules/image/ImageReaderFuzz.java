package org.sluice.rules.image;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.sluice.rules.compile.CompileOptions;
import org.sluice.rules.compile.RuleCompiler;
import org.sluice.rules.keyword.RuleParser;
import org.sluice.rules.keyword.RuleSettings;

/**
 * A real image with some of its words overwritten and its checksum made right again, so that the checks behind it are
 * reached: it is accepted or refused with an {@link ImageException}, and nothing else happens.
 */
class ImageReaderFuzz {
    private static final int MOST_CHANGES = 8;
    private static final List<String> RULES = List.of(
            "alert tcp $HOME_NET any -> $EXTERNAL_NET [80,443,8000:9000] (msg:\"one\"; flow:established,to_server; "
                    + "content:\"attack\"; content:\"vector\"; distance:1; within:10; pcre:\"/ab+c/R\"; sid:1;)",
            "drop udp any any -> any 53 (msg:\"two\"; content:\"|00 01|evil\"; byte_test:1,>,3,0,relative; "
                    + "flowbits:set,seen; threshold:type limit,track by_src,count 1,seconds 60; sid:2;)",
            "alert http any any -> any any (msg:\"three\"; http.uri; content:\"/shell.php\"; http.host; dotprefix; "
                    + "content:\".evil.example\"; endswith; flowbits:isset,seen; sid:3;)",
            "pass tcp any any -> any any (msg:\"five\"; flags:S; ttl:<5; sid:5;)");
    private static final byte[] IMAGE = image();

    @FuzzTest(maxDuration = "5s")
    void shouldAcceptOrRefuse(FuzzedDataProvider data) {
        byte[] bytes = IMAGE.clone();
        int changes = data.consumeInt(1, MOST_CHANGES);
        for (int i = 0; i < changes; i++) {
            int at = data.consumeInt(0, bytes.length - Integer.BYTES) & -Integer.BYTES;
            int value = data.consumeBoolean() ? data.consumeInt() : data.consumeInt(-2, 300);
            for (int k = 0; k < Integer.BYTES; k++) {
                bytes[at + k] = (byte) (value >>> 8 * k);
            }
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment image = arena.allocate(bytes.length, 8);
            MemorySegment.copy(bytes, 0, image, ValueLayout.JAVA_BYTE, 0, bytes.length);
            byte[] hash = ImageHash.of(image.asSlice(ImageDescriptor.TABLE_OFFSET));
            MemorySegment.copy(hash, 0, image, ValueLayout.JAVA_BYTE, ImageDescriptor.HASH_OFFSET,
                    ImageDescriptor.HASH_BYTES);
            ImageReader.read(image, "fuzzed");
        } catch (ImageException refused) {
            // As it should be.
        }
    }

    private static byte[] image() {
        try (Arena arena = Arena.ofConfined()) {
            Path text = Files.createTempFile("fuzz", ".rules");
            try {
                Files.write(text, RULES);
                var parsed = RuleParser.parse(List.of(text), RuleSettings.defaults());
                return RuleCompiler.compile(parsed.rules(), CompileOptions.defaults(), arena).image()
                        .toArray(ValueLayout.JAVA_BYTE);
            } finally {
                Files.delete(text);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
