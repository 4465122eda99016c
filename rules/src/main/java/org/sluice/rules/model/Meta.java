package org.sluice.rules.model;

import java.util.List;

/**
 * What a rule says of itself.
 *
 * @param sid signature id, unsigned 32 bits
 * @param gid generator id, unsigned 32 bits, 1 when not given
 * @param rev revision, 0 when not given
 * @param msg the message, unescaped, or ""
 * @param classtype the classification's short name, or ""
 * @param priority 1 (highest) to 255: the rule's own, else its classification's, else 3
 * @param references in the order written
 * @param metadata in the order written
 * @param target which end is the attacked one
 */
public record Meta(
        long sid, long gid, long rev, String msg, String classtype, int priority,
        List<Reference> references, List<Metadata> metadata, Target target) {

    /**
     * A pointer to where one can read more.
     *
     * @param system {@code cve}, {@code url}... in lower case
     * @param id what the system calls it
     */
    public record Reference(String system, String id) {}

    /**
     * A free annotation.
     *
     * @param key the first word
     * @param value the rest, or ""
     */
    public record Metadata(String key, String value) {}

    /** The end of the packet that is attacked. */
    public enum Target {
        /** Not said. */
        NONE,
        /** The packet's source. */
        SOURCE,
        /** The packet's destination. */
        DESTINATION
    }
}
