package org.sluice.rules.keyword;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;
import org.sluice.rules.model.Action;
import org.sluice.rules.model.DetectionFilter;
import org.sluice.rules.model.Effect;
import org.sluice.rules.model.FlowConstraint;
import org.sluice.rules.model.Header;
import org.sluice.rules.model.IntegerField;
import org.sluice.rules.model.IntegerMatch;
import org.sluice.rules.model.Match;
import org.sluice.rules.model.Meta;
import org.sluice.rules.model.Place;
import org.sluice.rules.model.Rule;
import org.sluice.rules.model.Section;
import org.sluice.rules.model.Threshold;
import org.sluice.rules.model.Transform;
import org.sluice.rules.text.Reason;
import org.sluice.rules.text.RuleException;

/**
 * Collects what a rule's options mean, in the order written. Knows which buffer is looked at: the payload at first,
 * what a sticky buffer keyword named from there on. Keywords call it; it holds what they have in common and checks what
 * concerns several of them.
 */
final class RuleBuilder {
    final MetaDraft meta = new MetaDraft();
    final Set<String> once = new HashSet<>();

    private final RuleSettings settings;
    /** Annotations met before in this rule set, by their text: few are written in one rule only. */
    private final Map<String, Meta.Metadata> knownMetadata;
    private final Action action;
    private final Header header;
    private final List<Match> matches = new ArrayList<>(4);
    private final List<SectionDraft> sections = new ArrayList<>(4);
    private final List<ContentDraft> contents = new ArrayList<>(4);
    private final List<Effect> effects = new ArrayList<>(2);
    private final Set<Rule.Flag> flags = EnumSet.noneOf(Rule.Flag.class);
    private final List<Rule.Unenforced> unenforced = new ArrayList<>(2);
    private final List<RuleException> warnings = new ArrayList<>(0);
    private final Set<String> variables = new HashSet<>();
    private AppProtocol protocol;
    private FlowConstraint flow = FlowConstraint.NONE;
    private Threshold threshold;
    private DetectionFilter detectionFilter;

    /** Null while the payload is looked at. */
    private BufferName sticky;
    private List<Transform> transforms = List.of();
    /** The sticky buffer's section; null until the first match on it. */
    private SectionDraft current;
    private Word stickyPlace;
    /** Whether a match was put on the sticky buffer since its keyword. */
    private boolean touched;
    /** The section that took the last match. */
    private SectionDraft last;

    RuleBuilder(RuleSettings settings, Action action, Header header, Map<String, Meta.Metadata> knownMetadata) {
        this.settings = settings;
        this.knownMetadata = knownMetadata;
        this.action = action;
        this.header = header;
        this.protocol = header.application();
    }

    RuleSettings settings() {
        return settings;
    }

    /** Takes one annotation. */
    void annotate(Word entry) {
        meta.metadata.add(knownMetadata.computeIfAbsent(entry.text(), text -> {
            Word[] pair = entry.head();
            return new Meta.Metadata(pair[0].text(), pair[1].text());
        }));
    }

    Action action() {
        return action;
    }

    Header header() {
        return header;
    }

    FlowConstraint flow() {
        return flow;
    }

    // Conditions that need no buffer, and the rest of the rule.

    void add(Match match) {
        matches.add(match);
    }

    void add(Effect effect) {
        effects.add(effect);
    }

    void set(Rule.Flag flag) {
        flags.add(flag);
    }

    void set(FlowConstraint constraint) {
        flow = constraint;
    }

    /** A threshold of every single match says nothing; of two limits that count the same, the longer window decides. */
    void set(Threshold value, Word place) {
        if (threshold == null || saysNothing(threshold)) {
            threshold = null;
            checkNoRate(place);
            threshold = value;
        } else if (!saysNothing(value)) {
            boolean sameLimit = threshold.type() == Threshold.Type.LIMIT && value.type() == Threshold.Type.LIMIT
                    && threshold.track() == value.track() && threshold.count() == value.count();
            if (!sameLimit) {
                checkNoRate(place);
            }
            threshold = threshold.seconds() >= value.seconds() ? threshold : value;
        }
    }

    private static boolean saysNothing(Threshold value) {
        return value.type() == Threshold.Type.THRESHOLD && value.count() == 1;
    }

    void set(DetectionFilter value, Word place) {
        checkNoRate(place);
        detectionFilter = value;
    }

    private void checkNoRate(Word place) {
        if (threshold != null || detectionFilter != null) {
            throw place.conflict("a rule has one threshold or one detection_filter", "leave one of them out");
        }
    }

    List<Match> matches() {
        return matches;
    }

    boolean has(IntegerField field) {
        return matches.stream().anyMatch(match -> match instanceof IntegerMatch integer && integer.field() == field);
    }

    /** Keeps that the rule cannot be loaded although it is well written. */
    void unenforced(String keyword, String reason) {
        unenforced.add(new Rule.Unenforced(keyword, reason));
    }

    int unenforcedCount() {
        return unenforced.size();
    }

    List<Rule.Unenforced> unenforcedSince(int count) {
        return unenforced.subList(count, unenforced.size());
    }

    /** Keeps that something is doubtful; the rule is loaded. */
    void warn(Word place, String message, String hint) {
        warnings.add(new RuleException(Reason.KEYWORD_VALUE, place.offset(), message, hint));
    }

    List<RuleException> warnings() {
        return warnings;
    }

    /** Names a number that later options may use. */
    void define(String variable) {
        variables.add(variable);
    }

    boolean isDefined(String variable) {
        return variables.contains(variable);
    }

    // Buffers.

    /** Looks at that buffer from here on. */
    void look(BufferName buffer, Word place) {
        checkBufferUsed(place);
        requireProtocol(buffer.protocol(), place);
        sticky = buffer;
        stickyPlace = place;
        transforms = List.of();
        touched = false;
        current = buffer.multiple() ? null : find(buffer, transforms);
    }

    /** Looks at the payload from here on. */
    void lookAtPayload(Word place) {
        checkBufferUsed(place);
        sticky = null;
        current = null;
        transforms = List.of();
    }

    private void checkBufferUsed(Word place) {
        if (sticky != null && (current == null || current.isEmpty())) {
            throw place.conflict("nothing is asked of the buffer " + sticky.name() + " before this",
                    "write a content, pcre or other condition after " + sticky.name());
        }
    }

    /**
     * Changes the buffer before it is looked at. After a condition on the buffer, those that follow look at it anew,
     * with this change alone.
     */
    void transform(Transform transform, Word place) {
        if (sticky == null) {
            throw place.conflict(transform.kind().ruleName() + " needs a buffer before it",
                    "write it after http.uri; or"
                    + " another buffer keyword");
        }
        List<Transform> more = touched ? new ArrayList<>() : new ArrayList<>(transforms);
        more.add(transform);
        transforms = List.copyOf(more);
        touched = false;
        current = sticky.multiple() ? null : find(sticky, transforms);
    }

    boolean isSticky() {
        return sticky != null;
    }

    BufferName sticky() {
        return sticky == null ? BufferName.PAYLOAD : sticky;
    }

    /** Where a condition goes: the sticky buffer, else where the last one went if it is relative, else the payload. */
    SectionDraft section(boolean relative) {
        SectionDraft section;
        if (sticky != null) {
            if (current == null) {
                current = create(sticky, transforms);
            }
            section = current;
        } else if (relative && last != null) {
            section = last;
        } else {
            section = on(BufferName.PAYLOAD);
        }
        touched = true;
        last = section;
        return section;
    }

    /** The section on that buffer without transforms, made when there is none. */
    SectionDraft on(BufferName buffer) {
        SectionDraft found = find(buffer, List.of());
        return found != null ? found : create(buffer, List.of());
    }

    /** The section on a buffer that one condition names for itself alone. */
    SectionDraft lookOnce(BufferName buffer) {
        last = on(buffer);
        return last;
    }

    private SectionDraft create(BufferName buffer, List<Transform> changes) {
        SectionDraft section = new SectionDraft(buffer, changes);
        sections.add(section);
        return section;
    }

    private SectionDraft find(BufferName buffer, List<Transform> changes) {
        for (int i = sections.size() - 1; i >= 0; i--) {
            if (sections.get(i).isOn(buffer, changes)) {
                return sections.get(i);
            }
        }
        return null;
    }

    /** Puts a content where the rule looks now. */
    void add(ContentDraft content) {
        section(false).add(content);
        contents.add(content);
    }

    /** Puts a content on a buffer that its own keyword names. */
    void add(ContentDraft content, BufferName buffer) {
        last = on(buffer);
        last.add(content);
        contents.add(content);
    }

    /** Moves the last payload content to a buffer, as the content modifiers of old do. */
    void moveLastContent(BufferName buffer, Word place) {
        if (sticky != null) {
            throw place.conflict("this modifier cannot follow the sticky buffer " + sticky.name(),
                    "use " + buffer.name() + " before the content, or pkt_data to look at the payload again");
        }
        SectionDraft payload = find(BufferName.PAYLOAD, List.of());
        ContentDraft content = payload == null ? null : payload.lastContent();
        if (content == null) {
            throw place.conflict("there is no content before it", "write content:\"...\" first");
        }
        if (content.rawBytes) {
            throw place.conflict("a content with rawbytes cannot be looked for in " + buffer.name(), "");
        }
        requireProtocol(buffer.protocol(), place);
        payload.remove(content);
        last = on(buffer);
        last.add(content);
    }

    /** The content that a modifier speaks of. */
    ContentDraft lastContent(String keyword, Word place) {
        ContentDraft content = sticky == null ? contents.isEmpty() ? null : contents.getLast()
                : current == null ? null : current.lastContent();
        if (content == null) {
            throw place.conflict(keyword + " needs a content before it", "write content:\"...\" first");
        }
        return content;
    }

    List<ContentDraft> contents() {
        return contents;
    }

    /** Binds the rule to an application protocol; a rule can only be about one. */
    void requireProtocol(AppProtocol wanted, Word place) {
        if (wanted == AppProtocol.UNKNOWN || wanted == protocol || isKin(wanted, protocol)) {
            return;
        }
        if (protocol != AppProtocol.UNKNOWN) {
            throw place.conflict("this is about " + wanted.ruleName() + ", the rule is about " + protocol.ruleName(),
                    "a rule can look at one application protocol only");
        }
        protocol = wanted;
    }

    /** The application protocol the rule is about so far. */
    AppProtocol protocol() {
        return protocol;
    }

    private static boolean isKin(AppProtocol wanted, AppProtocol has) {
        return has.carries(wanted) || wanted == AppProtocol.HTTP2 && has == AppProtocol.HTTP;
    }

    // The end.

    /** The rule, checked as a whole. */
    Rule finish(Place place, String text) {
        if (meta.sid == 0) {
            throw new RuleException(Reason.COMBINATION, text.length() - 1, "the rule has no sid",
                    "add sid:1000001; with a number of your own");
        }
        if (sticky != null && (current == null || current.isEmpty())) {
            throw stickyPlace.conflict("nothing is asked of the buffer " + sticky.name(),
                    "write a content, pcre or other condition after it, or leave it out");
        }
        List<Section> finished = new ArrayList<>(sections.size());
        for (SectionDraft section : sections) {
            if (section.isEmpty()) {
                continue;
            }
            Section done = section.finish(this);
            if (done.buffer() != null) {
                finished.add(done);
            }
        }
        checkDsize();
        impliedDirection(finished, text);
        return new Rule(place, text, action, header, meta.finish(settings), flow, List.copyOf(matches),
                List.copyOf(finished), threshold, detectionFilter, List.copyOf(effects), Set.copyOf(flags),
                List.copyOf(unenforced));
    }

    private void checkDsize() {
        SectionDraft payload = find(BufferName.PAYLOAD, List.of());
        if (payload == null) {
            return;
        }
        for (Match match : matches) {
            if (match instanceof IntegerMatch integer && integer.field() == IntegerField.DSIZE) {
                payload.checkFits(integer.test(), "dsize");
            }
        }
    }

    /** Buffers that only one side fills say which way the packets go, unless transactions are looked at as a whole. */
    private void impliedDirection(List<Section> finished, String text) {
        if (header.direction() == Header.Direction.TRANSACTION) {
            return;
        }
        Buffer toServer = null;
        Buffer toClient = null;
        for (Section section : finished) {
            Buffer buffer = section.buffer();
            toServer = buffer.direction() == Buffer.Direction.TO_SERVER ? buffer : toServer;
            toClient = buffer.direction() == Buffer.Direction.TO_CLIENT ? buffer : toClient;
        }
        if (toServer != null && toClient != null) {
            throw new RuleException(Reason.COMBINATION, text.length() - 1,
                    toServer.ruleName() + " is sent by clients, " + toClient.ruleName() + " by servers",
                    "a packet goes one way: make two rules joined by flowbits, or write => for the whole transaction");
        }
        FlowConstraint.Direction implied = toServer != null ? FlowConstraint.Direction.TO_SERVER
                : toClient != null ? FlowConstraint.Direction.TO_CLIENT : FlowConstraint.Direction.BOTH;
        if (implied == FlowConstraint.Direction.BOTH) {
            return;
        }
        if (flow.direction() != FlowConstraint.Direction.BOTH && flow.direction() != implied) {
            throw new RuleException(Reason.COMBINATION, text.length() - 1,
                    (toServer != null ? toServer : toClient).ruleName() + " is never seen in packets "
                            + (toServer != null ? "to_client" : "to_server"), "turn the direction in flow around");
        }
        flow = new FlowConstraint(flow.state(), implied, flow.payload(), flow.fragments());
    }
}
