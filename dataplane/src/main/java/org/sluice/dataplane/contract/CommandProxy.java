package org.sluice.dataplane.contract;

import org.agrona.BitUtil;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The control plane's way to speak to the data plane: each method puts one command into the ring and returns its
 * correlation id. Any thread.
 */
public final class CommandProxy {
    private final ManyToOneRingBuffer ring;

    CommandProxy(final AtomicBuffer buffer) {
        ring = new ManyToOneRingBuffer(buffer);
    }

    /**
     * @param generation number of the image
     * @param image      file, as the data plane sees it
     * @return correlation id
     * @throws CncException when the data plane takes no commands
     */
    public long loadImage(final long generation, final Path image) {
        return send(CommandDescriptor.LOAD_IMAGE, generation, image.toAbsolutePath().toString());
    }

    /**
     * @param generation number of the image
     * @param image      file, as the data plane sees it
     * @return correlation id
     * @throws CncException when the data plane takes no commands
     */
    public long shadowImage(final long generation, final Path image) {
        return send(CommandDescriptor.SHADOW_IMAGE, generation, image.toAbsolutePath().toString());
    }

    /**
     * @return correlation id
     * @throws CncException when the data plane takes no commands
     */
    public long clearShadow() {
        return send(CommandDescriptor.CLEAR_SHADOW, 0, "");
    }

    /**
     * @param wire index of the wire
     * @param up   whether frames shall pass
     * @return correlation id
     * @throws CncException when the data plane takes no commands
     */
    public long setLink(final int wire, final boolean up) {
        return send(CommandDescriptor.SET_LINK, (long)wire << 1 | (up ? 1 : 0), "");
    }

    /**
     * @param reason for the data plane's notice
     * @return correlation id
     * @throws CncException when the data plane takes no commands
     */
    public long stop(final String reason) {
        return send(CommandDescriptor.STOP, 0, reason);
    }

    private long send(final int typeCode, final long argument, final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        final long correlationId = ring.nextCorrelationId() + 1;
        final int index = ring.tryClaim(typeCode, CommandDescriptor.TEXT_OFFSET + BitUtil.SIZE_OF_INT + bytes.length);
        if (index < 0) {
            throw new CncException("the data plane takes no commands: its command ring is full (" + ring.size() +
                " bytes wait); is it stuck or starting?");
        }
        ring.buffer().putLong(index + CommandDescriptor.CORRELATION_ID_OFFSET, correlationId);
        ring.buffer().putLong(index + CommandDescriptor.ARGUMENT_OFFSET, argument);
        ring.buffer().putInt(index + CommandDescriptor.TEXT_OFFSET, bytes.length);
        ring.buffer().putBytes(index + CommandDescriptor.TEXT_OFFSET + BitUtil.SIZE_OF_INT, bytes);
        ring.commit(index);
        return correlationId;
    }
}
