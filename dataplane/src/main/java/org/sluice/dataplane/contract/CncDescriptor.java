package org.sluice.dataplane.contract;

import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * Layout of {@code cnc.dat}. The file is valid once its version is set, which is written last and ordered.
 *
 * <pre>
 *   0               8               16              24
 *  +-------+-------+---------------+---------------+---------------+
 *  |version|workers|      pid      |    start ns   | heartbeat ms  |
 *  +-------+-------+-------+-------+-------+-------+-------+-------+   32
 *  |command|ctr md |ctr val|err log|event  |capture|conduct| state |      lengths in bytes; state: {@link DataPlaneState}
 *  +-------+-------+-------+-------+-------+-------+-------+-------+   64
 *  | interface names: count (int), then per name length (int) and UTF-8  ...  |
 *  +--------------------------------------------------------------------------+  4096
 *  | commands to the data plane (many-to-one ring buffer, with trailer)       |
 *  +--------------------------------------------------------------------------+
 *  | counters metadata                                                        |
 *  +--------------------------------------------------------------------------+
 *  | counters values                                                          |
 *  +--------------------------------------------------------------------------+
 *  | distinct error log                                                       |
 *  +--------------------------------------------------------------------------+
 * </pre>
 *
 * Byte order is the machine's: the file never leaves it.
 */
public final class CncDescriptor {
    /** Version of every layout in this package; raised whenever one of them changes. */
    public static final int VERSION = 1;
    /** Name of the file in the cnc directory. */
    public static final String CNC_FILE = "cnc.dat";
    /** Name of the file whose lock the living data plane holds. */
    public static final String LOCK_FILE = "cnc.lock";
    /** Where a cnc directory is unless told otherwise. */
    public static final Path DEFAULT_DIRECTORY = Path.of("/dev/shm/sluice");

    static final int VERSION_OFFSET = 0;
    static final int WORKERS_OFFSET = 4;
    static final int PID_OFFSET = 8;
    static final int START_NS_OFFSET = 16;
    static final int HEARTBEAT_MS_OFFSET = 24;
    static final int COMMAND_LENGTH_OFFSET = 32;
    static final int COUNTERS_METADATA_LENGTH_OFFSET = 36;
    static final int COUNTERS_VALUES_LENGTH_OFFSET = 40;
    static final int ERROR_LOG_LENGTH_OFFSET = 44;
    static final int EVENT_RING_LENGTH_OFFSET = 48;
    static final int CAPTURE_RING_LENGTH_OFFSET = 52;
    static final int CONDUCTOR_RING_LENGTH_OFFSET = 56;
    static final int STATE_OFFSET = 60;
    static final int INTERFACES_OFFSET = 64;
    static final int METADATA_LENGTH = 4096;

    private CncDescriptor() {
    }

    static int totalLength(
        final int commandLength, final int countersMetadataLength, final int countersValuesLength, final int errorLogLength) {
        return Math.toIntExact(
            (long)METADATA_LENGTH + commandLength + countersMetadataLength + countersValuesLength + errorLogLength);
    }

    static AtomicBuffer commands(final AtomicBuffer metadata, final ByteBuffer file) {
        return new UnsafeBuffer(file, METADATA_LENGTH, metadata.getInt(COMMAND_LENGTH_OFFSET));
    }

    static AtomicBuffer countersMetadata(final AtomicBuffer metadata, final ByteBuffer file) {
        final int offset = METADATA_LENGTH + metadata.getInt(COMMAND_LENGTH_OFFSET);
        return new UnsafeBuffer(file, offset, metadata.getInt(COUNTERS_METADATA_LENGTH_OFFSET));
    }

    static AtomicBuffer countersValues(final AtomicBuffer metadata, final ByteBuffer file) {
        final int offset = METADATA_LENGTH + metadata.getInt(COMMAND_LENGTH_OFFSET) +
            metadata.getInt(COUNTERS_METADATA_LENGTH_OFFSET);
        return new UnsafeBuffer(file, offset, metadata.getInt(COUNTERS_VALUES_LENGTH_OFFSET));
    }

    static AtomicBuffer errorLog(final AtomicBuffer metadata, final ByteBuffer file) {
        final int offset = METADATA_LENGTH + metadata.getInt(COMMAND_LENGTH_OFFSET) +
            metadata.getInt(COUNTERS_METADATA_LENGTH_OFFSET) + metadata.getInt(COUNTERS_VALUES_LENGTH_OFFSET);
        return new UnsafeBuffer(file, offset, metadata.getInt(ERROR_LOG_LENGTH_OFFSET));
    }
}
