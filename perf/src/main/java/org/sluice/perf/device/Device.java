package org.sluice.perf.device;

/** What the generator's ports lead to. */
public interface Device extends AutoCloseable {
    /** DPDK device of the generator's left port. */
    String leftPort();

    /** DPDK device of the generator's right port. */
    String rightPort();

    /** What it is, in words for the report. */
    String description();

    /**
     * Makes sure that it still lives.
     *
     * @throws DeviceException with what it said last when it has ended
     */
    void check();

    /** How long its packet thread has wanted to run and had no core, in ns; 0 where that is not known. */
    default long waitedNs() {
        return 0;
    }

    @Override
    void close();

    /**
     * A device that is there already: ports as given.
     *
     * @param left DPDK device of the left port
     * @param right DPDK device of the right port
     */
    static Device external(String left, String right, String description) {
        return new Device() {
            @Override
            public String leftPort() {
                return left;
            }

            @Override
            public String rightPort() {
                return right;
            }

            @Override
            public String description() {
                return description;
            }

            @Override
            public void check() {
                // Nothing of ours to look at: its frames tell.
            }

            @Override
            public void close() {
                // It was there before.
            }
        };
    }
}
