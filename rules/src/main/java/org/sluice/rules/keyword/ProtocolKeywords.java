package org.sluice.rules.keyword;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;
import org.sluice.rules.model.IntegerField;
import org.sluice.rules.model.IntegerMatch;

/**
 * The keywords of one protocol. Entries are {@code name[,alias]... summary}.
 *
 * @param family the heading in the reference
 * @param reason why those that are not enforced are not
 */
record ProtocolKeywords(KeywordRegistry registry, String family, AppProtocol protocol, String reason) {
    ProtocolKeywords(KeywordRegistry registry, String family, AppProtocol protocol) {
        this(registry, family, protocol, "needs the " + family.toLowerCase(Locale.ROOT) + " parser");
    }

    /** Sticky buffers; those that no parser fills yet are refused. */
    ProtocolKeywords buffers(String... entries) {
        for (String entry : entries) {
            String[] spellings = spellings(entry);
            registry.add(Buffer.byName(spellings[0])
                    .map(buffer -> BufferKeywords.sticky(buffer, family, summary(entry)))
                    .orElseGet(() -> BufferKeywords.missing(spellings[0], protocol, family, summary(entry), reason))
                    .aka(rest(spellings)));
        }
        return this;
    }

    /** A number of 0 to {@code most}, some of which have names. */
    ProtocolKeywords number(String entry, IntegerField field, long most, Map<String, Long> names) {
        String name = spellings(entry)[0];
        return special(entry, name + (names.isEmpty() ? ":[op]number" : ":[op]number|name"), name + ":1;",
                (value, rule) -> rule.add(new IntegerMatch(field, IntegerGrammar.parse(value, most, names))));
    }

    /** A number of 0 to {@code most}. */
    ProtocolKeywords number(String entry, IntegerField field, long most) {
        return number(entry, field, most, Map.of());
    }

    /** A keyword with a grammar of its own. */
    ProtocolKeywords special(String entry, String syntax, String example, Keyword.OptionParser parser) {
        registry.add(Keyword.valued(spellings(entry)[0], family, summary(entry), syntax, example, (value, rule) -> {
            rule.requireProtocol(protocol, value);
            parser.parse(value, rule);
        }).aka(rest(spellings(entry))));
        return this;
    }

    /** Keywords with a value that are refused. */
    ProtocolKeywords values(String... entries) {
        for (String entry : entries) {
            registry.add(Keyword.valued(spellings(entry)[0], family, summary(entry), spellings(entry)[0] + ":value",
                    spellings(entry)[0] + ":value;", (value, rule) -> rule.requireProtocol(protocol, value))
                    .aka(rest(spellings(entry))).unenforced(reason));
        }
        return this;
    }

    private static String[] spellings(String entry) {
        return entry.substring(0, entry.indexOf(' ')).split(",");
    }

    private static String[] rest(String[] spellings) {
        return Arrays.copyOfRange(spellings, 1, spellings.length);
    }

    private static String summary(String entry) {
        return entry.substring(entry.indexOf(' ') + 1);
    }
}
