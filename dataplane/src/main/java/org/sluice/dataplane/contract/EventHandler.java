package org.sluice.dataplane.contract;

import org.agrona.MutableDirectBuffer;

/** Takes events out of a ring. */
@FunctionalInterface
public interface EventHandler {
    /**
     * @param typeCode of the event: {@link EventType#of}
     * @param buffer   holding it, valid during the call
     * @param offset   of its header
     * @param length   of the whole event in bytes
     * @return whether the event was taken; if not it stays the next one, and the poll ends
     */
    boolean onEvent(int typeCode, MutableDirectBuffer buffer, int offset, int length);
}
