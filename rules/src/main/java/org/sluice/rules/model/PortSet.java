package org.sluice.rules.model;

import java.util.Arrays;

/** A set of ports: sorted, disjoint, non-adjacent ranges. Immutable. */
public final class PortSet {
    /** All ports. */
    public static final PortSet ANY = new PortSet(new int[] {0, 65535});
    /** No port. */
    public static final PortSet NONE = new PortSet(new int[0]);

    /** Pairs of first and last port. */
    private final int[] bounds;

    private PortSet(int[] bounds) {
        this.bounds = bounds;
    }

    /** Ports {@code first} to {@code last}, both included, 0 to 65535. */
    public static PortSet range(int first, int last) {
        if (first < 0 || last > 65535 || first > last) {
            throw new IllegalArgumentException("no port range: " + first + ":" + last);
        }
        return new PortSet(new int[] {first, last});
    }

    /** The ports in this set or that. */
    public PortSet union(PortSet that) {
        int[][] ranges = new int[rangeCount() + that.rangeCount()][];
        for (int i = 0; i < ranges.length; i++) {
            PortSet from = i < rangeCount() ? this : that;
            int index = i < rangeCount() ? i : i - rangeCount();
            ranges[i] = new int[] {from.first(index), from.last(index)};
        }
        Arrays.sort(ranges, (a, b) -> Integer.compare(a[0], b[0]));
        int[] merged = new int[ranges.length * 2];
        int count = 0;
        for (int[] range : ranges) {
            if (count > 0 && range[0] <= merged[count - 1] + 1) {
                merged[count - 1] = Math.max(merged[count - 1], range[1]);
            } else {
                merged[count++] = range[0];
                merged[count++] = range[1];
            }
        }
        return new PortSet(Arrays.copyOf(merged, count));
    }

    /** All ports that are not in this set. */
    public PortSet complement() {
        int[] result = new int[bounds.length + 2];
        int count = 0;
        int next = 0;
        for (int i = 0; i < bounds.length; i += 2) {
            if (next < bounds[i]) {
                result[count++] = next;
                result[count++] = bounds[i] - 1;
            }
            next = bounds[i + 1] + 1;
        }
        if (next <= 65535) {
            result[count++] = next;
            result[count++] = 65535;
        }
        return new PortSet(Arrays.copyOf(result, count));
    }

    /** The ports in this set that are not in that. */
    public PortSet minus(PortSet that) {
        return complement().union(that).complement();
    }

    /** Whether it holds every port. */
    public boolean isAny() {
        return equals(ANY);
    }

    /** Whether it holds no port. */
    public boolean isEmpty() {
        return bounds.length == 0;
    }

    /** Whether it holds that port. */
    public boolean contains(int port) {
        int index = Arrays.binarySearch(bounds, port);
        return index >= 0 || (-index - 1 & 1) == 1;
    }

    /** Number of ranges. */
    public int rangeCount() {
        return bounds.length / 2;
    }

    /** First port of a range. */
    public int first(int range) {
        return bounds[2 * range];
    }

    /** Last port of a range. */
    public int last(int range) {
        return bounds[2 * range + 1];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PortSet that && Arrays.equals(bounds, that.bounds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds);
    }

    /** In rule syntax. */
    @Override
    public String toString() {
        if (isAny()) {
            return "any";
        }
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < rangeCount(); i++) {
            text.append(i == 0 ? "" : ",").append(first(i));
            if (last(i) != first(i)) {
                text.append(':').append(last(i));
            }
        }
        return text.append(']').toString();
    }
}
