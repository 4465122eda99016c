package org.sluice.control.journal;

import net.openhft.chronicle.core.onoes.ExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what Chronicle Queue has to say to the log, and the chatter nowhere. */
final class JournalLog {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    static final ExceptionHandler ERRORS = (logger, message, thrown) -> LOG.error("{}", message, thrown);
    static final ExceptionHandler WARNINGS = (logger, message, thrown) -> LOG.debug("{}", message, thrown);

    private JournalLog() {
    }
}
