package org.sluice.dataplane.detect;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sluice.rules.image.DatasetRow;

/**
 * The sets of this process that rules change, by name: they live through reloads. What an image says such a set begins
 * with counts when the set is first met. Cold; any thread.
 */
public final class Datasets {
    private final Map<String, Dataset> changed = new LinkedHashMap<>();
    private final long seed = new SecureRandom().nextLong();

    /** The set of a row: one that is there already, when rules change it and its type is the same. */
    synchronized Dataset of(DatasetRow row) {
        if (!row.changeable()) {
            return new Dataset(row, seed);
        }
        Dataset known = changed.get(row.name());
        if (known == null || known.type() != row.type()) {
            known = new Dataset(row, seed);
            changed.put(row.name(), known);
        }
        return known;
    }

    /**
     * Writes the sets that are kept in files, each by way of a second file, so that there is always a whole one.
     *
     * @throws IOException when one cannot be written; those before it are
     */
    public synchronized void save() throws IOException {
        for (Dataset set : changed.values()) {
            if (!set.save().isEmpty()) {
                save(set, Path.of(set.save()));
            }
        }
    }

    private static void save(Dataset set, Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        try (BufferedWriter out = Files.newBufferedWriter(partial, StandardCharsets.ISO_8859_1)) {
            set.forEach(key -> {
                try {
                    out.write(text(set.type(), key));
                    out.newLine();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String text(DatasetRow.Type type, byte[] key) throws IOException {
        return switch (type) {
            case STRING -> Base64.getEncoder().encodeToString(key);
            case MD5, SHA1, SHA256 -> HexFormat.of().formatHex(key);
            case IPV4, IP -> InetAddress.getByAddress(key).getHostAddress();
        };
    }
}
