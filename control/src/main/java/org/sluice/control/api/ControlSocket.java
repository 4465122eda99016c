package org.sluice.control.api;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Where the control plane listens. */
public final class ControlSocket {
    /** Name of the socket in the cnc directory. */
    public static final String NAME = "control.sock";
    /** Longest line either way, in characters. */
    static final int MAX_LINE_LENGTH = 4 << 20;
    /** The kernel's limit (unix(7): sun_path has 108 bytes with its end). */
    private static final int MAX_PATH_LENGTH = 107;

    private ControlSocket() {
    }

    /**
     * @param cncDirectory of the planes
     * @return the socket's path
     * @throws IllegalArgumentException when it is longer than a socket's may be
     */
    public static Path in(final Path cncDirectory) {
        final Path path = cncDirectory.resolve(NAME).toAbsolutePath();
        if (path.toString().getBytes(StandardCharsets.UTF_8).length > MAX_PATH_LENGTH) {
            throw new IllegalArgumentException("cnc directory " + cncDirectory + " is too long a path for a socket: " +
                MAX_PATH_LENGTH + " bytes are allowed with /" + NAME);
        }
        return path;
    }
}
