package org.sluice.rules.keyword;

import java.util.List;
import org.sluice.rules.image.Buffer;
import org.sluice.rules.model.Content;
import org.sluice.rules.model.Operand;
import org.sluice.rules.text.Reason;
import org.sluice.rules.text.RuleException;

/** {@code content} and the modifiers after it. */
final class ContentKeywords {
    private static final String FAMILY = "Payload";
    private static final int MOST = 1 << 20;

    private ContentKeywords() {}

    static void addTo(KeywordRegistry registry) {
        registry.add(Keyword.valued("content", FAMILY, "Bytes to be found; with ! bytes that must not be there.",
                "content:[!]\"text|hex|\"", "content:\"GET |2f|\";", ContentKeywords::content));
        registry.add(Keyword.valued("uricontent", FAMILY, "A content in http.uri (older spelling).",
                "uricontent:[!]\"text\"", "uricontent:\"/cmd.exe\";", ContentKeywords::uricontent));
        registry.add(Keyword.bare("nocase", FAMILY, "ASCII letters of the content match in either case.",
                ContentKeywords::nocase));
        registry.add(Keyword.valued("offset", FAMILY, "First byte of the buffer where the content may begin.",
                "offset:number|variable", "offset:4;", ContentKeywords::offset));
        registry.add(Keyword.valued("depth", FAMILY, "Number of bytes, from offset on, in which the content must lie.",
                "depth:number|variable", "depth:20;", ContentKeywords::depth));
        registry.add(Keyword.valued("distance", FAMILY,
                "Least number of bytes between the end of the last match and the content; may be negative.",
                "distance:number|variable", "distance:0;", ContentKeywords::distance));
        registry.add(Keyword.valued("within", FAMILY,
                "Number of bytes, from distance on, in which the content must lie.", "within:number|variable",
                "within:30;",
                ContentKeywords::within));
        registry.add(Keyword.bare("startswith", FAMILY, "The content must be at the buffer's beginning.",
                ContentKeywords::startswith));
        registry.add(Keyword.bare("endswith", FAMILY, "The content must be at the buffer's end.",
                ContentKeywords::endswith));
        registry.add(Keyword.bare("rawbytes", FAMILY, "The content is looked for in the packet as it came.",
                ContentKeywords::rawbytes));
        registry.add(Keyword.valued("fast_pattern", FAMILY,
                "Chooses the content that is searched for in all traffic, before anything else of the rule.",
                "fast_pattern[:only|offset,length]", "fast_pattern;", ContentKeywords::fastPattern).optional());
        registry.add(Keyword.valued("replace", FAMILY, "Overwrites the content in the packet.", "replace:\"text\"",
                "replace:\"xxxx\";", ContentKeywords::replace)
                .unenforced("payload is never changed by this engine"));
    }

    static ContentDraft draft(Word value) {
        boolean negated = value.startsWith("!");
        Word text = negated ? value.from(1) : value;
        if (text.startsWith("\"") && !text.text().endsWith("\"") && text.text().indexOf("\",") > 0) {
            throw new RuleException(Reason.SNORT3,
                    text.offset() + text.text().indexOf("\",") + 1, "modifiers inside content are Snort 3's",
                    "in Suricata's language each is an option of its own: content:\"...\"; nocase; offset:0;");
        }
        return new ContentDraft(value, ContentBytes.parse(text.quoted()), negated);
    }

    private static void content(Word value, RuleBuilder rule) {
        rule.add(draft(value));
    }

    private static void uricontent(Word value, RuleBuilder rule) {
        if (rule.isSticky()) {
            throw value.conflict("uricontent cannot follow the sticky buffer " + rule.sticky().name(),
                    "use http.uri; content:\"...\";");
        }
        BufferName uri = BufferName.of(Buffer.HTTP_URI);
        rule.requireProtocol(uri.protocol(), value);
        rule.add(draft(value), uri);
    }

    private static void nocase(Word value, RuleBuilder rule) {
        ContentDraft content = rule.lastContent("nocase", value);
        checkNew(!content.nocase, "nocase", value);
        content.nocase = true;
    }

    private static void offset(Word value, RuleBuilder rule) {
        ContentDraft content = rule.lastContent("offset", value);
        checkNew(content.offset == null, "offset", value);
        checkAbsolute(content, "offset", value);
        content.offset = operand(value, "offset", 0, rule);
    }

    private static void depth(Word value, RuleBuilder rule) {
        ContentDraft content = rule.lastContent("depth", value);
        checkNew(content.depth == null, "depth", value);
        checkAbsolute(content, "depth", value);
        Operand depth = operand(value, "depth", 0, rule);
        if (!depth.isVariable() && depth.value() < content.bytes.length) {
            rule.warn(value, "depth is less than the content's " + content.bytes.length
                    + " bytes; the content's length is taken", "write startswith to match at the beginning");
            depth = Operand.of(content.bytes.length);
        }
        content.depth = depth;
    }

    private static void distance(Word value, RuleBuilder rule) {
        ContentDraft content = rule.lastContent("distance", value);
        checkNew(content.distance == null, "distance", value);
        checkRelative(content, "distance", value);
        content.distance = operand(value, "distance", -MOST, rule);
    }

    private static void within(Word value, RuleBuilder rule) {
        ContentDraft content = rule.lastContent("within", value);
        checkNew(content.within == null, "within", value);
        checkRelative(content, "within", value);
        Operand within = operand(value, "within", -MOST, rule);
        if (!within.isVariable() && within.value() < content.bytes.length) {
            throw value.conflict("within is less than the content's " + content.bytes.length
                    + " bytes: it would never match", "write at least within:" + content.bytes.length);
        }
        content.within = within;
    }

    private static Operand operand(Word value, String what, int least, RuleBuilder rule) {
        Word plain = value.unquoted();
        if (plain.isNumeric()) {
            return Operand.of(plain.number(what, least, MOST));
        }
        return Variables.use(plain, what, rule);
    }

    private static void checkNew(boolean isNew, String keyword, Word value) {
        if (!isNew) {
            throw value.conflict("a second " + keyword + " for the same content", "leave one of them out");
        }
    }

    private static void checkAbsolute(ContentDraft content, String keyword, Word value) {
        if (content.isRelative()) {
            throw value.conflict(keyword
                    + " counts from the buffer's beginning, distance and within from the last match",
                    "use one kind for a content");
        }
        if (content.startsWith) {
            throw value.conflict(keyword + " does not go with startswith", "leave one of them out");
        }
    }

    private static void checkRelative(ContentDraft content, String keyword, Word value) {
        if (content.offset != null || content.depth != null || content.startsWith) {
            throw value.conflict(keyword + " counts from the last match, offset, depth and startswith from the buffer's"
                    + " beginning", "use one kind for a content");
        }
        if (content.fastPattern.kind() == Content.FastPattern.Kind.ONLY
                || content.section.before(content) instanceof ContentDraft before
                && before.fastPattern.kind() == Content.FastPattern.Kind.ONLY) {
            throw value.conflict(keyword + " does not go with fast_pattern:only", "write fast_pattern; instead");
        }
        checkNegatedFastPattern(content, content.isFastPattern(), value);
    }

    private static void checkNegatedFastPattern(ContentDraft content, boolean fastPattern, Word value) {
        if (content.negated && fastPattern) {
            throw value.conflict("a negated content that has a place cannot be the fast pattern",
                    "choose a content that must be there");
        }
    }

    private static void startswith(Word value, RuleBuilder rule) {
        ContentDraft content = rule.lastContent("startswith", value);
        checkNew(!content.startsWith, "startswith", value);
        if (content.isRelative() || content.offset != null || content.depth != null) {
            throw value.conflict("startswith does not go with offset, depth, distance or within",
                    "leave one of them out");
        }
        content.startsWith = true;
    }

    private static void endswith(Word value, RuleBuilder rule) {
        ContentDraft content = rule.lastContent("endswith", value);
        checkNew(!content.endsWith, "endswith", value);
        content.endsWith = true;
    }

    private static void rawbytes(Word value, RuleBuilder rule) {
        ContentDraft content = rule.lastContent("rawbytes", value);
        checkNew(!content.rawBytes, "rawbytes", value);
        if (content.section.buffer() != BufferName.PAYLOAD) {
            throw value.conflict("rawbytes is for contents of the payload only", "leave it out");
        }
        content.rawBytes = true;
    }

    private static void fastPattern(Word value, RuleBuilder rule) {
        ContentDraft content = rule.lastContent("fast_pattern", value);
        for (ContentDraft other : rule.contents()) {
            if (other.isFastPattern()) {
                throw value.conflict("a rule has one fast pattern", "leave one fast_pattern out");
            }
        }
        boolean placed = content.isRelative() || content.offset != null || content.depth != null;
        checkNegatedFastPattern(content, placed, value);
        if (value.isEmpty()) {
            content.fastPattern = Content.FastPattern.CHOSEN;
        } else if (value.is("only")) {
            if (content.negated || placed) {
                throw value.conflict("fast_pattern:only is for a content that may be anywhere", "write fast_pattern;");
            }
            content.fastPattern = Content.FastPattern.ONLY;
        } else {
            content.fastPattern = chop(content, value);
        }
    }

    private static Content.FastPattern chop(ContentDraft content, Word value) {
        List<Word> words = value.list(',');
        if (words.size() != 2) {
            throw value.refuse("expected offset,length", "write fast_pattern:0,8;");
        }
        if (content.negated) {
            throw value.conflict("a part of a negated content cannot be the fast pattern", "write fast_pattern;");
        }
        int offset = (int) words.get(0).number("offset", 0, 65534);
        int length = (int) words.get(1).number("length", 1, 65535);
        if (offset + length > content.bytes.length) {
            throw value.refuse("the content has " + content.bytes.length + " bytes, the part ends at "
                    + (offset + length),
                    "");
        }
        return Content.FastPattern.chop(offset, length);
    }

    private static void replace(Word value, RuleBuilder rule) {
        rule.lastContent("replace", value);
        ContentBytes.parse(value.quoted());
    }
}
