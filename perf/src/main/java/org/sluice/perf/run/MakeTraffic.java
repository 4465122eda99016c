package org.sluice.perf.run;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.sluice.perf.traffic.FlowTraffic;

/** Writes a capture of frames of one size over many flows. */
public final class MakeTraffic {
    private static final String USAGE = "MakeTraffic --to FILE [--flows 100000] [--bytes 64] [--transport udp|tcp]";
    private static final int FRAME_CHECK_SEQUENCE = 4;

    private MakeTraffic() {}

    /** {@code --bytes} counts the frame check sequence, as the sizes of RFC 2544 do; the file's frames lack it. */
    public static void main(String[] arguments) throws Exception {
        RunOptions options = RunOptions.parse(arguments, USAGE, Set.of("to", "flows", "bytes", "transport"));
        FlowTraffic.Transport transport =
                FlowTraffic.Transport.valueOf(options.text("transport", "udp").toUpperCase(Locale.ROOT));
        int flows = options.number("flows", 100_000);
        new FlowTraffic(flows, options.number("bytes", 64) - FRAME_CHECK_SEQUENCE, transport)
                .writeTo(Path.of(options.text("to")));
        System.out.printf("{\"frames\": %d}%n", flows);
    }
}
