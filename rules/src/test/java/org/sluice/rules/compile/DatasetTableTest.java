package org.sluice.rules.compile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluice.rules.image.DatasetRow;
import org.sluice.rules.image.ImageException;
import org.sluice.rules.image.ImageReader;
import org.sluice.rules.image.ImageSection;
import org.sluice.rules.image.RuleImage;
import org.sluice.rules.keyword.ParsedRules;
import org.sluice.rules.keyword.RuleParser;
import org.sluice.rules.keyword.RuleSettings;

class DatasetTableTest {
    @TempDir
    private Path directory;
    private final Arena arena = Arena.ofShared();

    @AfterEach
    void close() {
        arena.close();
    }

    private Compilation compile(CompileOptions options, String... rules) throws IOException {
        Path file = Files.write(directory.resolve("test.rules"), List.of(rules));
        ParsedRules parsed = RuleParser.parse(List.of(file), RuleSettings.defaults());
        assertEquals(rules.length, parsed.rules().size(), () -> parsed.problems().toString());
        return RuleCompiler.compile(parsed.rules(), options, arena);
    }

    private DatasetRow set(String... rules) throws IOException, ImageException {
        Compilation compilation = compile(CompileOptions.defaults(), rules);
        assertEquals(List.of(), compilation.refusals());
        RuleImage image = ImageReader.read(compilation.image(), "test");
        assertEquals(1, image.length(ImageSection.DATASETS) - 1);
        return DatasetRow.decode(image.row(ImageSection.DATASETS, ImageSection.DATASET_BYTES, 0));
    }

    private String refusal(CompileOptions options, String... rules) throws IOException {
        return compile(options, rules).refusals().getFirst().toString();
    }

    private static String rule(String options, int sid) {
        return "alert dns any any -> any any (dns.query; " + options + "; sid:" + sid + ";)";
    }

    private void write(String name, String... lines) throws IOException {
        Files.write(directory.resolve(name), List.of(lines));
    }

    @Test
    void shouldPackTheElementsOfAFileBesideTheRules() throws IOException, ImageException {
        write("names.lst", "ZXZpbC5leGFtcGxl", "", "d29yc2UuZXhhbXBsZQ==", "ZXZpbC5leGFtcGxl");

        DatasetRow set = set(rule("dataset:isset,names,type string,load names.lst", 1));

        assertEquals(List.of("evil.example", "worse.example"),
                set.elements().stream().map(e -> new String(e.key(), StandardCharsets.UTF_8)).toList());
    }

    @Test
    void shouldPackListsOfDigestsAsDigestToolsWriteThem() throws IOException, ImageException {
        write("bad.sha1", "# known", "a9993e364706816aba3e25717850c26c9cd0d89d  abc.exe", "",
                "DA39A3EE5E6B4B0D3255BFEF95601890AFD80709 *empty");

        DatasetRow set = set("alert http any any -> any any (filesha1:bad.sha1; sid:1;)",
                "alert ip any any -> any any (filesha1:!bad.sha1; sid:2;)");

        assertEquals(DatasetRow.Type.SHA1, set.type());
        assertEquals(List.of("a9993e364706816aba3e25717850c26c9cd0d89d", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
                set.elements().stream().map(e -> HexFormat.of().formatHex(e.key())).toList());
    }

    @Test
    void shouldRefuseAListOfOtherDigests() throws IOException {
        write("bad.md5", "a9993e364706816aba3e25717850c26c9cd0d89d");

        String refusal = refusal(CompileOptions.defaults(), "alert http any any -> any any (filemd5:bad.md5; sid:1;)");

        assertTrue(refusal.contains("filemd5: ") && refusal.contains("line 1") && refusal.contains("32 hexadecimal digits"),
                refusal);
    }

    @Test
    void shouldPackScores() throws IOException, ImageException {
        write("names.rep", "ZXZpbC5leGFtcGxl,250");

        DatasetRow set = set(rule("datarep:names,>,200,type string,load names.rep", 1));

        assertEquals(250, set.elements().getFirst().score());
    }

    @Test
    void shouldPackDigestsAndAddresses() throws IOException, ImageException {
        write("sums.lst", "d41d8cd98f00b204e9800998ecf8427e");
        write("hosts.lst", "10.0.0.1", "::ffff:10.0.0.2", "2001:db8::1");

        assertEquals(16, set(rule("dataset:isset,sums,type md5,load sums.lst", 1)).elements().getFirst().key().length);
        assertEquals(List.of(4, 4, 16), set(rule("dataset:isset,hosts,type ip,load hosts.lst", 1)).elements().stream()
                .map(e -> e.key().length).toList());
    }

    @Test
    void shouldPackJsonObjectsWithoutTheirKeyWhereTold() throws IOException, ImageException {
        write("hosts.json", "{\"ioc\":{\"host\":\"a.example\",\"n\":1},\"year\":2005}");

        DatasetRow set = set(rule(
                "dataset:isset,hosts,type string,load hosts.json,format ndjson,context_key bad,value_key ioc.host,remove_key",
                1));

        assertEquals("bad", set.contextKey());
        assertArrayEquals("a.example".getBytes(StandardCharsets.UTF_8), set.elements().getFirst().key());
        assertEquals("{\"ioc\":{\"n\":1},\"year\":2005}",
                new String(set.elements().getFirst().context(), StandardCharsets.UTF_8));
    }

    @Test
    void shouldLetRulesShareASetAndMakeItChangeableWhenOneChangesIt() throws IOException, ImageException {
        assertTrue(set(rule("dataset:isset,seen,type string", 1), rule("dataset:set,seen,type string", 2)).changeable());
    }

    @Test
    void shouldRefuseASetOfTwoTypes() throws IOException {
        assertTrue(refusal(CompileOptions.defaults(), rule("dataset:isset,seen,type string", 1),
                rule("dataset:isset,seen,type md5", 2)).contains("of type STRING in an earlier rule"));
    }

    @Test
    void shouldSayWhichFileIsMissing() throws IOException {
        assertTrue(refusal(CompileOptions.defaults(), rule("dataset:isset,seen,type string,load none.lst", 1))
                .contains("none.lst: no such file"));
    }

    @Test
    void shouldSayTheLineOfABrokenElement() throws IOException {
        write("sums.lst", "d41d8cd98f00b204e9800998ecf8427e", "d41d");

        assertTrue(refusal(CompileOptions.defaults(), rule("dataset:isset,sums,type md5,load sums.lst", 1))
                .contains("line 2: \"d41d\" is not 32 hexadecimal digits"));
    }

    @Test
    void shouldRefuseToSaveOutsideOfTheStateDirectory() throws IOException {
        CompileOptions options = CompileOptions.defaults().stateDirectory(directory.resolve("sets"));

        assertTrue(refusal(options, rule("dataset:set,seen,type string,save ../evil", 1)).contains("lies outside of"));
        assertTrue(refusal(options, rule("dataset:set,seen,type string,save /etc/evil", 1)).contains("lies outside of"));
    }

    @Test
    void shouldRefuseToSaveNowhere() throws IOException {
        assertTrue(refusal(CompileOptions.defaults(), rule("dataset:set,seen,type string,save seen.lst", 1))
                .contains("there is no directory"));
    }
}
