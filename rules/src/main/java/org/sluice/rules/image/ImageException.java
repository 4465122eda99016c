package org.sluice.rules.image;

/** An image that cannot be used: why, in which file, and what mends it. */
public final class ImageException extends Exception {
    /** What is wrong with it. */
    public enum Reason {
        /** The file cannot be read at all. */
        UNREADABLE,
        /** Not an image, or one that was never finished. */
        FOREIGN,
        /** Written by another version of this program. */
        OTHER_VERSION,
        /** Shorter or longer than it says. */
        TRUNCATED,
        /** Its bytes are not those that were written. */
        CHECKSUM,
        /** Its bytes are those that were written, but they make no sense. */
        INVALID
    }

    private final Reason reason;

    /**
     * @param reason what is wrong
     * @param detail where and why, without a full stop
     */
    public ImageException(Reason reason, String detail) {
        super(detail + ": " + cure(reason));
        this.reason = reason;
    }

    /** What is wrong with it. */
    public Reason reason() {
        return reason;
    }

    private static String cure(Reason reason) {
        return switch (reason) {
            case UNREADABLE -> "check the path and its permissions";
            case FOREIGN -> "this is no finished rule image; compile the rules again";
            case OTHER_VERSION -> "it was written by another version of Sluice; compile the rules again";
            case TRUNCATED, CHECKSUM -> "the file is damaged; compile the rules again";
            case INVALID -> "the file was not written by this compiler; compile the rules again";
        };
    }
}
