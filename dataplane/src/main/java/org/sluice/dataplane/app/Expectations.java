package org.sluice.dataplane.app;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.security.SecureRandom;
import org.sluice.dataplane.decode.Packet;

/**
 * Connections that others announce: FTP's data channels. The two may be followed by different inspectors, so all of a
 * process share one table, without a lock: a slot belongs to who makes its stamp odd, and its fields are read and
 * written by nobody else until the stamp is even again. Fixed size; an expectation holds for half a minute, and is met
 * once.
 */
public final class Expectations {
    /** Most bytes of a name that are kept. */
    public static final int NAME = 255;

    private static final int SLOTS = 4096;
    private static final int PROBES = 8;
    private static final long LIFE_NS = 30_000_000_000L;
    private static final long SPREAD = 0x9e37_79b9_7f4a_7c15L;
    private static final VarHandle LONG = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle NEWEST;

    static {
        try {
            NEWEST = MethodHandles.lookup().findVarHandle(Expectations.class, "newestNs", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final long[] stamps = new long[SLOTS];
    private final long[] keys = new long[SLOTS];
    private final long[] untilNs = new long[SLOTS];
    private final int[] kinds = new int[SLOTS];
    private final int[] nameLengths = new int[SLOTS];
    private final byte[] names = new byte[SLOTS * NAME];
    private final long k0;
    private final long k1;
    private long newestNs = Long.MIN_VALUE;

    /** What was expected of a connection. One inspector's; reused. */
    public static final class Found {
        /** What the announcer meant by it. */
        public int kind;
        /** Bytes of {@link #name}. */
        public int nameLength;
        /** Name of what the connection carries. */
        public final byte[] name = new byte[NAME];
    }

    /** Empty. */
    public Expectations() {
        SecureRandom random = new SecureRandom();
        k0 = random.nextLong();
        k1 = random.nextLong();
    }

    /**
     * Announces a connection between the ends of a packet, to a port of one of them.
     *
     * @param port of either end
     * @param kind what the announcer means by it
     * @param name of what the connection carries: bytes from {@code start} up to {@code end}
     * @return false when there is no room
     */
    public boolean expect(Packet between, int port, int kind, NativeBytes name, int start, int end) {
        long key = key(between, port);
        long nowNs = between.timestampNs;
        for (int i = 0; i < PROBES; i++) {
            int slot = slot(key, i);
            long stamp = (long) LONG.getAcquire(stamps, slot);
            boolean free = keys[slot] == 0 || keys[slot] == key || untilNs[slot] < nowNs;
            if ((stamp & 1) == 0 && free && LONG.compareAndSet(stamps, slot, stamp, stamp + 1)) {
                keys[slot] = key;
                untilNs[slot] = nowNs + LIFE_NS;
                kinds[slot] = kind;
                nameLengths[slot] = Math.clamp(end - start, 0, NAME);
                for (int at = 0; at < nameLengths[slot]; at++) {
                    names[slot * NAME + at] = name.get(start + at);
                }
                LONG.setRelease(stamps, slot, stamp + 2);
                NEWEST.setOpaque(this, nowNs + LIFE_NS);
                return true;
            }
        }
        return false;
    }

    /** Whether the connection a packet belongs to is expected; it goes on being so. */
    public boolean isExpected(Packet packet) {
        return (long) NEWEST.getOpaque(this) >= packet.timestampNs
                && (isExpected(packet, packet.sourcePort) || isExpected(packet, packet.destinationPort));
    }

    private boolean isExpected(Packet packet, int port) {
        long key = key(packet, port);
        for (int i = 0; i < PROBES; i++) {
            int slot = slot(key, i);
            long stamp = (long) LONG.getAcquire(stamps, slot);
            boolean met = keys[slot] == key && untilNs[slot] >= packet.timestampNs;
            VarHandle.acquireFence();
            if (met && (stamp & 1) == 0 && (long) LONG.getOpaque(stamps, slot) == stamp) {
                return true;
            }
        }
        return false;
    }

    /** Takes what was expected of the connection a packet belongs to; false when nothing was. */
    public boolean take(Packet packet, Found out) {
        return (long) NEWEST.getOpaque(this) >= packet.timestampNs
                && (take(packet, packet.sourcePort, out) || take(packet, packet.destinationPort, out));
    }

    private boolean take(Packet packet, int port, Found out) {
        long key = key(packet, port);
        for (int i = 0; i < PROBES; i++) {
            int slot = slot(key, i);
            long stamp = (long) LONG.getAcquire(stamps, slot);
            if ((stamp & 1) != 0 || keys[slot] != key || !LONG.compareAndSet(stamps, slot, stamp, stamp + 1)) {
                continue;
            }
            // The key may have changed before the slot was ours.
            boolean met = keys[slot] == key && untilNs[slot] >= packet.timestampNs;
            if (met) {
                out.kind = kinds[slot];
                out.nameLength = nameLengths[slot];
                System.arraycopy(names, slot * NAME, out.name, 0, out.nameLength);
                keys[slot] = 0;
            }
            LONG.setRelease(stamps, slot, stamp + 2);
            if (met) {
                return true;
            }
        }
        return false;
    }

    private static int slot(long key, int probe) {
        return (int) (key >>> 32) + probe & SLOTS - 1;
    }

    /** The same whichever end sends; never 0. */
    private long key(Packet packet, int port) {
        long source = fold(packet.sourceHigh ^ k0, packet.sourceLow ^ k1);
        long destination = fold(packet.destinationHigh ^ k0, packet.destinationLow ^ k1);
        return fold(source + destination ^ port * SPREAD, source ^ destination ^ k0) | 1;
    }

    private static long fold(long x, long y) {
        return Math.unsignedMultiplyHigh(x, y) ^ (x * y);
    }
}
