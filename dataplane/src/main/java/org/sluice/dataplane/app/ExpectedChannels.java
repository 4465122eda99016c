package org.sluice.dataplane.app;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppProtocol;

/**
 * Connections that another flow announced: where they will be made, in which protocol, and what for. A fixed number,
 * of which the oldest makes room; an announcement holds for a minute. Flows between the same two hosts are one
 * inspector's.
 */
public final class ExpectedChannels {
    private static final int MOST = 256;
    private static final int NAME_LIMIT = 512;
    private static final long HOLDS_NS = 60_000_000_000L;

    private final Channel[] channels = new Channel[MOST];
    private int next;
    private int waiting;

    /** One announcement. */
    public static final class Channel {
        private final MemorySegment name = MemorySegment.ofArray(new byte[NAME_LIMIT]);
        private int nameLength;
        private AppProtocol protocol;
        private long high;
        private long low;
        private int port;
        private long untilNs;
        private boolean waits;
        private int purpose;
        private int serial;

        /** Changes whenever the place is used for another announcement. */
        public int serial() {
            return serial;
        }

        /** What it is for, in the announcing protocol's numbers; 0 while that is not known. */
        public int purpose() {
            return purpose;
        }

        /** Holds the name of the file that goes through it, from 0 on; of a longer one the beginning. */
        public MemorySegment name() {
            return name;
        }

        /** Bytes of that name. */
        public int nameLength() {
            return nameLength;
        }

        /** Says what it is for. */
        public void purpose(int what, NativeBytes text, int start, int end) {
            purpose = what;
            nameLength = Math.clamp(end - start, 0, NAME_LIMIT);
            MemorySegment.copy(text.memory(), text.offset() + start, name, 0, nameLength);
        }

        AppProtocol protocol() {
            return protocol;
        }
    }

    ExpectedChannels() {
        for (int i = 0; i < MOST; i++) {
            channels[i] = new Channel();
        }
    }

    /** Announces a connection to that address and port. */
    public Channel expect(AppProtocol protocol, long addressHigh, long addressLow, int port, long nowNs) {
        Channel channel = channels[next];
        next = (next + 1) % MOST;
        waiting += channel.waits ? 0 : 1;
        channel.serial++;
        channel.protocol = protocol;
        channel.high = addressHigh;
        channel.low = addressLow;
        channel.port = port;
        channel.untilNs = nowNs + HOLDS_NS;
        channel.waits = true;
        channel.purpose = 0;
        channel.nameLength = 0;
        return channel;
    }

    /**
     * The announcement of the flow whose packet this is, which waits no more; null when there is none whose purpose
     * is known.
     */
    Channel take(Packet packet) {
        if (waiting == 0 || !packet.isTcp()) {
            return null;
        }
        boolean toServer = packet.direction == Packet.TO_SERVER;
        long high = toServer ? packet.destinationHigh : packet.sourceHigh;
        long low = toServer ? packet.destinationLow : packet.sourceLow;
        int port = toServer ? packet.destinationPort : packet.sourcePort;
        for (Channel channel : channels) {
            if (channel.waits && channel.port == port && channel.low == low && channel.high == high) {
                channel.waits = false;
                waiting--;
                return channel.purpose != 0 && packet.timestampNs <= channel.untilNs ? channel : null;
            }
        }
        return null;
    }
}
