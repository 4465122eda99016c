package org.sluice.dataplane.port;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A capture file that cannot be read (on): truncated, corrupt, or of a kind not known.
 * Every frame handed out before it was whole; whoever read them may keep what was learnt.
 */
public final class CaptureException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final long frameNumber;

    /**
     * A capture that cannot be read on.
     *
     * @param file        the file, as the user named it
     * @param frameNumber number of the frame that could not be read, 1 for the first; 0 for the file's own header
     * @param problem     what is wrong with it
     * @param cause       the failure below, or null
     */
    public CaptureException(final Path file, final long frameNumber, final String problem, final Throwable cause) {
        super(file + (frameNumber == 0 ? ": " : ": packet " + frameNumber + ": ") + problem, cause);
        this.file = file.toString();
        this.frameNumber = frameNumber;
    }

    /** The file, as the user named it. */
    public String file() {
        return file;
    }

    /** Number of the frame that could not be read, 1 for the first; 0 when the file's own header is at fault. */
    public long frameNumber() {
        return frameNumber;
    }
}
