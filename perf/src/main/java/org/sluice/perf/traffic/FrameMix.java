package org.sluice.perf.traffic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Sizes of the frames of a trial: all of one size, or several in a fixed order that repeats. Sizes count the frame
 * check
 * sequence, as those of RFC 2544 do; in memory a frame is {@value #FRAME_CHECK_SEQUENCE} bytes shorter.
 *
 * @param name how it is called in results: {@code "64"}, {@code "imix"}
 * @param cycle sizes in bytes, in the order they are sent
 */
public record FrameMix(String name, List<Integer> cycle) {
    /** Bytes of the frame check sequence, which no buffer holds. */
    public static final int FRAME_CHECK_SEQUENCE = 4;
    /** Preamble and gap around a frame on an Ethernet wire, in bytes. */
    public static final int WIRE_OVERHEAD = 20;
    /** Smallest Ethernet frame. */
    public static final int LEAST = 64;
    /** Largest frame the lab makes: a jumbo frame of 9,000 bytes of payload. */
    public static final int MOST = 9_018;
    /** Sizes that RFC 2544, section 9.1, and the lab name for Ethernet, and IMIX. */
    public static final String USUAL = "64,128,256,512,1024,1280,1518,imix";

    /**
     * The simple IMIX, 7 : 4 : 1 frames of 64, 594 and 1518 bytes (RFC 6985 writes such a mix as a "genome"), spread so
     * that big ones do not come in a row.
     */
    private static final List<Integer> IMIX = List.of(64, 594, 64, 594, 64, 64, 1518, 64, 594, 64, 594, 64);

    /** Checks the sizes. */
    public FrameMix {
        cycle = List.copyOf(cycle);
        for (int size : cycle) {
            if (size < LEAST || size > MOST) {
                throw new IllegalArgumentException("frame size " + size + " is not in " + LEAST + " to " + MOST
                        + " bytes (with the frame check sequence), nor is it imix");
            }
        }
    }

    /** Frames of one size. */
    public static FrameMix of(int size) {
        return new FrameMix(String.valueOf(size), List.of(size));
    }

    /**
     * Reads {@code "64,512,imix"}.
     *
     * @throws IllegalArgumentException naming the part that is no size
     */
    public static List<FrameMix> parse(String text) {
        List<FrameMix> mixes = new ArrayList<>();
        for (String part : Arrays.stream(text.split(",")).map(each -> each.strip().toLowerCase(Locale.ROOT)).toList()) {
            mixes.add(part.equals("imix") ? new FrameMix("imix", IMIX) : of(size(part)));
        }
        return List.copyOf(mixes);
    }

    private static int size(String part) {
        try {
            return Integer.parseInt(part);
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException("frame size " + part + " is neither a number of bytes nor imix",
                    noNumber);
        }
    }

    /** Bytes of a frame on average, its check sequence counted. */
    public double meanBytes() {
        return cycle.stream().mapToInt(Integer::intValue).average().orElseThrow();
    }

    /** Bytes of the largest frame. */
    public int largest() {
        return cycle.stream().mapToInt(Integer::intValue).max().orElseThrow();
    }

    /** Bits per second that {@code framesPerSecond} are, check sequences counted, gaps not. */
    public double bitsPerSecond(double framesPerSecond) {
        return framesPerSecond * meanBytes() * 8;
    }

    /** Most frames per second that an Ethernet wire of {@code bitsPerSecond} carries. */
    public double lineRate(double bitsPerSecond) {
        return bitsPerSecond / 8 / (meanBytes() + WIRE_OVERHEAD);
    }
}
