package org.sluice.control.files;

import org.agrona.MutableDirectBuffer;
import org.sluice.dataplane.contract.AttributeKind;
import org.sluice.dataplane.contract.AttributeReader;
import org.sluice.dataplane.contract.EventHeaderFlyweight;
import org.sluice.dataplane.contract.EventType;
import org.sluice.dataplane.contract.FileFlyweight;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Keeps files as {@code DIRECTORY/ab/abcdef...}, the name being the SHA-256 of the content: a file met twice is kept
 * once, and nothing a sender chose becomes a path. A file that lost a part, or that finds no room, is not kept.
 */
public final class FileStore implements AutoCloseable {
    /** Files put together at once. */
    private static final int MOST_OPEN = 256;

    private final Path directory;
    private final Path parts;
    private final long mostBytes;
    private final Map<Long, Part> open = new HashMap<>();
    private final EventHeaderFlyweight header = new EventHeaderFlyweight();
    private final FileFlyweight file = new FileFlyweight();
    private final AttributeReader attributes = new AttributeReader();
    private long keptBytes = -1;
    private volatile long kept;
    private volatile long refused;
    private volatile String problem;

    private static final class Part {
        private final Path path;
        private final OutputStream out;
        private final MessageDigest digest;
        private long length;

        Part(final Path path) throws IOException {
            this.path = path;
            out = Files.newOutputStream(path);
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (final NoSuchAlgorithmException ex) {
                throw new IllegalStateException("this Java runtime has no SHA-256", ex);
            }
        }
    }

    /**
     * @param directory made when the first file comes
     * @param mostBytes of all files kept together
     */
    public FileStore(final Path directory, final long mostBytes) {
        this.directory = directory;
        this.parts = directory.resolve("parts");
        this.mostBytes = mostBytes;
    }

    /**
     * Takes a part of a file, or the end of one, and marks the event of a file that is kept. Other events change
     * nothing.
     *
     * @param typeCode of the event
     * @param buffer   holding it
     * @param offset   of its first byte
     * @param length   of it
     * @return whether the event was a part and goes no further
     */
    public boolean take(final int typeCode, final MutableDirectBuffer buffer, final int offset, final int length) {
        final EventType type = EventType.of(typeCode);
        if (type != EventType.FILE_DATA && type != EventType.FILE) {
            return false;
        }
        file.wrap(buffer, offset);
        final long key = (long)header.wrap(buffer, offset).worker() << 48 ^ file.id();
        try {
            if (type == EventType.FILE_DATA) {
                part(key, buffer, offset, length);
            } else {
                end(key);
            }
        } catch (final IOException | UncheckedIOException ex) {
            problem = directory + ": " + ex;
            drop(open.remove(key));
        }
        return type == EventType.FILE_DATA;
    }

    private void part(final long key, final MutableDirectBuffer buffer, final int offset, final int length)
        throws IOException {
        Part part = open.get(key);
        if (file.position() == 0) {
            drop(part);
            part = begin(key);
        }
        attributes.wrap(buffer, offset, length, EventType.FILE_DATA);
        if (part == null || part.length != file.position() || !attributes.next()
            || attributes.kind() != AttributeKind.PAYLOAD) {
            drop(open.remove(key));
            return;
        }
        final byte[] bytes = attributes.bytes();
        if (keptBytes() + part.length + bytes.length > mostBytes) {
            problem = directory + " holds " + keptBytes() + " bytes, and " + mostBytes + " are the most";
            drop(open.remove(key));
            return;
        }
        part.out.write(bytes);
        part.digest.update(bytes);
        part.length += bytes.length;
    }

    private Part begin(final long key) throws IOException {
        if (open.size() >= MOST_OPEN) {
            problem = "more than " + MOST_OPEN + " files at once";
            return null;
        }
        Files.createDirectories(parts);
        final Part part = new Part(parts.resolve(Long.toHexString(key)));
        open.put(key, part);
        return part;
    }

    private void end(final long key) throws IOException {
        final Part part = open.remove(key);
        if (part == null || !file.isWhole() || part.length != file.position()) {
            drop(part);
            return;
        }
        part.out.close();
        final String name = HexFormat.of().formatHex(part.digest.digest());
        final Path target = directory.resolve(name.substring(0, 2)).resolve(name);
        if (Files.exists(target)) {
            Files.delete(part.path);
        } else {
            Files.createDirectories(target.getParent());
            Files.move(part.path, target, StandardCopyOption.ATOMIC_MOVE);
            keptBytes += part.length;
        }
        file.stored();
        kept = kept + 1;
    }

    private void drop(final Part part) {
        if (part == null) {
            return;
        }
        refused = refused + 1;
        try {
            part.out.close();
            Files.deleteIfExists(part.path);
        } catch (final IOException ex) {
            problem = part.path + ": " + ex;
        }
    }

    /** Bytes of the files that are kept: counted once, then followed. */
    private long keptBytes() throws IOException {
        if (keptBytes < 0) {
            long sum = 0;
            try (Stream<Path> paths = Files.walk(directory)) {
                for (final Path path : (Iterable<Path>)paths.filter(p -> !p.startsWith(parts))::iterator) {
                    sum += Files.isRegularFile(path) ? Files.size(path) : 0;
                }
            }
            keptBytes = sum;
        }
        return keptBytes;
    }

    /** @return files that were kept, those met again included */
    public long kept() {
        return kept;
    }

    /** @return files that were begun and are not kept */
    public long refused() {
        return refused;
    }

    /** @return why a file was not kept last, or null */
    public String problem() {
        return problem;
    }

    @Override
    public void close() {
        open.values().forEach(this::drop);
        open.clear();
    }
}
