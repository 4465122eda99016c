package org.sluice.control.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much room a directory's file system has left. */
@FunctionalInterface
public interface FreeSpace {
    /** Asks the file system. */
    FreeSpace OF_FILE_SYSTEM = directory -> Files.getFileStore(directory).getUsableSpace();

    /**
     * @param directory to ask for
     * @return usable bytes
     * @throws IOException when the file system does not answer
     */
    long bytes(Path directory) throws IOException;
}
