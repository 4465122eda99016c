package org.sluice.control.export;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.CRC32;

/** An exporter's position in the journal and its file's length at that time, saved as one: 24 bytes, replaced whole. */
public final class ExportPosition {
    private static final int LENGTH = 24;

    private final Path file;
    private long index;
    private long length;

    /** @param file that holds it */
    public ExportPosition(final Path file) {
        this.file = file;
    }

    /**
     * @return whether there was one, and whole
     * @throws IOException when it cannot be read
     */
    public boolean load() throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        final byte[] bytes = Files.readAllBytes(file);
        if (bytes.length != LENGTH) {
            return false;
        }
        final ByteBuffer buffer = ByteBuffer.wrap(bytes);
        index = buffer.getLong();
        length = buffer.getLong();
        return buffer.getLong() == checksum(bytes);
    }

    /**
     * @param index  of the last event exported
     * @param length of the file then
     * @throws IOException when it cannot be written
     */
    public void save(final long index, final long length) throws IOException {
        final byte[] bytes = new byte[LENGTH];
        final ByteBuffer buffer = ByteBuffer.wrap(bytes).putLong(index).putLong(length);
        buffer.putLong(checksum(bytes));
        final Path whole = file.resolveSibling(file.getFileName() + ".new");
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(whole, bytes);
        Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        this.index = index;
        this.length = length;
    }

    private static long checksum(final byte[] bytes) {
        final CRC32 crc = new CRC32();
        crc.update(bytes, 0, 2 * Long.BYTES);
        return crc.getValue();
    }

    long index() {
        return index;
    }

    long length() {
        return length;
    }
}
