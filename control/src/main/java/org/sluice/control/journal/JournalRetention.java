package org.sluice.control.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Deletes the journal's oldest files by age and by the size of all. File names are the times they serve, and sort so.
 */
final class JournalRetention {
    private static final String SUFFIX = ".cq4";

    private final JournalContext context;

    JournalRetention(final JournalContext context) {
        this.context = context;
    }

    int apply() {
        final List<Path> files = files();
        final Instant oldest = Instant.ofEpochMilli(context.clockMs().getAsLong()).minus(context.maxAge());
        final String oldestName = DateTimeFormatter.ofPattern(context.roll().cycle().format()).withZone(ZoneOffset.UTC)
            .format(oldest) + SUFFIX;
        long total = bytes(files);
        int deleted = 0;
        // The last one is being written.
        for (final Path file : files.subList(0, Math.max(0, files.size() - 1))) {
            if (file.getFileName().toString().compareTo(oldestName) < 0 || total > context.maxBytes()) {
                total -= size(file);
                delete(file);
                deleted++;
            }
        }
        return deleted;
    }

    long bytes() {
        return bytes(files());
    }

    private static long bytes(final List<Path> files) {
        return files.stream().mapToLong(JournalRetention::size).sum();
    }

    private List<Path> files() {
        final List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(context.directory(), "*" + SUFFIX)) {
            found.forEach(files::add);
        } catch (final IOException ex) {
            throw new UncheckedIOException("cannot list the journal in " + context.directory(), ex);
        }
        files.sort(Comparator.naturalOrder());
        return files;
    }

    private static long size(final Path file) {
        try {
            return Files.size(file);
        } catch (final IOException ex) {
            return 0;
        }
    }

    private static void delete(final Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (final IOException ex) {
            throw new UncheckedIOException("cannot delete " + file, ex);
        }
    }
}
