package org.sluice.perf.run;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sluice.perf.traffic.FlowTraffic;

/** Writes a capture of frames of one size over many flows. */
public final class MakeTraffic {
    private static final String USAGE = "MakeTraffic --to FILE [--first 0] [--flows 100000] [--bytes 64] "
            + "[--transport udp|tcp] [--shuffled false]";
    private static final int FRAME_CHECK_SEQUENCE = 4;
    private static final long SEED = 42;

    private MakeTraffic() {}

    /**
     * {@code --bytes} counts the frame check sequence, as the sizes of RFC 2544 do; the file's frames lack it. Shuffled
     * frames are in an order that is always the same.
     */
    public static void main(String[] arguments) throws Exception {
        RunOptions options = RunOptions.parse(
                arguments, USAGE, Set.of("to", "first", "flows", "bytes", "transport", "shuffled"));
        FlowTraffic.Transport transport =
                FlowTraffic.Transport.valueOf(options.text("transport", "udp").toUpperCase(Locale.ROOT));
        int first = options.number("first", 0);
        int flows = options.number("flows", 100_000);
        List<Integer> order = IntStream.range(first, first + flows).boxed().collect(Collectors.toList());
        if (Boolean.parseBoolean(options.text("shuffled", "false"))) {
            Collections.shuffle(order, new Random(SEED));
        }
        new FlowTraffic(first + flows, options.number("bytes", 64) - FRAME_CHECK_SEQUENCE, transport)
                .writeTo(Path.of(options.text("to")), order.stream().mapToInt(Integer::intValue).toArray());
        System.out.printf("{\"frames\": %d}%n", flows);
    }
}
