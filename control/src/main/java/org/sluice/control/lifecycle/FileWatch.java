package org.sluice.control.lifecycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Tells when files have changed and come to rest: two looks alike, and unlike what was known. Looks at time and size,
 * so that it works on every file system and through links.
 */
final class FileWatch {
    private record Stamp(long modifiedMs, long size) {
    }

    private final Supplier<List<Path>> files;
    private Map<Path, Stamp> known;
    private Map<Path, Stamp> last;

    FileWatch(final Supplier<List<Path>> files) {
        this.files = files;
        known = look();
        last = known;
    }

    /** To be called about once a second. */
    boolean changed() {
        final Map<Path, Stamp> now = look();
        final boolean settled = now.equals(last);
        last = now;
        if (settled && !now.equals(known)) {
            known = now;
            return true;
        }
        return false;
    }

    private Map<Path, Stamp> look() {
        final Map<Path, Stamp> stamps = new TreeMap<>();
        for (final Path file : files.get()) {
            try {
                stamps.put(file, new Stamp(Files.getLastModifiedTime(file).toMillis(), Files.size(file)));
            } catch (final IOException ex) {
                stamps.put(file, new Stamp(-1, -1));
            }
        }
        return stamps;
    }
}
