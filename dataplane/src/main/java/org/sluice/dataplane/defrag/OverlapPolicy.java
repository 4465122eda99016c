package org.sluice.dataplane.defrag;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Whose bytes a host keeps where two fragments overlap: that differs between operating systems, and an attacker who
 * knows shows one thing to the guard and another to the host. After Shankar and Paxson, "Active Mapping" (2003), and
 * Novak, "Target-Based Fragmentation Reassembly" (2005).
 */
public enum OverlapPolicy {
    /** The fragment that came first. */
    FIRST,
    /** The fragment that came last. */
    LAST,
    /** The one that begins further left; the first of two that begin together. FreeBSD, macOS, HP-UX, AIX. */
    BSD,
    /** The one that begins further right; the last of two that begin together. */
    BSD_RIGHT,
    /** The one that begins further left; the last of two that begin together. */
    LINUX,
    /** The first, unless the new one begins before it and ends after it. */
    WINDOWS,
    /** The first, unless the new one begins before it and ends after it or with it. */
    SOLARIS;

    /** The name in the configuration, such as {@code bsd-right}. */
    public String settingName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The policy of a configuration value; {@code old-linux}, {@code solaris} and the like of {@code host-os-policy}
     * map to the policy that system has for fragments.
     *
     * @throws IllegalArgumentException when there is none; names the value and those allowed
     */
    public static OverlapPolicy byName(String name) {
        return switch (name.toLowerCase(Locale.ROOT).replace('_', '-')) {
            case "first" -> FIRST;
            case "last" -> LAST;
            case "bsd", "irix", "macos", "hpux10", "old-solaris" -> BSD;
            case "bsd-right" -> BSD_RIGHT;
            case "linux", "old-linux" -> LINUX;
            case "windows", "windows2k3", "vista" -> WINDOWS;
            case "solaris" -> SOLARIS;
            case "hpux11" -> FIRST;
            default -> throw new IllegalArgumentException("no fragment policy is called '" + name + "'; allowed are "
                    + Arrays.stream(values()).map(OverlapPolicy::settingName).collect(Collectors.joining(", ")));
        };
    }

    /** Whether the bytes of a new fragment replace those of an old one. Starts and ends are those of the fragments. */
    boolean newWins(int newStart, int newEnd, int oldStart, int oldEnd) {
        return switch (this) {
            case FIRST -> false;
            case LAST -> true;
            case BSD -> newStart < oldStart;
            case BSD_RIGHT -> newStart >= oldStart;
            case LINUX -> newStart <= oldStart;
            case WINDOWS -> newStart < oldStart && newEnd > oldEnd;
            case SOLARIS -> newStart < oldStart && newEnd >= oldEnd;
        };
    }
}
