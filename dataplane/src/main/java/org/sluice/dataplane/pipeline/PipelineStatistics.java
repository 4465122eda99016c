package org.sluice.dataplane.pipeline;

/**
 * What the I/O stages of one pipeline count. Written by the I/O thread alone; read by anyone, who may see it a little
 * late.
 */
public final class PipelineStatistics {
    /** Frames received. */
    public long receivedFrames;
    /** Bytes received. */
    public long receivedBytes;
    /** Frames sent on. */
    public long transmittedFrames;
    /** Frames whose verdict was drop. */
    public long droppedFrames;
    /** Frames that the sink did not take although they were to be forwarded. */
    public long transmitFailures;
    /** Bursts received. */
    public long bursts;
    /** Frames given their verdict by the overload policy, uninspected. */
    public long shedFrames;
    /** Times nothing was received because the ring was full. */
    public long ringFull;
}
