package org.sluice.dataplane.stream;

import java.util.Locale;
import org.sluice.dataplane.defrag.HostPolicy;

/**
 * Whose bytes a receiver keeps where two segments that it has not acknowledged overlap. Only a listener needs to know:
 * on a wire what contradicts is not let through. After Novak and Sturges, "Target-Based TCP Stream Reassembly" (2007);
 * a third copy is compared with the segment that first brought the bytes.
 */
public enum ReceiverPolicy {
    /** The segment that came first. */
    FIRST,
    /** The segment that came last. */
    LAST,
    /** The first, unless the new one begins before it. */
    BSD,
    /** The first, unless the new one begins before it, or with it and ends after it. */
    LINUX,
    /** The first, unless the new one begins before it or with it. */
    OLD_LINUX,
    /** The first, unless the new one begins before it and ends after it or with it. */
    SOLARIS;

    /**
     * Hosts of one policy.
     *
     * @param network theirs; its own policy is that of fragments
     * @param policy theirs for segments
     */
    public record Hosts(HostPolicy network, ReceiverPolicy policy) {
    }

    /**
     * The policy of a system as {@code host-os-policy} names it.
     *
     * @throws IllegalArgumentException when it names none
     */
    public static ReceiverPolicy byName(String system) {
        return switch (system.toLowerCase(Locale.ROOT).replace('_', '-')) {
            case "first", "vista", "hpux11" -> FIRST;
            case "last" -> LAST;
            case "bsd", "bsd-right", "windows", "windows2k3", "macos", "irix", "hpux10" -> BSD;
            case "linux" -> LINUX;
            case "old-linux" -> OLD_LINUX;
            case "solaris", "old-solaris" -> SOLARIS;
            default -> throw new IllegalArgumentException("no system is called '" + system + "'");
        };
    }

    /** Whether the bytes of a new segment replace those of an old one. Sequence numbers, which wrap. */
    boolean newWins(int newStart, int newEnd, int oldStart, int oldEnd) {
        return switch (this) {
            case FIRST -> false;
            case LAST -> true;
            case BSD -> newStart - oldStart < 0;
            case LINUX -> newStart - oldStart < 0 || newStart == oldStart && newEnd - oldEnd > 0;
            case OLD_LINUX -> newStart - oldStart <= 0;
            case SOLARIS -> newStart - oldStart < 0 && newEnd - oldEnd >= 0;
        };
    }
}
