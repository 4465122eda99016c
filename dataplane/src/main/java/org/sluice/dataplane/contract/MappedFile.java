package org.sluice.dataplane.contract;

import org.agrona.BufferUtil;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A file mapped whole, shared and writable, until closed. */
final class MappedFile implements AutoCloseable {
    private final Path path;
    private final MappedByteBuffer buffer;

    private MappedFile(final Path path, final MappedByteBuffer buffer) {
        this.path = path;
        this.buffer = buffer;
    }

    /**
     * Creates {@code path} anew, zeroed and with its pages allocated, so that no later store can fail for want of room.
     */
    static MappedFile create(final Path path, final long length) {
        try {
            Files.deleteIfExists(path);
            final var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-rw----"));
            final var options = java.util.Set.of(
                StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try (FileChannel channel = FileChannel.open(path, options, owner)) {
                fillWithZeros(channel, length);
                return new MappedFile(path, channel.map(FileChannel.MapMode.READ_WRITE, 0, length));
            }
        } catch (final IOException ex) {
            throw new CncException(
                "cannot create " + path + " of " + length + " bytes: " + ex.getMessage() +
                    "; check the space and permissions of its file system (df -h " + path.getParent() + ")", ex);
        }
    }

    private static void fillWithZeros(final FileChannel channel, final long length) throws IOException {
        final var zeros = java.nio.ByteBuffer.allocateDirect(64 * 1024);
        for (long written = 0; written < length; ) {
            zeros.clear().limit((int)Math.min(zeros.capacity(), length - written));
            written += channel.write(zeros);
        }
    }

    static MappedFile open(final Path path) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new MappedFile(path, channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size()));
        } catch (final NoSuchFileException ex) {
            throw new CncException("no " + path + ": the data plane has not created it; is it running?", ex);
        } catch (final IOException ex) {
            throw new CncException("cannot map " + path + ": " + ex, ex);
        }
    }

    Path path() {
        return path;
    }

    MappedByteBuffer buffer() {
        return buffer;
    }

    @Override
    public void close() {
        BufferUtil.free(buffer);
    }
}
