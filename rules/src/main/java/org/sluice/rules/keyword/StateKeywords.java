package org.sluice.rules.keyword;

import java.util.ArrayList;
import java.util.List;
import org.sluice.rules.model.Effect;
import org.sluice.rules.model.FlowInt;
import org.sluice.rules.model.Match;
import org.sluice.rules.model.Rule;
import org.sluice.rules.model.StateBits;

/** What rules remember for each other: bits and numbers on flows and hosts. */
final class StateKeywords {
    private static final String FAMILY = "State";
    private static final long DEFAULT_HOST_SECONDS = 300;

    private StateKeywords() {}

    static void addTo(KeywordRegistry registry) {
        registry.add(Keyword.valued("flowbits", FAMILY, "Sets or asks for a named bit of the flow.",
                "flowbits:set|unset|toggle|isset|isnotset,name[|name]... or flowbits:noalert",
                "flowbits:set,seen.login;", StateKeywords::flowbits));
        registry.add(Keyword.valued("xbits", FAMILY, "Sets or asks for a named bit of a host, a pair of hosts or a"
                + " transaction.",
                "xbits:set|unset|toggle|isset|isnotset,name,track ip_src|ip_dst|ip_pair|tx[,expire seconds]",
                "xbits:set,badhost,track ip_src,expire 3600;", StateKeywords::xbits));
        registry.add(Keyword.valued("hostbits", FAMILY, "Sets or asks for a named bit of a host.",
                "hostbits:set|unset|toggle|isset|isnotset,name[,src|dst|both]", "hostbits:isset,scanner,src;",
                StateKeywords::hostbits));
        registry.add(Keyword.valued("flowint", FAMILY, "Calculates with, or asks for, a named number of the flow.",
                "flowint:name,=|+|-|<|<=|==|!=|>=|>,number|name or flowint:name,isset|notset", "flowint:logins,>,3;",
                StateKeywords::flowint));
        registry.add(Keyword.valued("flowvar", FAMILY, "Asks for a flow variable that a pcre took.",
                "flowvar:name,value",
                "flowvar:user,\"root\";",
                StateKeywords::ignore).unenforced("captured variables cannot be asked for yet"));
        registry.add(Keyword.valued("pktvar", FAMILY, "Asks for a packet variable that a pcre took.",
                "pktvar:name,value",
                "pktvar:user,\"root\";",
                StateKeywords::ignore).unenforced("captured variables cannot be asked for yet"));
    }

    private static void ignore(Word value, RuleBuilder rule) {
        // The keyword has a value; what it is does not matter until it is enforced.
    }

    private static StateBits.Operation operation(Word word) {
        return switch (word.lower()) {
            case "set" -> StateBits.Operation.SET;
            case "unset" -> StateBits.Operation.UNSET;
            case "toggle" -> StateBits.Operation.TOGGLE;
            case "isset" -> StateBits.Operation.IS_SET;
            case "isnotset" -> StateBits.Operation.IS_NOT_SET;
            default -> throw word.notOneOf("operation", "set, unset, toggle, isset, isnotset");
        };
    }

    private static List<String> names(Word word, StateBits.Operation operation) {
        List<String> names = new ArrayList<>(2);
        for (Word name : word.list('|')) {
            if (name.isEmpty() || name.text().chars().anyMatch(c -> c <= ' ')) {
                throw name.refuse(name.isEmpty() ? "the name is missing" : "a name has no blanks", "");
            }
            names.add(name.text());
        }
        if (names.size() > 1 && operation != StateBits.Operation.IS_SET
                && operation != StateBits.Operation.IS_NOT_SET) {
            throw word.refuse("several names go with isset and isnotset only", "write one option for each name");
        }
        return List.copyOf(names);
    }

    private static void add(StateBits bits, RuleBuilder rule) {
        if (bits.isCondition()) {
            rule.add((Match) bits);
        } else {
            rule.add((Effect) bits);
        }
    }

    private static void flowbits(Word value, RuleBuilder rule) {
        if (value.is("noalert")) {
            rule.set(Rule.Flag.NO_ALERT);
            return;
        }
        List<Word> words = value.list(',');
        StateBits.Operation operation = operation(words.getFirst());
        if (words.size() != 2) {
            throw value.refuse("one name is needed", "write flowbits:set,name;");
        }
        add(new StateBits(StateBits.Scope.FLOW, operation, names(words.get(1), operation), 0), rule);
    }

    private static void xbits(Word value, RuleBuilder rule) {
        if (value.is("noalert")) {
            rule.set(Rule.Flag.NO_ALERT);
            return;
        }
        List<Word> words = value.list(',');
        StateBits.Operation operation = operation(words.getFirst());
        if (words.size() < 3) {
            throw value.refuse("a name and what to track are needed", "write xbits:set,name,track ip_src;");
        }
        StateBits.Scope scope = null;
        long expire = 30;
        for (Word word : words.subList(2, words.size())) {
            Word[] pair = word.head();
            switch (pair[0].lower()) {
                case "track" -> scope = track(pair[1]);
                case "expire" -> expire = pair[1].number("expire", 1, Integer.MAX_VALUE);
                default -> throw word.notOneOf("option", "track ip_src|ip_dst|ip_pair|tx, expire seconds");
            }
        }
        if (scope == null) {
            throw value.refuse("what to track is missing", "add track ip_src, ip_dst or ip_pair");
        }
        add(new StateBits(scope, operation, names(words.get(1), operation),
                operation == StateBits.Operation.SET || operation == StateBits.Operation.TOGGLE ? expire : 0), rule);
    }

    private static StateBits.Scope track(Word word) {
        return switch (word.lower()) {
            case "ip_src" -> StateBits.Scope.SOURCE;
            case "ip_dst" -> StateBits.Scope.DESTINATION;
            case "ip_pair" -> StateBits.Scope.PAIR;
            case "tx" -> StateBits.Scope.TRANSACTION;
            default -> throw word.notOneOf("thing to track", "ip_src, ip_dst, ip_pair, tx");
        };
    }

    private static void hostbits(Word value, RuleBuilder rule) {
        if (value.is("noalert")) {
            rule.set(Rule.Flag.NO_ALERT);
            return;
        }
        List<Word> words = value.list(',');
        StateBits.Operation operation = operation(words.getFirst());
        if (words.size() < 2 || words.size() > 3) {
            throw value.refuse("a name is needed", "write hostbits:set,name,src;");
        }
        List<String> names = names(words.get(1), operation);
        String side = words.size() == 3 ? words.get(2).lower() : "src";
        if (!side.equals("src") && !side.equals("dst") && !side.equals("both")) {
            throw words.get(2).notOneOf("side", "src, dst, both");
        }
        if (!side.equals("dst")) {
            add(new StateBits(StateBits.Scope.SOURCE, operation, names, DEFAULT_HOST_SECONDS), rule);
        }
        if (!side.equals("src")) {
            add(new StateBits(StateBits.Scope.DESTINATION, operation, names, DEFAULT_HOST_SECONDS), rule);
        }
    }

    private static void flowint(Word value, RuleBuilder rule) {
        List<Word> words = value.list(',');
        if (words.size() < 2 || words.getFirst().isEmpty()) {
            throw value.refuse("a name and an operation are needed", "write flowint:name,+,1;");
        }
        String name = words.getFirst().text();
        FlowInt.Operation operation = flowIntOperation(words.get(1));
        boolean question = operation == FlowInt.Operation.IS_SET || operation == FlowInt.Operation.IS_NOT_SET;
        if (words.size() != (question ? 2 : 3)) {
            throw value.refuse(question ? words.get(1).text() + " takes no number" : "a number or a name is needed",
                    "write flowint:name,+,1; or flowint:name,isset;");
        }
        FlowInt result;
        if (question) {
            result = new FlowInt(name, operation, 0, null);
        } else if (words.get(2).isNumeric()) {
            result = new FlowInt(name, operation, words.get(2).number("number", 0, 0xffff_ffffL), null);
        } else {
            result = new FlowInt(name, operation, 0, words.get(2).text());
        }
        if (result.isCondition()) {
            rule.add((Match) result);
        } else {
            rule.add((Effect) result);
        }
    }

    private static FlowInt.Operation flowIntOperation(Word word) {
        return switch (word.lower()) {
            case "=" -> FlowInt.Operation.SET;
            case "+" -> FlowInt.Operation.ADD;
            case "-" -> FlowInt.Operation.SUBTRACT;
            case "<" -> FlowInt.Operation.LESS;
            case "<=" -> FlowInt.Operation.LESS_OR_EQUAL;
            case "==" -> FlowInt.Operation.EQUAL;
            case "!=" -> FlowInt.Operation.DIFFERENT;
            case ">=" -> FlowInt.Operation.GREATER_OR_EQUAL;
            case ">" -> FlowInt.Operation.GREATER;
            case "isset" -> FlowInt.Operation.IS_SET;
            case "notset", "isnotset" -> FlowInt.Operation.IS_NOT_SET;
            default -> throw word.notOneOf("operation", "= + - < <= == != >= > isset notset");
        };
    }
}
