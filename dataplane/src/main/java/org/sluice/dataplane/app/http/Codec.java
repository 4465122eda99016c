package org.sluice.dataplane.app.http;

/** Undoes one kind of compression, from an input buffer it was made with into an output buffer. */
interface Codec {
    /** What {@link #decode} answers when the input is none of its kind, or there is no memory for it. */
    int BROKEN = -1;

    /** A stream begins. */
    void begin();

    /** The first {@code length} bytes of the input buffer are the stream's next. */
    void input(int length);

    /** Decodes into the output buffer: bytes written, 0 when it wants more input, or {@link #BROKEN}. */
    int decode();

    /** Whether the stream is over. */
    boolean finished();

    /** Bytes of the input not taken. */
    int inputLeft();

    /** Nothing more is wanted of the stream. */
    void end();
}
