package org.sluice.dataplane.port;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads the frames of a capture file one after the other: pcap (micro- and nanoseconds, both byte orders), pcapng, and
 * gzip of either. Streams with a fixed window of memory and allocates nothing per frame.
 *
 * <pre>{@code
 * try (CaptureReader reader = CaptureReader.open(file)) {
 *     while (reader.next()) {
 *         int length = reader.copyFrame(memory, offset, capacity);
 *         inspect(memory, offset, length, reader.timestampNs(), reader.linktype());
 *     }
 * }
 * }</pre>
 *
 * Formats: draft-ietf-opsawg-pcap (pcap), draft-ietf-opsawg-pcapng (pcapng). One thread at a time.
 */
public final class CaptureReader implements AutoCloseable {
    /** The largest frame that a capture can hold: what libpcap takes for the highest snapshot length. */
    public static final int MAX_FRAME_LENGTH = 262_144;

    /** Window: a few of the largest frames, so that most reads of the file are long ones. */
    private static final int WINDOW_LENGTH = 4 * MAX_FRAME_LENGTH;
    private static final int GZIP_MAGIC = 0x1f8b;

    private final Path file;
    private final CaptureBytes bytes;
    private final CaptureFrame frame = new CaptureFrame();
    private final CaptureFormat format;
    private long frameNumber;

    private CaptureReader(final Path file, final CaptureBytes bytes) throws IOException {
        this.file = file;
        this.bytes = bytes;
        this.format = CaptureFormat.detect(bytes);
    }

    /**
     * Opens a capture file and reads its header.
     *
     * @throws CaptureException when it is not there, not readable, or no capture
     */
    public static CaptureReader open(final Path file) throws CaptureException {
        InputStream stream = null;
        try {
            stream = Files.newInputStream(file);
            return open(file, stream);
        } catch (final NoSuchFileException e) {
            throw new CaptureException(file, 0, "no such file", e);
        } catch (final CaptureException e) {
            throw e;
        } catch (final IOException e) {
            throw new CaptureException(file, 0, reason(e), e);
        }
    }

    /**
     * Reads a capture from a stream, such as standard input; {@link #close} closes it.
     *
     * @param name what error messages call it
     * @throws CaptureException when it is no capture, or cannot be read
     */
    public static CaptureReader open(final Path name, final InputStream stream) throws CaptureException {
        try {
            return new CaptureReader(name, new CaptureBytes(unzipped(stream), WINDOW_LENGTH));
        } catch (final IOException e) {
            try {
                stream.close();
            } catch (final IOException closing) {
                e.addSuppressed(closing);
            }
            throw new CaptureException(name, 0, reason(e), e);
        }
    }

    private static InputStream unzipped(final InputStream stream) throws IOException {
        final BufferedInputStream buffered = new BufferedInputStream(stream, 1 << 16);
        buffered.mark(2);
        final int magic = buffered.read() << 8 | buffered.read();
        buffered.reset();
        return magic == GZIP_MAGIC ? new GZIPInputStream(buffered, 1 << 16) : buffered;
    }

    /**
     * Moves to the next frame.
     *
     * @return false at the end of the capture
     * @throws CaptureException when the rest is truncated or corrupt; the frames before it stand
     */
    public boolean next() throws CaptureException {
        try {
            if (!format.next(bytes, frame)) {
                return false;
            }
        } catch (final IOException e) {
            throw new CaptureException(file, frameNumber + 1, reason(e), e);
        }
        frameNumber++;
        return true;
    }

    private static String reason(final IOException problem) {
        return switch (problem) {
            case EOFException e when e.getMessage() == null || e.getMessage().startsWith("Unexpected end of ZLIB") ->
                "the gzip file ends in the middle";
            case ZipException e -> "corrupt gzip: " + e.getMessage();
            default -> problem.getMessage() == null ? problem.toString() : problem.getMessage();
        };
    }

    /**
     * Copies the current frame.
     *
     * @param target       where to
     * @param targetOffset its first byte
     * @param capacity     room there; a frame longer than it is cut
     * @return how many bytes were copied: the lesser of {@link #capturedLength} and {@code capacity}
     */
    public int copyFrame(final MemorySegment target, final long targetOffset, final int capacity) {
        final int length = Math.min(frame.capturedLength, capacity);
        bytes.copy(frame.dataOffset, target, targetOffset, length);
        return length;
    }

    /** Number of the current frame, 1 for the first. */
    public long frameNumber() {
        return frameNumber;
    }

    /** When the current frame was captured, in ns since 1970; a frame without a time has that of the one before. */
    public long timestampNs() {
        return frame.timestampNs;
    }

    /** Bytes of the current frame in the file. */
    public int capturedLength() {
        return frame.capturedLength;
    }

    /** Bytes the current frame had on the wire; more than {@link #capturedLength} when the capture cut it. */
    public int originalLength() {
        return frame.originalLength;
    }

    /** What the current frame begins with: a number of {@link CaptureLinktype}. */
    public int linktype() {
        return frame.linktype;
    }

    /** The file, as it was named to {@link #open}. */
    public Path file() {
        return file;
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
