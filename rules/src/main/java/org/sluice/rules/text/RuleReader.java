package org.sluice.rules.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.model.Action;
import org.sluice.rules.model.AddressSet;
import org.sluice.rules.model.Carrier;
import org.sluice.rules.model.Header;
import org.sluice.rules.model.Place;
import org.sluice.rules.model.PortSet;

/**
 * Reads files rule by rule: header understood, options cut but not understood. One reader remembers the address and
 * port
 * groups it has met, so use one for all files of a rule set.
 */
public final class RuleReader {
    /** Stands in for a header that could not be read, so that the rule's options are still looked at. */
    private static final Header ANYTHING = new Header("ip", Carrier.IP, AppProtocol.UNKNOWN, "",
            AddressSet.ANY, PortSet.ANY, Header.Direction.FORWARD, AddressSet.ANY, PortSet.ANY);
    private static final int LONGEST = 1 << 20;

    private final HeaderGrammar headers;

    /** A reader for rules that may use those variables. */
    public RuleReader(RuleVariables variables) {
        headers = new HeaderGrammar(variables);
    }

    /** A rule as read, and a way to complain of it. */
    public static final class ReadRule {
        private final RuleText text;
        private final Action action;
        private final Header header;
        private final List<RuleOption> options;
        private final List<RuleException> failures;

        private ReadRule(
                RuleText text, Action action, Header header, List<RuleOption> options, List<RuleException> failures) {
            this.text = text;
            this.action = action;
            this.header = header;
            this.options = options;
            this.failures = failures;
        }

        /** Where it stands. */
        public Place place() {
            return new Place(text.file(), text.firstLine());
        }

        /** Its text, continuation lines joined. */
        public String text() {
            return text.text();
        }

        /** Its action; ALERT when that failed. */
        public Action action() {
            return action;
        }

        /** Its header; one for any packet when that failed. */
        public Header header() {
            return header;
        }

        /** Its options in order; none when the text could not be cut. */
        public List<RuleOption> options() {
            return options;
        }

        /** What was wrong so far. */
        public List<RuleException> failures() {
            return failures;
        }

        /** A problem of this rule. */
        public Problem problem(RuleException failure, Problem.Severity severity, long sid) {
            return text.problem(failure.offset(), severity, sid, failure.reason(), failure.getMessage(),
                    failure.hint());
        }
    }

    /** Hands each rule of a file to {@code taker}. */
    public void read(RuleFile file, Consumer<ReadRule> taker) {
        RuleLines lines = new RuleLines(file.name(), file.content());
        RuleText text;
        while ((text = lines.next()) != null) {
            taker.accept(read(text));
        }
    }

    private ReadRule read(RuleText text) {
        ScannedRule scanned;
        try {
            if (text.text().length() > LONGEST) {
                throw new RuleException(Reason.SYNTAX, 0, "the rule is longer than " + LONGEST + " bytes",
                        "look for a backslash at the end of a line that joins all that follows");
            }
            scanned = RuleScanner.scan(text.text());
        } catch (RuleException e) {
            return new ReadRule(text, Action.ALERT, ANYTHING, List.of(), List.of(e));
        }
        if (scanned.words().isEmpty()) {
            return new ReadRule(text, Action.ALERT, ANYTHING, List.of(),
                    List.of(new RuleException(Reason.SYNTAX, 0, "the rule has no action and no header", "")));
        }
        List<RuleException> failures = new ArrayList<>(0);
        Action action = Action.ALERT;
        Header header = ANYTHING;
        try {
            action = headers.action(scanned);
        } catch (RuleException e) {
            failures.add(e);
        }
        try {
            header = headers.header(scanned);
        } catch (RuleException e) {
            failures.add(e);
        }
        return new ReadRule(text, action, header, scanned.options(), failures);
    }
}
