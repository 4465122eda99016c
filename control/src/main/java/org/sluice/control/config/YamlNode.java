package org.sluice.control.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A piece of a YAML document that remembers where it was written. */
sealed interface YamlNode {
    /** Where it begins. */
    Origin origin();

    /** A single value, as written; null for a key with nothing behind it. */
    record Scalar(Origin origin, String text) implements YamlNode {
    }

    /** A list. */
    record Sequence(Origin origin, List<YamlNode> items) implements YamlNode {
    }

    /** A map, in the order written. Each entry remembers where its key stands. */
    record Mapping(Origin origin, Map<String, Entry> entries) implements YamlNode {
        static Mapping empty(Origin origin) {
            return new Mapping(origin, new LinkedHashMap<>());
        }
    }

    /** A key's place and value. */
    record Entry(Origin keyOrigin, YamlNode value) {
    }

    /** The word for its kind. */
    default String kind() {
        return switch (this) {
            case Scalar _ -> "a single value";
            case Sequence _ -> "a list";
            case Mapping _ -> "a section";
        };
    }
}
