package org.sluice.dataplane.app.protocols;

import static org.sluice.dataplane.app.AppParser.MORE;
import static org.sluice.dataplane.app.AppParser.NO;
import static org.sluice.dataplane.app.AppParser.YES;

/** How protocols begin that have no parser here. What is not marked well enough is believed on its own port only. */
final class Signatures {
    private Signatures() {
    }

    static int imap(FirstBytes b) {
        return b.toServer() ? NO : Math.max(b.has(0, "* OK "), b.has(0, "* PREAUTH "));
    }

    static int pop3(FirstBytes b) {
        return b.toServer() ? NO : b.has(0, "+OK ");
    }

    static int bittorrentDht(FirstBytes b) {
        return b.has(0, "d1:ad2:id20:") == YES || b.has(0, "d1:rd2:id20:") == YES ? YES : NO;
    }
}
