package org.sluice.dataplane.contract;

import org.agrona.BitUtil;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The data plane's end of the command ring, polled by its conductor. */
public final class CommandReceiver {
    private static final int LIMIT = 10;

    private final ManyToOneRingBuffer ring;
    private long blockedPosition = -1;

    CommandReceiver(final AtomicBuffer buffer) {
        ring = new ManyToOneRingBuffer(buffer);
    }

    /**
     * Hands over the commands that wait.
     *
     * @param listener takes them
     * @return how many there were
     */
    public int poll(final CommandListener listener) {
        return ring.read((typeCode, buffer, index, length) -> dispatch(listener, typeCode, buffer, index), LIMIT);
    }

    /**
     * Steps over a command that a sender claimed and never finished, when it was already so at the last call: call
     * about once a second.
     *
     * @return whether there was one
     */
    public boolean unblock() {
        final long position = ring.consumerPosition();
        final boolean stuck = position == blockedPosition && ring.producerPosition() > position;
        blockedPosition = position;
        return stuck && ring.unblock();
    }

    private static void dispatch(
        final CommandListener listener, final int typeCode, final MutableDirectBuffer buffer, final int index) {
        final long correlationId = buffer.getLong(index + CommandDescriptor.CORRELATION_ID_OFFSET);
        final long argument = buffer.getLong(index + CommandDescriptor.ARGUMENT_OFFSET);
        switch (typeCode) {
            case CommandDescriptor.LOAD_IMAGE ->
                listener.onLoadImage(correlationId, argument, Path.of(text(buffer, index)));
            case CommandDescriptor.SHADOW_IMAGE ->
                listener.onShadowImage(correlationId, argument, Path.of(text(buffer, index)));
            case CommandDescriptor.CLEAR_SHADOW -> listener.onClearShadow(correlationId);
            case CommandDescriptor.SET_LINK ->
                listener.onSetLink(correlationId, (int)(argument >> 1), (argument & 1) != 0);
            case CommandDescriptor.STOP -> listener.onStop(correlationId, text(buffer, index));
            default -> throw new CncException("command of unknown type " + typeCode +
                ": the control plane is of another release than the data plane");
        }
    }

    private static String text(final MutableDirectBuffer buffer, final int index) {
        final byte[] bytes = new byte[buffer.getInt(index + CommandDescriptor.TEXT_OFFSET)];
        buffer.getBytes(index + CommandDescriptor.TEXT_OFFSET + BitUtil.SIZE_OF_INT, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
