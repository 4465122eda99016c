package org.sluice.rules.keyword;

import java.util.ArrayList;
import java.util.List;
import org.sluice.rules.model.Meta;

/** A {@link Meta} being built. */
final class MetaDraft {
    /** Priority of a rule that says nothing of it. */
    static final int DEFAULT_PRIORITY = 3;

    final List<Meta.Reference> references = new ArrayList<>(2);
    final List<Meta.Metadata> metadata = new ArrayList<>(4);
    long sid;
    long gid = 1;
    long rev;
    String msg = "";
    String classtype = "";
    /** 0 when not given. */
    int priority;
    Meta.Target target = Meta.Target.NONE;

    Meta finish(RuleSettings settings) {
        int effective = priority != 0 ? priority
                : settings.classifications().find(classtype).map(c -> c.priority()).orElse(DEFAULT_PRIORITY);
        return new Meta(sid, gid, rev, msg, classtype, effective, List.copyOf(references), List.copyOf(metadata),
                target);
    }
}
