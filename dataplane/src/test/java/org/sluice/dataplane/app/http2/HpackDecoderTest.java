package org.sluice.dataplane.app.http2;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AppSettings;
import org.sluice.dataplane.app.ByteView;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.app.http2.HpackDecoder.Outcome;

/** The examples of RFC 7541, appendix C, and what goes past the bounds. */
class HpackDecoderTest {
    private final Arena arena = Arena.ofConfined();
    private final AppRuntime runtime = new AppRuntime(new AppSettings().memcap(4 << 20).transactions(4), arena);
    private final HpackDecoder decoder = new HpackDecoder(runtime);
    private final List<String> fields = new ArrayList<>();

    private final HpackDecoder.Fields sink = new HpackDecoder.Fields() {
        @Override
        public void onField(NativeBytes bytes, int nameLength) {
            byte[] copy = bytes.memory().asSlice(bytes.offset(), bytes.length()).toArray(ValueLayout.JAVA_BYTE);
            String text = new String(copy, StandardCharsets.ISO_8859_1);
            fields.add(text.substring(0, nameLength) + "=" + text.substring(nameLength));
        }

        @Override
        public void onSize(long size) {
            fields.add("size " + size);
        }
    };

    @AfterEach
    void close() {
        arena.close();
    }

    private Outcome decode(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        MemorySegment memory = arena.allocate(Math.max(1, bytes.length)).asSlice(0, bytes.length);
        MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 0, bytes.length);
        fields.clear();
        return decoder.decode(new ByteView().over(memory, 0, bytes.length), sink);
    }

    @Test
    void shouldReadRequestsInHuffmanCode() {
        decode("8286 8441 8cf1 e3c2 e5f2 3a6b a0ab 90f4 ff");
        assertEquals(List.of(":method=GET", ":scheme=http", ":path=/", ":authority=www.example.com"), fields);

        decode("8286 84be 5886 a8eb 1064 9cbf");
        assertEquals(List.of(":method=GET", ":scheme=http", ":path=/", ":authority=www.example.com",
                "cache-control=no-cache"), fields);

        decode("8287 85bf 4088 25a8 49e9 5ba9 7d7f 8925 a849 e95b b8e8 b4bf");
        assertEquals(List.of(":method=GET", ":scheme=https", ":path=/index.html", ":authority=www.example.com",
                "custom-key=custom-value"), fields);
    }

    @Test
    void shouldLetFieldsGoThatHaveNoRoomInTheTable() {
        decode("3fe101 4882 6402 5885 aec3 771a 4b61 96d0 7abe 9410 54d4 44a8 2005 9504 0b81 66e0 82a6 2d1b ff6e 919d 29ad"
                + "1718 63c7 8f0b 97c8 e9ae 82ae 43d3");
        assertEquals(List.of("size 256", ":status=302", "cache-control=private", "date=Mon, 21 Oct 2013 20:13:21 GMT",
                "location=https://www.example.com"), fields);

        decode("4883 640e ffc1 c0bf");
        assertEquals(List.of(":status=307", "cache-control=private", "date=Mon, 21 Oct 2013 20:13:21 GMT",
                "location=https://www.example.com"), fields);

        decode("88c1 6196 d07a be94 1054 d444 a820 0595 040b 8166 e084 a62d 1bff c05a 839b d9ab 77ad 94e7 821d d7f2 e6c7"
                + "b335 dfdf cd5b 3960 d5af 2708 7f36 72c1 ab27 0fb5 291f 9587 3160 65c0 03ed 4ee5 b106 3d50 07");
        assertEquals(List.of(":status=200", "cache-control=private", "date=Mon, 21 Oct 2013 20:13:22 GMT",
                "location=https://www.example.com", "content-encoding=gzip",
                "set-cookie=foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1"), fields);
    }

    @ParameterizedTest
    @CsvSource({"80, INVALID", "be, INVALID", "ff80808080808001, INTEGER_OVERFLOW", "ff, CUT_SHORT", "40, CUT_SHORT",
        "4001, CUT_SHORT", "0003616263, CUT_SHORT", "00ff80808080ffff7f, INTEGER_OVERFLOW", "3fe2ff03, INVALID",
        "0084ffffffff00, INVALID", "008100 00, INVALID"})
    void shouldSayWhatIsWrong(String hex, Outcome outcome) {
        assertEquals(outcome, decode(hex));
    }

    @Test
    void shouldStopABlockThatExpandsPastTheLimit() {
        String value = "41".repeat(4000);
        decode("4001 62 7fa11e" + value);

        Outcome outcome = decode(String.join("", Collections.nCopies(1000, "be")));

        assertEquals(Outcome.TOO_LARGE, outcome);
        assertEquals(HpackDecoder.BLOCK_LIMIT / 4001, fields.size());
    }

    @Test
    void shouldGiveItsMemoryBackAndKeepTheTableInBounds() {
        for (int i = 0; i < 3000; i++) {
            decode("40 02 6161 08" + HexFormat.of().toHexDigits((long) i));
        }
        long used = runtime.memory().used();

        decoder.release();

        assertEquals(0, runtime.memory().used());
        assertEquals(true, used < 32 * 1024, () -> "used " + used);
    }
}
