package org.sluice.rules.keyword;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sluice.rules.model.Action;
import org.sluice.rules.model.Effect;
import org.sluice.rules.model.Meta;
import org.sluice.rules.model.Rule;
import org.sluice.rules.text.Spelling;

/** What a rule says of itself, and how it is reported. */
final class MetaKeywords {
    private static final String FAMILY = "Meta";
    private static final long UINT32 = 0xffff_ffffL;

    private MetaKeywords() {}

    static void addTo(KeywordRegistry registry) {
        registry.add(Keyword.valued("msg", FAMILY, "The alert's text.", "msg:\"text\"", "msg:\"ET SCAN something\";",
                MetaKeywords::msg));
        registry.add(Keyword.valued("sid", FAMILY, "The rule's number; every rule has one.", "sid:number",
                "sid:2000015;",
                (value, rule) -> rule.meta.sid = once("sid", value, rule).unquoted().number("sid", 1, UINT32)));
        registry.add(Keyword.valued("rev", FAMILY, "The rule's revision.", "rev:number", "rev:3;",
                (value, rule) -> rule.meta.rev = once("rev", value, rule).unquoted().number("rev", 0, UINT32)));
        registry.add(Keyword.valued("gid", FAMILY, "The number of the generator that the sid belongs to; 1 by default.",
                "gid:number", "gid:1;",
                (value, rule) -> rule.meta.gid = value.unquoted().number("gid", 0, UINT32)));
        registry.add(Keyword.valued("classtype", FAMILY,
                "Names a classification, which gives a priority and a category.",
                "classtype:name", "classtype:trojan-activity;", MetaKeywords::classtype));
        registry.add(Keyword.valued("priority", FAMILY, "1 (highest) to 255, before the classification's own.",
                "priority:number", "priority:1;",
                (value, rule) -> rule.meta.priority = (int) value.unquoted().number("priority", 1, 255)));
        registry.add(Keyword.valued("reference", FAMILY, "Where to read more.", "reference:system,id",
                "reference:cve,2021-44228;", MetaKeywords::reference));
        registry.add(Keyword.valued("metadata", FAMILY, "Free annotations: words and their values.",
                "metadata:key value[, key value]...", "metadata:created_at 2024_01_31, confidence High;",
                MetaKeywords::metadata));
        registry.add(Keyword.valued("target", FAMILY, "Which end of the packet is attacked.", "target:src_ip|dest_ip",
                "target:dest_ip;", MetaKeywords::target));
        registry.add(Keyword.valued("requires", FAMILY,
                "Leaves the rule out, without an error, where the engine has not what it needs.",
                "requires: feature name, version >= 8.0.0, keyword name", "requires: version >= 8;",
                Requirement::parse));
        registry.add(Keyword.bare("noalert", FAMILY, "The rule does all but report.",
                (value, rule) -> rule.set(Rule.Flag.NO_ALERT)));
        registry.add(Keyword.bare("alert", FAMILY, "The rule reports although its action would not.",
                (value, rule) -> rule.set(Rule.Flag.ALERT)));
        registry.add(Keyword.bare("prefilter", FAMILY,
                "Makes the condition before it the one that is looked at first.",
                (value, rule) -> rule.set(Rule.Flag.PREFILTER)));
        registry.add(Keyword.valued("config", FAMILY, "Changes what is logged of a transaction or flow.",
                "config:logging disable, type tx, scope tx", "config:logging disable, type tx, scope tx;",
                MetaKeywords::config).unenforced("logging cannot be changed by rules yet"));
    }

    private static Word once(String keyword, Word value, RuleBuilder rule) {
        if (!rule.once.add(keyword)) {
            throw value.conflict("a second " + keyword, "leave one of them out");
        }
        return value;
    }

    private static void msg(Word value, RuleBuilder rule) {
        rule.meta.msg = once("msg", value, rule).quoted().unescaped();
    }

    private static void classtype(Word value, RuleBuilder rule) {
        String name = value.unquoted().lower();
        if (name.isEmpty() || name.indexOf(' ') >= 0 || name.indexOf(',') >= 0) {
            throw value.refuse("\"" + value.text() + "\" is no name of a classification", "");
        }
        if (rule.settings().classifications().find(name).isEmpty()) {
            List<String> known = new ArrayList<>();
            rule.settings().classifications().all().forEach(c -> known.add(c.name()));
            rule.warn(value, "the classification \"" + name + "\" is not defined; its priority is "
                    + MetaDraft.DEFAULT_PRIORITY, Spelling.suggestion(name, known));
        }
        if (rule.meta.classtype.isEmpty()) {
            rule.meta.classtype = name;
        }
    }

    private static void reference(Word value, RuleBuilder rule) {
        int comma = value.text().indexOf(',');
        if (comma <= 0) {
            throw value.refuse("a reference has a system and an id", "write reference:url,example.com/page");
        }
        String system = value.part(0, comma).lower();
        String id = value.from(comma + 1).unquoted().unescaped();
        if (id.isEmpty()) {
            throw value.refuse("the reference has no id", "write reference:url,example.com/page");
        }
        if (!rule.settings().references().knows(system)) {
            rule.warn(value, "the reference system \"" + system + "\" is not defined", "");
        }
        rule.meta.references.add(new Meta.Reference(system, id));
    }

    private static void metadata(Word value, RuleBuilder rule) {
        for (Word entry : value.list(',')) {
            if (!entry.isEmpty()) {
                rule.annotate(entry);
            }
        }
    }

    private static void target(Word value, RuleBuilder rule) {
        rule.meta.target = switch (value.text()) {
            case "src_ip" -> Meta.Target.SOURCE;
            case "dest_ip" -> Meta.Target.DESTINATION;
            default -> throw value.notOneOf("end", "src_ip, dest_ip");
        };
    }

    private static void config(Word value, RuleBuilder rule) {
        if (rule.action() != Action.CONFIG) {
            throw value.conflict("config needs the action config", "begin the rule with config instead of "
                    + rule.action().ruleName());
        }
        List<Word> words = value.list(',');
        List<String> rest = new ArrayList<>();
        words.forEach(word -> rest.add(word.text().toLowerCase(Locale.ROOT)));
        rule.add(new Effect.Configure(words.getFirst().head()[0].lower(), List.copyOf(rest)));
    }
}
