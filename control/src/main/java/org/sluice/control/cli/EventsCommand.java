package org.sluice.control.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.sluice.control.config.Configuration;
import org.sluice.control.config.DetectionSettings;
import org.sluice.control.config.OutputSettings;
import org.sluice.control.console.EventLine;
import org.sluice.control.export.EveContext;
import org.sluice.control.export.EveWriter;
import org.sluice.control.export.RuleCatalog;
import org.sluice.control.journal.Journal;
import org.sluice.control.journal.JournalContext;
import org.sluice.control.journal.JournalEntry;
import org.sluice.control.journal.JournalException;
import org.sluice.control.journal.JournalReader;
import org.sluice.control.lifecycle.ImageStore;
import org.sluice.control.query.AddressPrefix;
import org.sluice.control.query.EventAction;
import org.sluice.control.query.EventQuery;
import org.sluice.control.query.EventRow;
import org.sluice.control.query.JournalQuery;
import org.sluice.dataplane.contract.EventType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice events}: what happened, from the journal. */
@Command(name = "events", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Prints events from the journal, oldest first. Works while Sluice runs, and when it does not.", "",
        "  sluice events --since 10m",
        "  sluice events --type alert --sid 2013028 --dst 10.0.0.0/8",
        "  sluice events --action blocked --follow",
        "  sluice events --since 2026-01-31T12:00 --json | jq .alert.signature", ""})
final class EventsCommand implements Callable<Integer> {
    @Option(names = "--since", paramLabel = "TIME",
        description = "From then on: 90s, 10m, 2h, 3d ago, or 2026-01-31, 2026-01-31T12:00. Default: all.")
    private String since;
    @Option(names = "--type", paramLabel = "TYPE", split = ",",
        description = "alert, packet, drop, flow, anomaly, notice, lost. Default: all.")
    private List<String> types = List.of();
    @Option(names = "--sid", paramLabel = "SID", split = ",", description = "Alerts and drops of that rule.")
    private List<Long> sids = List.of();
    @Option(names = "--src", paramLabel = "ADDRESS", description = "Source address or network.")
    private String source;
    @Option(names = "--dst", paramLabel = "ADDRESS", description = "Destination address or network.")
    private String destination;
    @Option(names = "--action", defaultValue = "any", paramLabel = "ACTION",
        description = "What became of the packet: any, allowed, blocked, rejected. Default: any.")
    private EventAction action;
    @Option(names = "--limit", paramLabel = "N", description = "No more than so many.")
    private long limit = Long.MAX_VALUE;
    @Option(names = "--follow", description = "Goes on with what happens from now on, until Ctrl-C.")
    private boolean follow;
    @Option(names = "--json", description = "EVE JSON, one object a line.")
    private boolean json;
    @Mixin
    private ConfigurationOptions options;
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Configuration configuration = options.require(spec.commandLine().getErr());
        EventQuery query = query();
        Path directory = configuration.get(OutputSettings.JOURNAL_DIRECTORY);
        if (!Files.isDirectory(directory)) {
            throw new CommandException(ExitStatus.NOT_RUNNING, "no journal at " + directory
                + ": has the control plane run with this configuration? (journal.directory)");
        }
        PrintStream out = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), false);
        try (JournalReader reader = Journal.openReader(new JournalContext().directory(directory))) {
            new JournalQuery(reader).run(query, printer(configuration, out), () -> !out.checkError());
        } catch (JournalException e) {
            throw new CommandException(ExitStatus.NOT_RUNNING, e.getMessage(), e);
        } finally {
            out.flush();
        }
        return ExitStatus.OK;
    }

    private EventQuery query() {
        try {
            EventQuery query = new EventQuery().action(action).limit(limit).follow(follow);
            if (since != null) {
                query.since(EventQuery.parseSince(since, Instant.now(), ZoneId.systemDefault()));
            }
            if (!types.isEmpty()) {
                query.types(types());
            }
            sids.forEach(query::sid);
            if (source != null) {
                query.source(AddressPrefix.parse(source));
            }
            if (destination != null) {
                query.destination(AddressPrefix.parse(destination));
            }
            return query;
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitStatus.USAGE, e.getMessage(), e);
        }
    }

    private Set<EventType> types() {
        Set<EventType> wanted = EnumSet.noneOf(EventType.class);
        for (String name : types) {
            wanted.add(Arrays.stream(EventType.values()).filter(type -> type.jsonName().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--type " + name + ": known are "
                    + String.join(", ", Arrays.stream(EventType.values()).map(EventType::jsonName).toList()))));
        }
        return wanted;
    }

    private Consumer<JournalEntry> printer(Configuration configuration, PrintStream out) {
        RuleCatalog catalog = catalog(configuration);
        if (!json) {
            return entry -> {
                out.println(EventLine.of(EventRow.of(entry, catalog), ZoneId.systemDefault()));
                if (follow) {
                    out.flush();
                }
            };
        }
        EveWriter writer = new EveWriter(new EveContext(), catalog);
        return entry -> {
            try {
                writer.write(entry, out);
            } catch (IOException e) {
                throw new CommandException(ExitStatus.INTERNAL, "cannot print: " + e, e);
            }
            if (follow) {
                out.flush();
            }
        };
    }

    /** Texts of the rule sets that are still there; events of others are printed without. */
    private static RuleCatalog catalog(Configuration configuration) {
        Path images = configuration.get(OutputSettings.STATE_DIRECTORY).resolve("images");
        return Files.isDirectory(images) ? new ImageStore(images, configuration.get(DetectionSettings.IMAGES_KEPT),
            new ConfiguredRules(configuration)) : RuleCatalog.EMPTY;
    }
}
