package org.sluice.dataplane.pipeline;

/** What an inspector counts besides what its stages do. Written by its thread alone. */
public final class InspectorStatistics {
    /** Packets whose inspection failed by a defect of ours. */
    public long inspectionErrors;
    /** Packets that found no room in the burst's list: forwarded uninspected. */
    public long packetsNotInspected;
    /** Streams of which the rest passes uninspected. */
    public long depthReached;
}
