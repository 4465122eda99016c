package org.sluice.rules.keyword;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.sluice.rules.model.Meta;
import org.sluice.rules.model.Rule;
import org.sluice.rules.text.Problem;
import org.sluice.rules.text.Reason;
import org.sluice.rules.text.RuleException;
import org.sluice.rules.text.RuleFile;
import org.sluice.rules.text.RuleOption;
import org.sluice.rules.text.RuleReader;
import org.sluice.rules.text.Spelling;

/**
 * Reads rule files into typed rules. Goes on after every mistake, so that one run finds all problems; never throws on
 * text, however hostile. For one thread, for one rule set.
 */
public final class RuleParser {
    /** Keywords that only Snort 3 has. */
    private static final Set<String> SNORT3 = Set.of("bufferlen", "service", "rem", "file_type", "regex", "sd_pattern",
            "js_data", "vba_data", "ber_data", "ber_skip", "http_param", "http_num_headers", "http_num_trailers",
            "http_trailer", "http_raw_body", "http_raw_trailer", "http_version", "http_version_match", "http_true_ip",
            "http_header_test", "http_trailer_test", "http_max_header_line", "so", "soid", "cvs", "gtp_info",
            "gtp_type", "sip_body", "sip_header", "sip_stat_code", "cip_req", "cip_rsp", "s7commplus_func", "wizard",
            "appids", "mms_data");

    private final KeywordRegistry registry = KeywordRegistry.standard();
    private final RuleSettings settings;
    private final RuleReader reader;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Rule> byId = new LinkedHashMap<>();
    private final Map<String, Meta.Metadata> knownMetadata = new HashMap<>();
    private int total;
    private int skipped;

    private RuleParser(RuleSettings settings) {
        this.settings = settings;
        this.reader = new RuleReader(settings.variables());
    }

    /** Reads files; one that cannot be read becomes a problem. */
    public static ParsedRules parse(List<Path> files, RuleSettings settings) {
        List<Problem> unreadable = new ArrayList<>();
        return parseAll(RuleFile.read(files, unreadable), unreadable, settings);
    }

    /** Reads files that are already in memory. */
    public static ParsedRules parseFiles(List<RuleFile> files, RuleSettings settings) {
        return parseAll(files, List.of(), settings);
    }

    private static ParsedRules parseAll(List<RuleFile> files, List<Problem> before, RuleSettings settings) {
        RuleParser parser = new RuleParser(settings);
        parser.problems.addAll(before);
        for (RuleFile file : files) {
            parser.reader.read(file, parser::take);
        }
        Map<Boolean, List<Rule>> rules =
                parser.byId.values().stream().collect(Collectors.partitioningBy(Rule::isEnforced));
        return new ParsedRules(rules.get(true), rules.get(false), List.copyOf(parser.problems), parser.total,
                parser.skipped);
    }

    /** What is found while one rule is read. */
    private static final class Findings {
        private final List<RuleException> errors = new ArrayList<>(0);
        private final List<RuleException> unenforced = new ArrayList<>(0);

        /** Keeps a failure, but not one that another failure may have caused. */
        void add(RuleException failure) {
            if (errors.isEmpty() || failure.reason() != Reason.COMBINATION) {
                errors.add(failure);
            }
        }
    }

    private void take(RuleReader.ReadRule read) {
        total++;
        Findings findings = new Findings();
        findings.errors.addAll(read.failures());
        RuleBuilder builder = new RuleBuilder(settings, read.action(), read.header(), knownMetadata);
        RuleException unmet = unmetRequirement(read, builder);
        if (unmet != null) {
            skipped++;
            problems.add(read.problem(unmet, Problem.Severity.WARNING, 0));
            return;
        }
        for (RuleOption option : read.options()) {
            take(option, builder, findings);
        }
        Rule rule = null;
        if (findings.errors.isEmpty()) {
            try {
                rule = builder.finish(read.place(), read.text());
            } catch (RuleException e) {
                findings.add(e);
            }
        }
        report(read, builder, findings);
        if (rule != null) {
            keep(rule, read);
        }
    }

    /** Looked at first: a rule that asks for what is not there may hold anything. */
    private RuleException unmetRequirement(RuleReader.ReadRule read, RuleBuilder builder) {
        for (RuleOption option : read.options()) {
            if (option.name().equals("requires") && option.value() != null) {
                try {
                    Requirement.parse(new Word(option.value(), option.valueOffset()), builder);
                } catch (RuleException e) {
                    return e.reason() == Reason.REQUIRES ? e : null;
                }
            }
        }
        return null;
    }

    private void take(RuleOption option, RuleBuilder builder, Findings findings) {
        int unenforcedBefore = builder.unenforcedCount();
        try {
            Keyword keyword = registry.find(option.name()).orElse(null);
            if (keyword == null) {
                throw unknown(option);
            }
            if (!keyword.isEnforced()) {
                builder.unenforced(keyword.name(), keyword.unenforced());
            }
            keyword.parser().parse(value(keyword, option), builder);
        } catch (RuleException e) {
            findings.add(e);
        }
        if (builder.unenforcedCount() == unenforcedBefore) {
            return;
        }
        for (Rule.Unenforced entry : builder.unenforcedSince(unenforcedBefore)) {
            findings.unenforced.add(new RuleException(Reason.NOT_ENFORCED, option.nameOffset(),
                    entry.keyword() + " is not enforced: " + entry.reason(), ""));
        }
    }

    private static Word value(Keyword keyword, RuleOption option) {
        boolean has = option.value() != null && !option.value().isEmpty();
        if (has && keyword.arity() == Keyword.Arity.NONE) {
            throw new RuleException(Reason.KEYWORD_VALUE, option.valueOffset(), keyword.name() + " takes no value",
                    "write " + option.name() + ";");
        }
        if (!has && keyword.arity() == Keyword.Arity.REQUIRED) {
            throw new RuleException(Reason.KEYWORD_VALUE, option.nameOffset(), keyword.name() + " needs a value",
                    "write " + keyword.example());
        }
        return has ? new Word(option.value(), option.valueOffset()) : new Word("", option.nameOffset());
    }

    private RuleException unknown(RuleOption option) {
        String name = option.name();
        String shown = name.length() <= 60 ? name : name.substring(0, 57) + "...";
        if (SNORT3.contains(name)) {
            return new RuleException(Reason.SNORT3, option.nameOffset(), "\"" + name
                    + "\" is a keyword of Snort 3 only",
                    "Snort 3 rules are not compatible; use the Suricata edition of the rule set");
        }
        String hint = Spelling.suggestion(name, registry.spellings());
        if (hint.isEmpty() && name.indexOf('"') >= 0) {
            hint = "a ; inside quotes is written \\;";
        }
        return new RuleException(Reason.UNKNOWN_KEYWORD, option.nameOffset(), "there is no keyword \"" + shown + "\"",
                hint);
    }

    private void report(RuleReader.ReadRule read, RuleBuilder builder, Findings findings) {
        long sid = builder.meta.sid;
        for (RuleException warning : builder.warnings()) {
            problems.add(read.problem(warning, Problem.Severity.WARNING, sid));
        }
        for (RuleException error : findings.errors) {
            problems.add(read.problem(error, Problem.Severity.ERROR, sid));
        }
        if (findings.errors.isEmpty()) {
            for (RuleException missing : findings.unenforced) {
                problems.add(read.problem(missing, Problem.Severity.ERROR, sid));
            }
        }
    }

    /** Of two rules with the same gid and sid the one of the higher revision stays. */
    private void keep(Rule rule, RuleReader.ReadRule read) {
        Rule other = byId.get(rule.id());
        if (other != null && rule.meta().rev() <= other.meta().rev()) {
            problems.add(read.problem(duplicate(rule, read, "its revision " + rule.meta().rev()
                    + " is not newer than that of " + other.place()), Problem.Severity.ERROR, rule.meta().sid()));
            return;
        }
        if (other != null) {
            skipped++;
            byId.remove(rule.id());
            problems.add(read.problem(duplicate(rule, read, "its revision " + rule.meta().rev() + " replaces "
                    + other.meta().rev() + " of " + other.place()), Problem.Severity.WARNING, rule.meta().sid()));
        }
        byId.put(rule.id(), rule);
    }

    private static RuleException duplicate(Rule rule, RuleReader.ReadRule read, String what) {
        int offset = 0;
        for (RuleOption option : read.options()) {
            offset = option.name().equals("sid") ? option.nameOffset() : offset;
        }
        return new RuleException(Reason.DUPLICATE, offset, "rule " + rule.id() + " is there twice: " + what,
                "give one of them another sid, or raise its rev");
    }
}
