package org.sluice.control.lifecycle;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluice.control.export.RuleCatalog;
import org.sluice.control.export.RuleText;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The image files by generation, {@code rules-<generation>.image}, and which of them is to be in force, in the file
 * {@code current}. Old ones are kept for their catalogs, as events of their time are still in the journal. As a catalog
 * it answers for all of them; when an image is gone it looks the rule up by its sid in the current one.
 */
public final class ImageStore implements RuleCatalog {
    private static final Logger LOG = LoggerFactory.getLogger(ImageStore.class);
    private static final String PREFIX = "rules-";
    private static final String SUFFIX = ".image";
    private static final String CURRENT = "current";

    private final Path directory;
    private final int kept;
    private final RuleSetLoader loader;
    private final Map<Long, RuleCatalog> catalogs = new ConcurrentHashMap<>();

    /**
     * @param directory of the images
     * @param kept      how many are kept besides the current one
     * @param loader    opens catalogs
     */
    public ImageStore(final Path directory, final int kept, final RuleSetLoader loader) {
        this.directory = directory;
        this.kept = kept;
        this.loader = loader;
        try {
            Files.createDirectories(directory);
        } catch (final IOException ex) {
            throw new UncheckedIOException("cannot make the image directory " + directory, ex);
        }
    }

    /**
     * @param generation number
     * @return its file
     */
    public Path image(final long generation) {
        return directory.resolve(PREFIX + generation + SUFFIX);
    }

    /** @return generation of the image that is to be in force, 0 when there is none */
    public long current() {
        final Path file = directory.resolve(CURRENT);
        try {
            final long generation = Files.exists(file) ? Long.parseLong(Files.readString(file).strip()) : 0;
            return Files.exists(image(generation)) ? generation : 0;
        } catch (final IOException | NumberFormatException ex) {
            LOG.warn("cannot read {}: {}; going on without a stored rule set", file, ex.toString());
            return 0;
        }
    }

    /** @return the highest generation there is a file of, 0 when there is none */
    public long highest() {
        final List<Long> all = generations();
        return all.isEmpty() ? 0 : all.getLast();
    }

    /**
     * Makes an image the one that is to be in force, and deletes the oldest beyond those kept.
     *
     * @param generation of it
     */
    public void makeCurrent(final long generation) {
        final Path whole = directory.resolve(CURRENT + ".new");
        try {
            Files.writeString(whole, generation + "\n");
            Files.move(whole, directory.resolve(CURRENT), StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.ATOMIC_MOVE);
            final List<Long> others = generations();
            others.remove(generation);
            for (int i = 0; i < others.size() - kept; i++) {
                discard(others.get(i));
            }
        } catch (final IOException ex) {
            throw new UncheckedIOException("cannot keep the image of generation " + generation + " in " + directory, ex);
        }
    }

    /**
     * Deletes an image.
     *
     * @param generation of it
     */
    public void discard(final long generation) {
        catalogs.remove(generation);
        try {
            Files.deleteIfExists(image(generation));
        } catch (final IOException ex) {
            LOG.warn("cannot delete {}: {}", image(generation), ex.toString());
        }
    }

    private List<Long> generations() {
        final List<Long> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, PREFIX + "*" + SUFFIX)) {
            for (final Path file : files) {
                final String name = file.getFileName().toString();
                final String number = name.substring(PREFIX.length(), name.length() - SUFFIX.length());
                if (number.matches("\\d{1,18}")) {
                    found.add(Long.parseLong(number));
                }
            }
        } catch (final IOException ex) {
            throw new UncheckedIOException("cannot list " + directory, ex);
        }
        found.sort(null);
        return found;
    }

    @Override
    public RuleText find(final long generation, final int ruleId, final int gid, final long sid, final int rev) {
        final RuleText text = catalog(generation).find(generation, ruleId, gid, sid, rev);
        if (text != RuleText.UNKNOWN) {
            return text;
        }
        final long current = current();
        return current == generation ? text : catalog(current).find(current, -1, gid, sid, rev);
    }

    private RuleCatalog catalog(final long generation) {
        return catalogs.computeIfAbsent(generation, key -> {
            final Path image = image(key);
            try {
                return Files.exists(image) ? loader.catalog(image) : RuleCatalog.EMPTY;
            } catch (final IOException ex) {
                LOG.warn("cannot read the rule texts of {}: {}", image, ex.toString());
                return RuleCatalog.EMPTY;
            }
        });
    }
}
