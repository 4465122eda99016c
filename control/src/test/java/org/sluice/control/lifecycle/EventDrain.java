package org.sluice.control.lifecycle;

import org.sluice.control.journal.DrainAgent;
import org.sluice.control.journal.Journal;
import org.sluice.control.journal.JournalContext;
import org.sluice.dataplane.contract.CncClient;

import java.nio.file.Path;

/**
 * A process that does nothing but drain a data plane's rings, until it is killed. Arguments: cnc and journal directory.
 */
final class EventDrain {
    private EventDrain() {
    }

    public static void main(final String[] arguments) {
        final Journal journal = Journal.open(new JournalContext().directory(Path.of(arguments[1])));
        final DrainAgent drain = new DrainAgent(journal);
        drain.attach(CncClient.attach(Path.of(arguments[0])).openEventRings());
        System.out.println("draining");
        while (true) {
            if (drain.doWork() == 0) {
                Thread.onSpinWait();
            }
        }
    }
}
