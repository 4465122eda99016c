package org.sluice.control.lifecycle;

/**
 * What became of an image that was given to the data plane.
 *
 * @param outcome what
 * @param workers that have adopted it
 * @param of      workers there are
 * @param tookNs  from the command to the last worker's acknowledgement, or until it was given up
 * @param text    why not, empty when adopted
 */
public record Publication(Outcome outcome, int workers, int of, long tookNs, String text) {
    /** What became of it. */
    public enum Outcome {
        /** Every worker uses it. */
        ADOPTED,
        /** The data plane refused it; the old one stays. */
        REFUSED,
        /** Not every worker has said in time that it uses it. */
        TIMED_OUT,
        /** There is no data plane; one that comes will be given it. */
        NO_DATA_PLANE
    }
}
