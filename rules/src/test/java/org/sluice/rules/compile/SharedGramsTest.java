package org.sluice.rules.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluice.rules.keyword.RuleParser;
import org.sluice.rules.keyword.RuleSettings;
import org.sluice.rules.model.Content;
import org.sluice.rules.model.Rule;

class SharedGramsTest {
    @TempDir
    Path folder;

    private List<Rule> rules(String... contents) throws Exception {
        int[] sid = {0};
        Path file = Files.writeString(folder.resolve("some.rules"), Stream.of(contents)
                .map(each -> "alert tcp any any -> any any (content:\"" + each + "\"; sid:" + ++sid[0] + ";)\n")
                .collect(Collectors.joining()));
        return RuleParser.parse(List.of(file), RuleSettings.defaults()).rules();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void shouldCountContentsByTheRarestFourBytesOfAStretch() throws Exception {
        SharedGrams shared = new SharedGrams(rules("User-Agent: a1b2", "user-agent: c3d4", "USER-AGENT: e5", "User-Agent: f"));

        assertEquals(2, shared.bits(bytes("User-Agent"), 0, 8));
        assertEquals(0, shared.bits(bytes("User-Agent: a1b2"), 8, 8));
        assertEquals(0, shared.bits(bytes("elsewhere"), 0, 8));
    }

    @Test
    void shouldChooseTheWindowThatFewOthersHave() throws Exception {
        List<Rule> rules = rules("User-Agent: charrisma", "User-Agent: x", "User-Agent: y", "User-Agent: z",
                "User-Agent: v", "User-Agent: w", "User-Agent: q", "User-Agent: p");
        Content content = (Content) rules.getFirst().sections().getFirst().matches().getFirst();

        PatternWindow window = PatternWindow.of(content, new SharedGrams(rules));

        assertEquals(0, new SharedGrams(rules).bits(window.bytes(), 0, window.bytes().length));
    }
}
