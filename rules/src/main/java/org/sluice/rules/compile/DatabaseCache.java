package org.sluice.rules.compile;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.sluice.bindings.NativeException;
import org.sluice.bindings.vectorscan.Database;
import org.sluice.bindings.vectorscan.Pattern;
import org.sluice.bindings.vectorscan.PatternException;
import org.sluice.bindings.vectorscan.Vectorscan;

/**
 * Compiled databases on disk, by what they were compiled from: the patterns, the library's version and the processor's
 * features. Files of another user are not read. Whatever is wrong with a file, its patterns are compiled again.
 */
final class DatabaseCache {
    private static final int HASH_BYTES = 32;

    private final Path directory;
    private int reused;
    private int compiled;

    /** @param directory where the files are, or null to keep none */
    DatabaseCache(Path directory) {
        this.directory = directory;
    }

    /** The serialised database of those patterns. */
    byte[] get(List<Pattern> patterns) {
        if (directory == null) {
            return compile(patterns);
        }
        String name = name(patterns);
        Optional<byte[]> kept = read(name);
        if (kept.isPresent()) {
            reused++;
            return kept.get();
        }
        byte[] bytes = compile(patterns);
        write(name, bytes);
        return bytes;
    }

    private byte[] compile(List<Pattern> patterns) {
        compiled++;
        try (Database database = Vectorscan.compile(patterns)) {
            return database.serialize();
        } catch (PatternException e) {
            throw new IllegalStateException("Vectorscan refuses a set of " + patterns.size() + " literals", e);
        }
    }

    /** Databases that were found on disk. */
    int reused() {
        return reused;
    }

    /** Databases that were compiled. */
    int compiled() {
        return compiled;
    }

    private String name(List<Pattern> patterns) {
        MessageDigest digest = sha256();
        digest.update(Vectorscan.platformInfo().getBytes(StandardCharsets.UTF_8));
        for (Pattern pattern : patterns) {
            digest.update((pattern.flags() + ":" + pattern.id() + ":" + pattern.expression() + "\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest()) + ".hs";
    }

    private Optional<byte[]> read(String name) {
        Path file = directory.resolve(name);
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || !isOwn(file)) {
                return Optional.empty();
            }
            byte[] content = Files.readAllBytes(file);
            if (content.length <= HASH_BYTES) {
                return Optional.empty();
            }
            MessageDigest digest = sha256();
            digest.update(content, HASH_BYTES, content.length - HASH_BYTES);
            byte[] bytes = java.util.Arrays.copyOfRange(content, HASH_BYTES, content.length);
            if (!MessageDigest.isEqual(digest.digest(), java.util.Arrays.copyOf(content, HASH_BYTES))) {
                return Optional.empty();
            }
            Vectorscan.deserialize(MemorySegment.ofArray(bytes)).close();
            return Optional.of(bytes);
        } catch (IOException | NativeException e) {
            return Optional.empty();
        }
    }

    /** A file that root or somebody else put there could make the engine run what it wants. */
    private static boolean isOwn(Path file) throws IOException {
        UserPrincipal self = file.getFileSystem().getUserPrincipalLookupService()
                .lookupPrincipalByName(System.getProperty("user.name"));
        return Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).equals(self);
    }

    private void write(String name, byte[] bytes) {
        try {
            Files.createDirectories(directory);
            Path unfinished = Files.createTempFile(directory, "database", ".tmp",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (var out = Files.newOutputStream(unfinished)) {
                out.write(sha256().digest(bytes));
                out.write(bytes);
            }
            Files.move(unfinished, directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            // The cache only saves time: without room for it the next start compiles again.
            System.getLogger(DatabaseCache.class.getName()).log(System.Logger.Level.WARNING,
                    "cannot keep a compiled database in " + directory + ": " + e.getMessage());
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
