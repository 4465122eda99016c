package org.sluice.rules.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A set of IP addresses: for each of IPv4 and IPv6, sorted, disjoint, non-adjacent ranges. Addresses are 128 bits in
 * two unsigned longs, big endian, as in packets: an IPv4 address is the low 32 bits of {@code low}, {@code high} is 0.
 * Sets of the same addresses are equal, however they came about. Immutable.
 */
public final class AddressSet {
    /** All addresses. */
    public static final AddressSet ANY = new AddressSet(
            List.of(new Range(0, 0, 0, 0xffff_ffffL)), List.of(new Range(0, 0, -1L, -1L)));
    /** No address. */
    public static final AddressSet NONE = new AddressSet(List.of(), List.of());

    /**
     * Addresses from first to last, both included.
     *
     * @param firstHigh upper half of the first
     * @param firstLow lower half of the first
     * @param lastHigh upper half of the last
     * @param lastLow lower half of the last
     */
    public record Range(long firstHigh, long firstLow, long lastHigh, long lastLow) {
        private static final Comparator<Range> ORDER = (a, b) ->
                compare(a.firstHigh, a.firstLow, b.firstHigh, b.firstLow);

        boolean contains(long high, long low) {
            return compare(firstHigh, firstLow, high, low) <= 0 && compare(high, low, lastHigh, lastLow) <= 0;
        }

        /** Whether all of that range lies in this one. */
        public boolean holds(Range that) {
            return contains(that.firstHigh, that.firstLow) && contains(that.lastHigh, that.lastLow);
        }

        /** Whether it is a network: all addresses that begin with the same bits. */
        public boolean isPrefix() {
            long high = firstHigh ^ lastHigh;
            long low = firstLow ^ lastLow;
            boolean ones = high == 0 ? (low & low + 1) == 0 : low == -1L && (high & high + 1) == 0;
            return ones && (firstHigh & high) == 0 && (firstLow & low) == 0;
        }

        /** Whether {@code next}, which begins no earlier, overlaps this or follows without a gap. */
        boolean reaches(Range next) {
            if (compare(next.firstHigh, next.firstLow, lastHigh, lastLow) <= 0) {
                return true;
            }
            long afterLow = lastLow + 1;
            long afterHigh = lastHigh + (afterLow == 0 ? 1 : 0);
            return next.firstHigh == afterHigh && next.firstLow == afterLow && (afterHigh | afterLow) != 0;
        }

        Range extendedTo(Range next) {
            return compare(next.lastHigh, next.lastLow, lastHigh, lastLow) > 0
                    ? new Range(firstHigh, firstLow, next.lastHigh, next.lastLow) : this;
        }
    }

    private final List<Range> ipv4;
    private final List<Range> ipv6;
    private final boolean negated;

    private AddressSet(List<Range> ipv4, List<Range> ipv6) {
        this(ipv4, ipv6, false);
    }

    private AddressSet(List<Range> ipv4, List<Range> ipv6, boolean negated) {
        this.ipv4 = List.copyOf(ipv4);
        this.ipv6 = List.copyOf(ipv6);
        this.negated = negated;
    }

    /** IPv4 addresses {@code first} to {@code last}, both included, as unsigned 32-bit numbers. */
    public static AddressSet ipv4(long first, long last) {
        return new AddressSet(List.of(new Range(0, first, 0, last)), List.of());
    }

    /** The addresses of ranges in any order, which may overlap. */
    public static AddressSet of(List<Range> ipv4, List<Range> ipv6) {
        return new AddressSet(union(ipv4, List.of()), union(ipv6, List.of()));
    }

    /** IPv6 addresses of a range. */
    public static AddressSet ipv6(Range range) {
        return new AddressSet(List.of(), List.of(range));
    }

    /** The addresses in this set or that. */
    public AddressSet union(AddressSet that) {
        return new AddressSet(union(ipv4, that.ipv4), union(ipv6, that.ipv6), negated || that.negated);
    }

    /** The addresses in any of these sets. */
    public static AddressSet union(List<AddressSet> sets) {
        List<Range> ipv4 = new ArrayList<>();
        List<Range> ipv6 = new ArrayList<>();
        for (AddressSet set : sets) {
            ipv4.addAll(set.ipv4);
            ipv6.addAll(set.ipv6);
        }
        return of(ipv4, ipv6);
    }

    /** All addresses that are not in this set. */
    public AddressSet complement() {
        return new AddressSet(complement(ipv4, 0, 0xffff_ffffL), complement(ipv6, -1L, -1L), true);
    }

    /** The addresses in this set that are not in that. */
    public AddressSet minus(AddressSet that) {
        return complement().union(that).complement();
    }

    /** Whether it was made by leaving addresses out. */
    public boolean isNegated() {
        return negated;
    }

    /** Whether it holds every address. */
    public boolean isAny() {
        return equals(ANY);
    }

    /** Whether it holds no address. */
    public boolean isEmpty() {
        return ipv4.isEmpty() && ipv6.isEmpty();
    }

    /** Whether it holds that IPv4 address, an unsigned 32-bit number. */
    public boolean containsIpv4(long address) {
        return contains(ipv4, 0, address);
    }

    /** Whether it holds that IPv6 address. */
    public boolean containsIpv6(long high, long low) {
        return contains(ipv6, high, low);
    }

    /** The IPv4 ranges, ascending. */
    public List<Range> ipv4Ranges() {
        return ipv4;
    }

    /** The IPv6 ranges, ascending. */
    public List<Range> ipv6Ranges() {
        return ipv6;
    }

    private static int compare(long highA, long lowA, long highB, long lowB) {
        int high = Long.compareUnsigned(highA, highB);
        return high != 0 ? high : Long.compareUnsigned(lowA, lowB);
    }

    private static boolean contains(List<Range> ranges, long high, long low) {
        for (Range range : ranges) {
            if (range.contains(high, low)) {
                return true;
            }
        }
        return false;
    }

    private static List<Range> union(List<Range> a, List<Range> b) {
        List<Range> all = new ArrayList<>(a);
        all.addAll(b);
        all.sort(Range.ORDER);
        List<Range> merged = new ArrayList<>();
        for (Range range : all) {
            int last = merged.size() - 1;
            if (last >= 0 && merged.get(last).reaches(range)) {
                merged.set(last, merged.get(last).extendedTo(range));
            } else {
                merged.add(range);
            }
        }
        return merged;
    }

    private static List<Range> complement(List<Range> ranges, long maxHigh, long maxLow) {
        List<Range> result = new ArrayList<>();
        long nextHigh = 0;
        long nextLow = 0;
        for (Range range : ranges) {
            if (compare(nextHigh, nextLow, range.firstHigh, range.firstLow) < 0) {
                long beforeHigh = range.firstHigh - (range.firstLow == 0 ? 1 : 0);
                result.add(new Range(nextHigh, nextLow, beforeHigh, range.firstLow - 1));
            }
            if (range.lastHigh == maxHigh && range.lastLow == maxLow) {
                return result;
            }
            nextLow = range.lastLow + 1;
            nextHigh = range.lastHigh + (nextLow == 0 ? 1 : 0);
        }
        result.add(new Range(nextHigh, nextLow, maxHigh, maxLow));
        return result;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressSet that && ipv4.equals(that.ipv4) && ipv6.equals(that.ipv6);
    }

    @Override
    public int hashCode() {
        return 31 * ipv4.hashCode() + ipv6.hashCode();
    }

    /** For people: the number of ranges, or {@code any}. */
    @Override
    public String toString() {
        return isAny() ? "any" : "[" + ipv4.size() + " IPv4 and " + ipv6.size() + " IPv6 ranges]";
    }
}
