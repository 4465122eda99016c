package org.sluice.dataplane.detect;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;
import org.sluice.rules.model.Action;
import org.sluice.rules.model.AddressSet;
import org.sluice.rules.model.Carrier;
import org.sluice.rules.model.Content;
import org.sluice.rules.model.DetectionFilter;
import org.sluice.rules.model.Effect;
import org.sluice.rules.model.FlowConstraint;
import org.sluice.rules.model.Header;
import org.sluice.rules.model.Match;
import org.sluice.rules.model.Meta;
import org.sluice.rules.model.Operand;
import org.sluice.rules.model.Pcre;
import org.sluice.rules.model.Place;
import org.sluice.rules.model.PortSet;
import org.sluice.rules.model.Rule;
import org.sluice.rules.model.Section;
import org.sluice.rules.model.Threshold;
import org.sluice.rules.model.Transform;

/** Builds typed rules for tests, word by word. */
final class RuleFixture {
    private final long sid;
    private Action action = Action.ALERT;
    private Carrier carrier = Carrier.TCP;
    private AppProtocol application = AppProtocol.UNKNOWN;
    private AddressSet source = AddressSet.ANY;
    private AddressSet destination = AddressSet.ANY;
    private PortSet sourcePorts = PortSet.ANY;
    private PortSet destinationPorts = PortSet.ANY;
    private Header.Direction arrow = Header.Direction.FORWARD;
    private FlowConstraint flow = FlowConstraint.NONE;
    private int priority = 3;
    private Threshold threshold;
    private DetectionFilter filter;
    private final List<Match> matches = new ArrayList<>();
    private final List<Section> sections = new ArrayList<>();
    private final List<Effect> effects = new ArrayList<>();
    private final Set<Rule.Flag> flags = EnumSet.noneOf(Rule.Flag.class);

    private RuleFixture(long sid) {
        this.sid = sid;
    }

    /** A rule {@code alert tcp any any -> any any}. */
    static RuleFixture rule(long sid) {
        return new RuleFixture(sid);
    }

    /** A content without modifiers. */
    static Content content(String text) {
        return new Content(bytes(text), false, false, null, null, null, null, false, false, false,
                Content.FastPattern.NONE);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static Content nocase(Content c) {
        return new Content(c.bytes(), true, c.negated(), c.offset(), c.depth(), c.distance(), c.within(), c.startsWith(),
                c.endsWith(), false, c.fastPattern());
    }

    static Content not(Content c) {
        return new Content(c.bytes(), c.nocase(), true, c.offset(), c.depth(), c.distance(), c.within(), c.startsWith(),
                c.endsWith(), false, c.fastPattern());
    }

    static Content at(Content c, Integer offset, Integer depth) {
        return new Content(c.bytes(), c.nocase(), c.negated(), operand(offset), operand(depth), c.distance(), c.within(),
                c.startsWith(), c.endsWith(), false, c.fastPattern());
    }

    static Content near(Content c, Integer distance, Integer within) {
        return new Content(c.bytes(), c.nocase(), c.negated(), c.offset(), c.depth(), operand(distance), operand(within),
                c.startsWith(), c.endsWith(), false, c.fastPattern());
    }

    static Content bound(Content c, boolean start, boolean end) {
        return new Content(c.bytes(), c.nocase(), c.negated(), c.offset(), c.depth(), c.distance(), c.within(), start, end,
                false, c.fastPattern());
    }

    static Operand operand(Integer value) {
        return value == null ? null : Operand.of(value);
    }

    static Pcre pcre(String pattern, boolean relative) {
        return new Pcre(pattern, Set.of(), relative, false, List.of());
    }

    RuleFixture action(Action value) {
        action = value;
        return this;
    }

    RuleFixture over(Carrier value) {
        carrier = value;
        return this;
    }

    RuleFixture over(AppProtocol value) {
        carrier = Carrier.APPLICATION;
        application = value;
        return this;
    }

    RuleFixture from(AddressSet addresses, PortSet ports) {
        source = addresses;
        sourcePorts = ports;
        return this;
    }

    RuleFixture to(AddressSet addresses, PortSet ports) {
        destination = addresses;
        destinationPorts = ports;
        return this;
    }

    RuleFixture bothWays() {
        arrow = Header.Direction.BOTH;
        return this;
    }

    RuleFixture flow(FlowConstraint value) {
        flow = value;
        return this;
    }

    RuleFixture priority(int value) {
        priority = value;
        return this;
    }

    RuleFixture threshold(Threshold value) {
        threshold = value;
        return this;
    }

    RuleFixture filter(DetectionFilter value) {
        filter = value;
        return this;
    }

    RuleFixture when(Match... values) {
        matches.addAll(List.of(values));
        return this;
    }

    RuleFixture payload(Match... values) {
        return in(Buffer.PAYLOAD, values);
    }

    RuleFixture in(Buffer buffer, Match... values) {
        sections.add(new Section(buffer, List.of(), List.of(values)));
        return this;
    }

    RuleFixture in(Buffer buffer, Transform.Kind transform, Match... values) {
        sections.add(new Section(buffer, List.of(new Transform(transform, "")), List.of(values)));
        return this;
    }

    RuleFixture then(Effect effect) {
        effects.add(effect);
        return this;
    }

    RuleFixture noAlert() {
        flags.add(Rule.Flag.NO_ALERT);
        return this;
    }

    /** The rule reports although its action would not. */
    RuleFixture alert() {
        flags.add(Rule.Flag.ALERT);
        return this;
    }

    Rule build() {
        String name = carrier == Carrier.APPLICATION ? application.ruleName() : carrier.name().toLowerCase();
        Meta meta = new Meta(sid, 1, 1, "rule " + sid, "", priority, List.of(), List.of(), Meta.Target.NONE);
        Header header = new Header(name, carrier, application, "", source, sourcePorts, arrow, destination,
                destinationPorts);
        return new Rule(new Place("test.rules", (int) sid), "alert " + name + " ... sid:" + sid, action, header, meta, flow,
                List.copyOf(matches), List.copyOf(sections), threshold, filter, List.copyOf(effects), Set.copyOf(flags),
                List.of());
    }
}
