package org.sluice.control.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A file of lines that grows, is rotated by size and age, and whose rotated ones are deleted by age and size. Writes
 * are gathered until {@link #flush()}; a write that fails leaves no half line behind once there is room again. One
 * thread.
 */
public final class EveFile extends OutputStream {
    private static final DateTimeFormatter SUFFIX =
        DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    private final EveFileContext context;
    private ByteBuffer buffer;
    private FileChannel channel;
    private long length;
    private long openedMs;

    /**
     * Opens the file, to go on behind what is in it.
     *
     * @param context settings; concluded here
     * @throws IOException when it cannot be opened
     */
    public EveFile(final EveFileContext context) throws IOException {
        this.context = context.conclude();
        buffer = ByteBuffer.allocate(context.bufferBytes());
        final Path directory = context.file().toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        open();
    }

    private void open() throws IOException {
        channel = FileChannel.open(context.file(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        length = channel.size();
        openedMs = context.clockMs().getAsLong();
    }

    /** @return length of the file, with what is not flushed yet */
    public long length() {
        return length + buffer.position();
    }

    /**
     * Cuts what was written behind a position that is known to be good.
     *
     * @param goodLength at most the file's
     * @throws IOException when the file system refuses
     */
    public void truncate(final long goodLength) throws IOException {
        buffer.clear();
        if (goodLength < length) {
            channel.truncate(goodLength);
            length = goodLength;
        }
    }

    @Override
    public void write(final int b) throws IOException {
        write(new byte[] {(byte)b}, 0, 1);
    }

    @Override
    public void write(final byte[] bytes, final int offset, final int count) throws IOException {
        if (count > buffer.remaining()) {
            flush();
            if (count > buffer.capacity()) {
                buffer = ByteBuffer.allocate(count * 2);
            }
        }
        buffer.put(bytes, offset, count);
    }

    /** Brings everything to the file; when that fails everything is kept for the next try. */
    @Override
    public void flush() throws IOException {
        buffer.flip();
        long position = length;
        try {
            while (buffer.hasRemaining()) {
                position += channel.write(buffer, position);
            }
        } catch (final IOException ex) {
            channel.truncate(length);
            buffer.rewind();
            buffer.compact();
            throw ex;
        }
        length = position;
        buffer.clear();
    }

    /**
     * Rotates when it is time, and deletes what is too old or too much.
     *
     * @return whether it rotated
     * @throws IOException when the file system refuses
     */
    public boolean rotateIfDue() throws IOException {
        final long nowMs = context.clockMs().getAsLong();
        if (length() < context.rotateBytes() && nowMs - openedMs < context.rotateAfter().toMillis() || length() == 0) {
            return false;
        }
        rotate(nowMs);
        return true;
    }

    private void rotate(final long nowMs) throws IOException {
        flush();
        channel.close();
        final Path file = context.file();
        Files.move(file, file.resolveSibling(file.getFileName() + "." + SUFFIX.format(Instant.ofEpochMilli(nowMs))),
            StandardCopyOption.REPLACE_EXISTING);
        open();
        deleteOld(nowMs);
    }

    /**
     * Opens the file by its name again: after something else has rotated it.
     *
     * @throws IOException when it cannot be opened
     */
    public void reopen() throws IOException {
        flush();
        channel.close();
        open();
    }

    private void deleteOld(final long nowMs) throws IOException {
        final List<Path> rotated = rotated();
        long total = 0;
        for (final Path file : rotated) {
            total += Files.size(file);
        }
        final String oldest = context.file().getFileName() + "." +
            SUFFIX.format(Instant.ofEpochMilli(nowMs).minus(context.maxAge()));
        for (final Path file : rotated) {
            if (total > context.maxBytes() || file.getFileName().toString().compareTo(oldest) < 0) {
                total -= Files.size(file);
                Files.delete(file);
            }
        }
    }

    private List<Path> rotated() throws IOException {
        final List<Path> files = new ArrayList<>();
        final Path directory = context.file().toAbsolutePath().getParent();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(
            directory, context.file().getFileName() + ".[0-9]*-[0-9]*-[0-9]*")) {
            found.forEach(files::add);
        }
        files.sort(Comparator.naturalOrder());
        return files;
    }

    @Override
    public void close() throws IOException {
        flush();
        channel.close();
    }
}
