package org.sluice.dataplane.contract;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Event rings that dead data planes left undrained: {@code events-N.ring.orphan-<start ns>}. */
final class OrphanRings {
    private OrphanRings() {
    }

    /** Renames a dead owner's event rings that hold something, removes its other rings, keeps so many of each. */
    static void setAside(final Path directory, final int kept) {
        for (final Path path : list(directory, RingFileDescriptor.EVENTS + "*" + RingFileDescriptor.SUFFIX)) {
            setAside(path);
        }
        for (final Path path : list(directory, RingFileDescriptor.CAPTURE + "*" + RingFileDescriptor.SUFFIX)) {
            delete(path);
        }
        final List<Path> orphans = list(directory, RingFileDescriptor.EVENTS + "*" + RingFileDescriptor.ORPHAN + "*");
        for (final Path path : orphans) {
            final String ring = ringName(path);
            final long later = orphans.stream()
                .filter(other -> ringName(other).equals(ring) && startNs(other) > startNs(path)).count();
            if (later >= kept) {
                delete(path);
            }
        }
    }

    private static void setAside(final Path path) {
        try (EventRing ring = EventRing.open(path)) {
            if (ring.pendingBytes() > 0) {
                final String name = path.getFileName().toString();
                final String stem = name.substring(0, name.length() - RingFileDescriptor.SUFFIX.length());
                Files.move(path, path.resolveSibling(stem + RingFileDescriptor.ORPHAN + ring.startNs()));
                return;
            }
        } catch (final IOException ex) {
            throw new CncException("cannot set aside " + path + " of a dead data plane: " + ex, ex);
        } catch (final CncException ex) {
            // Of another release, or never finished: nobody here can read it.
        }
        delete(path);
    }

    /** Oldest first. */
    static List<Path> find(final Path directory) {
        final List<Path> found = list(directory, RingFileDescriptor.EVENTS + "*" + RingFileDescriptor.ORPHAN + "*");
        found.sort(Comparator.comparingLong(OrphanRings::startNs).thenComparing(Comparator.naturalOrder()));
        return found;
    }

    static void delete(final Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (final IOException ex) {
            throw new CncException("cannot remove " + path + ": " + ex, ex);
        }
    }

    private static String ringName(final Path path) {
        final String name = path.getFileName().toString();
        return name.substring(0, name.indexOf(RingFileDescriptor.ORPHAN));
    }

    private static long startNs(final Path path) {
        final String name = path.getFileName().toString();
        final int at = name.indexOf(RingFileDescriptor.ORPHAN) + RingFileDescriptor.ORPHAN.length();
        try {
            return Long.parseLong(name.substring(at));
        } catch (final NumberFormatException ex) {
            return 0;
        }
    }

    private static List<Path> list(final Path directory, final String glob) {
        final List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory, glob)) {
            paths.forEach(found::add);
        } catch (final IOException ex) {
            throw new CncException("cannot list " + directory + ": " + ex, ex);
        }
        return found;
    }
}
