package org.sluice.rules.keyword;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.sluice.rules.image.Buffer;
import org.sluice.rules.model.Pcre;

/** {@code pcre}. */
final class PcreKeyword {
    private PcreKeyword() {}

    static void addTo(KeywordRegistry registry) {
        registry.add(Keyword.valued("pcre", "Payload", "A regular expression that must match; with ! must not.",
                "pcre:[!]\"/expression/modifiers[,flow:name|pkt:name|alert:name]...\"",
                "pcre:\"/^User\\x3a\\s*\\d+/mi\";", PcreKeyword::parse));
    }

    private static void parse(Word value, RuleBuilder rule) {
        boolean negated = value.startsWith("!");
        Word text = negated ? value.from(1) : value;
        Word body = (text.startsWith("\"") ? text.quoted() : text).from(0);
        if (!body.startsWith("/")) {
            throw body.refuse("the expression must be between slashes", "write pcre:\"/expression/\"");
        }
        int end = body.text().lastIndexOf('/');
        if (end == 0) {
            throw body.refuse("the expression has no closing slash", "write pcre:\"/expression/\"");
        }
        String pattern = body.text().substring(1, end);
        if (pattern.isEmpty()) {
            throw body.refuse("the expression is empty", "");
        }
        List<Word> tail = body.from(end + 1).list(',');
        Set<Pcre.Flag> flags = EnumSet.noneOf(Pcre.Flag.class);
        Modifiers modifiers = modifiers(tail.getFirst(), flags);
        List<Pcre.Capture> captures = captures(tail.subList(1, tail.size()), pattern);
        Pcre pcre = new Pcre(pattern, Set.copyOf(flags), modifiers.relative(), negated, captures);
        section(modifiers, value, rule).add(pcre);
    }

    private record Modifiers(boolean relative, Buffer buffer) {}

    private static Modifiers modifiers(Word word, Set<Pcre.Flag> flags) {
        boolean relative = false;
        Buffer buffer = null;
        for (int i = 0; i < word.text().length(); i++) {
            char letter = word.text().charAt(i);
            Pcre.Flag flag = flag(letter);
            Buffer named = buffer(letter);
            if (flag != null) {
                flags.add(flag);
            } else if (letter == 'R') {
                relative = true;
            } else if (named != null) {
                if (buffer != null && buffer != named) {
                    throw word.from(i).refuse("the modifiers name two buffers", "an expression is looked for in one");
                }
                buffer = named;
            } else {
                throw word.from(i).refuse("\"" + letter + "\" is no modifier",
                        "compile: i m s x A E G; place: R B; limit: O; buffers: U I P Q H D M C S Y V W Z");
            }
        }
        return new Modifiers(relative, buffer);
    }

    private static Pcre.Flag flag(char letter) {
        for (Pcre.Flag flag : Pcre.Flag.values()) {
            if (flag.letter() == letter) {
                return flag;
            }
        }
        return null;
    }

    private static Buffer buffer(char letter) {
        return switch (letter) {
            case 'U' -> Buffer.HTTP_URI;
            case 'I' -> Buffer.HTTP_URI_RAW;
            case 'P' -> Buffer.HTTP_REQUEST_BODY;
            case 'Q' -> Buffer.FILE_DATA;
            case 'H' -> Buffer.HTTP_HEADER;
            case 'D' -> Buffer.HTTP_HEADER_RAW;
            case 'M' -> Buffer.HTTP_METHOD;
            case 'C' -> Buffer.HTTP_COOKIE;
            case 'S' -> Buffer.HTTP_STAT_CODE;
            case 'Y' -> Buffer.HTTP_STAT_MSG;
            case 'V' -> Buffer.HTTP_USER_AGENT;
            case 'W' -> Buffer.HTTP_HOST;
            case 'Z' -> Buffer.HTTP_HOST_RAW;
            default -> null;
        };
    }

    private static SectionDraft section(Modifiers modifiers, Word value, RuleBuilder rule) {
        if (modifiers.buffer() == null) {
            return rule.section(modifiers.relative());
        }
        BufferName buffer = BufferName.of(modifiers.buffer());
        if (rule.isSticky()) {
            if (rule.sticky().buffer() != modifiers.buffer() && !isResponseBody(rule.sticky(), modifiers.buffer())) {
                throw value.conflict("the expression's modifier names " + buffer.name() + ", the buffer looked at is "
                        + rule.sticky().name(), "leave the modifier out, or write pkt_data before");
            }
            return rule.section(true);
        }
        rule.requireProtocol(buffer.protocol(), value);
        return rule.lookOnce(buffer);
    }

    /** Q stands for the response's body, which rules call by either name. */
    private static boolean isResponseBody(BufferName sticky, Buffer modifier) {
        return modifier == Buffer.FILE_DATA && sticky.buffer() == Buffer.HTTP_RESPONSE_BODY;
    }

    private static List<Pcre.Capture> captures(List<Word> words, String pattern) {
        List<Pcre.Capture> captures = new ArrayList<>(words.size());
        for (Word word : words) {
            int colon = word.text().indexOf(':');
            Pcre.Capture.Scope scope = switch (colon < 0 ? "" : word.text().substring(0, colon)) {
                case "flow" -> Pcre.Capture.Scope.FLOW;
                case "pkt" -> Pcre.Capture.Scope.PACKET;
                case "alert" -> Pcre.Capture.Scope.ALERT;
                default -> throw word.notOneOf("capture variable", "flow:name, pkt:name, alert:name");
            };
            captures.add(new Pcre.Capture(scope, word.text().substring(colon + 1)));
        }
        if (captures.isEmpty()) {
            addNamed(pattern, captures);
        }
        return List.copyOf(captures);
    }

    /** Older notation: {@code (?P<flow_name>...)} and {@code (?P<pkt_name>...)} as the only group. */
    private static void addNamed(String pattern, List<Pcre.Capture> captures) {
        int start = pattern.indexOf("(?P<");
        int end = start < 0 ? -1 : pattern.indexOf('>', start);
        String name = end < 0 ? "" : pattern.substring(start + 4, end);
        if (name.startsWith("flow_")) {
            captures.add(new Pcre.Capture(Pcre.Capture.Scope.FLOW, name.substring(5)));
        } else if (name.startsWith("pkt_")) {
            captures.add(new Pcre.Capture(Pcre.Capture.Scope.PACKET, name.substring(4)));
        }
    }
}
