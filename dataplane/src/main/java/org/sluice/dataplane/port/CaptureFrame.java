package org.sluice.dataplane.port;

/** What a capture format says about the frame it is at. Its bytes stay in the window until the next is asked for. */
final class CaptureFrame {
    /** First byte of the frame, relative to the window's position. */
    int dataOffset;
    int capturedLength;
    int originalLength;
    int linktype;
    long timestampNs;
}
