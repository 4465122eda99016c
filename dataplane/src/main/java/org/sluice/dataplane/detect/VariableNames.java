package org.sluice.dataplane.detect;

import java.util.HashMap;
import java.util.Map;
import org.sluice.rules.image.VariableKind;

/**
 * Numbers for the named variables of all rule sets since start: a flow bit that an old rule set set is found by the
 * next one. Cold; any thread.
 */
public final class VariableNames {
    private record Key(VariableKind kind, String name) {
    }

    private final Map<Key, Integer> ids = new HashMap<>();
    private final Map<Integer, String> names = new HashMap<>();

    /** The variable's number. */
    public synchronized int id(VariableKind kind, String name) {
        return ids.computeIfAbsent(new Key(kind, name), key -> {
            names.put(ids.size(), name);
            return ids.size();
        });
    }

    /** The name behind a number, for events. */
    public synchronized String name(int id) {
        return names.getOrDefault(id, "");
    }
}
