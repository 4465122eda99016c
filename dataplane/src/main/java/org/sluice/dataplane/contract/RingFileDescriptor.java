package org.sluice.dataplane.contract;

/**
 * Layout of a ring file. Valid once its version is set, which is written last and ordered.
 *
 * <pre>
 *   0               8               16
 *  +-------+-------+---------------+------------------------------+
 *  |version|worker |   start ns    |  reserved                    |   start ns: of the data plane that wrote it
 *  +-------+-------+---------------+------------------------------+  128
 *  | one-to-one ring buffer: capacity (a power of two), trailer   |
 *  +--------------------------------------------------------------+
 * </pre>
 */
final class RingFileDescriptor {
    static final int VERSION_OFFSET = 0;
    static final int WORKER_OFFSET = 4;
    static final int START_NS_OFFSET = 8;
    static final int HEADER_LENGTH = 128;
    /** Worker number in the ring that the data plane's conductor writes. */
    static final int CONDUCTOR = -1;

    static final String EVENTS = "events-";
    static final String CAPTURE = "capture-";
    static final String SUFFIX = ".ring";
    static final String ORPHAN = ".ring.orphan-";

    private RingFileDescriptor() {
    }

    static String fileName(final String prefix, final int worker) {
        return prefix + (worker == CONDUCTOR ? "conductor" : Integer.toString(worker)) + SUFFIX;
    }
}
