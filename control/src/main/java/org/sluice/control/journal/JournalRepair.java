package org.sluice.control.journal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Mends what a writer leaves that was killed while it began a file: one whose first header is not complete, so that
 * nothing can be in it, but which would hold up every reader until a timeout. Only before the queue is opened by its
 * only writer.
 */
final class JournalRepair {
    private static final Logger LOG = LoggerFactory.getLogger(JournalRepair.class);
    /** Bit of a header whose document is not complete. */
    private static final int NOT_COMPLETE = 0x80000000;

    private JournalRepair() {
    }

    static void removeUnbegun(final Path directory) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.cq4")) {
            for (final Path file : files) {
                final int header = firstHeader(file);
                if (header == 0 || (header & NOT_COMPLETE) != 0) {
                    LOG.warn("journal: {} was never begun, a writer died over it: removed", file);
                    Files.delete(file);
                }
            }
        }
    }

    private static int firstHeader(final Path file) throws IOException {
        final ByteBuffer header = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.read(header, 0) == Integer.BYTES ? header.getInt(0) : 0;
        }
    }
}
