package org.sluice.rules.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluice.rules.image.PublicSuffixes;

class SuffixTableTest {
    private static final String LIST = """
            // ===BEGIN ICANN DOMAINS===
            com
            uk
            co.uk
            *.ck
            !www.ck
            jp
            *.kawasaki.jp
            !city.kawasaki.jp
            公司.cn  and what follows a blank is none of it

            github.io
            """;

    @TempDir
    Path directory;
    private int[] words;

    @BeforeEach
    void read() throws IOException, UnenforceableException {
        Path list = directory.resolve("list.dat");
        Files.writeString(list, LIST);
        SuffixTable table = new SuffixTable(list);
        table.require("tld");
        words = table.words();
    }

    @ParameterizedTest
    @CsvSource({"www.example.com,com,example.com", "example.com,com,example.com", "com,com,", "a.b.co.uk,co.uk,b.co.uk",
        "uk,uk,", "b.uk,uk,b.uk", "WWW.Example.CO.UK,CO.UK,Example.CO.UK", "a.b.c.ck,c.ck,b.c.ck", "c.ck,c.ck,",
        "a.www.ck,ck,www.ck", "www.ck,ck,www.ck", "ck,ck,", "a.b.x.kawasaki.jp,x.kawasaki.jp,b.x.kawasaki.jp",
        "a.city.kawasaki.jp,kawasaki.jp,city.kawasaki.jp", "kawasaki.jp,jp,kawasaki.jp", "a.example.unlisted,unlisted,"
            + "example.unlisted", "localhost,localhost,", "me.github.io,github.io,me.github.io", "a.io,io,a.io",
        "www.example.com.,com.,example.com.", "a.shop.xn--55qx5d.cn,xn--55qx5d.cn,shop.xn--55qx5d.cn"})
    void shouldSplitNamesAsTheListSays(String name, String suffix, String domain) {
        assertEquals(suffix, cut(name, PublicSuffixes.suffixStart(words, bytes(name), length(name))));
        assertEquals(domain, cut(name, PublicSuffixes.domainStart(words, bytes(name), length(name))));
    }

    @ParameterizedTest
    @CsvSource({"''", ".", "a..", "'.com'", "'..com'"})
    void shouldFindNoDomainInWhatIsNoName(String name) {
        assertEquals(-1, PublicSuffixes.domainStart(words, bytes(name), length(name)));
    }

    @Test
    void shouldStayInsideOfAnyName() {
        String longest = "a.".repeat(127) + "b";

        assertEquals(254, PublicSuffixes.suffixStart(words, bytes(longest), length(longest)));
        assertEquals(-1, PublicSuffixes.suffixStart(words, bytes("x" + longest), 256));
        assertEquals(-1, PublicSuffixes.suffixStart(new int[0], bytes("a.com"), 5));
    }

    @Test
    void shouldTellASoundTableFromABrokenOne() {
        assertTrue(PublicSuffixes.isSound(words));
        assertTrue(PublicSuffixes.isSound(new int[0]));
        int[] outside = words.clone();
        for (int i = 1; i <= words[0]; i++) {
            outside[i] = words[i] == 0 ? 0 : 4 * words.length - 1;
        }
        assertFalse(PublicSuffixes.isSound(outside));
        assertFalse(PublicSuffixes.isSound(new int[] {2, 12, 12, 0}), "no free slot: a search would not end");
        assertFalse(PublicSuffixes.isSound(new int[] {3, 0, 0, 0}));
    }

    @Test
    void shouldSayWhatIsMissing() {
        UnenforceableException missing = assertThrows(UnenforceableException.class,
                () -> new SuffixTable(directory.resolve("none")).require("domain"));

        assertTrue(missing.getMessage().contains("apt install publicsuffix"));
    }

    private static String cut(String name, int start) {
        return start < 0 ? null : new String(utf8(name), start, length(name) - start, StandardCharsets.UTF_8);
    }

    private static PublicSuffixes.Name bytes(String name) {
        byte[] bytes = utf8(name);
        return at -> bytes[at] & 0xff;
    }

    private static int length(String name) {
        return utf8(name).length;
    }

    private static byte[] utf8(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }
}
