package org.sluice.dataplane.app;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppProtocol;

/** Asks each parser in turn whether a direction's first bytes are its protocol's; the first that is sure wins. */
final class ProtocolDetector {
    private final AppParser[] parsers;
    private AppParser found;

    ProtocolDetector(List<AppParser> parsers) {
        this.parsers = parsers.toArray(AppParser[]::new);
    }

    /** {@link AppParser#YES} (then see {@link #found}), {@link AppParser#MORE} when some may be sure later, else NO. */
    int probe(boolean datagrams, Packet packet, int direction, MemorySegment memory, long offset, int length) {
        int best = AppParser.NO;
        for (AppParser parser : parsers) {
            if (!parser.runsOver(datagrams)) {
                continue;
            }
            int answer = parser.probe(packet, direction, memory, offset, length);
            if (answer == AppParser.YES) {
                found = parser;
                return AppParser.YES;
            }
            best = Math.max(best, answer);
        }
        return best;
    }

    /** The parser of a protocol that needs no probe, or null when the protocol is not one of those. */
    AppParser unprobed(AppProtocol protocol) {
        for (AppParser parser : parsers) {
            if (parser.needsNoProbe() && parser.protocol() == protocol) {
                return parser;
            }
        }
        return null;
    }

    /** Who said yes last. */
    AppParser found() {
        return found;
    }
}
