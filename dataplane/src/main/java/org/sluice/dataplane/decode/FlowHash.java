package org.sluice.dataplane.decode;

import java.lang.foreign.MemorySegment;

/**
 * A symmetric hash of the two addresses of a frame, the same for both directions and for all fragments of a datagram:
 * it says which inspector a frame belongs to where the NIC does not. Tunnels are hashed by their outer addresses, so
 * that an inspector sees all of a tunnel. Frames without IP have hash 0.
 *
 * <p>Reads the frame's own bytes, past VLAN tags, MPLS labels and PPPoE; keeps nothing.
 */
public final class FlowHash {
    /** Key of 16 bits that makes the Toeplitz hash symmetric (Woo and Park, 2012). */
    private static final int TOEPLITZ_KEY = 0x6d5a;
    private static final int MAX_TAGS = 16;
    private static final long NO_ADDRESSES = -1;

    private final long key;
    private final long multiplier;

    /** @param secret differs at each start, so that no sender can choose which inspector to load */
    public FlowHash(long secret) {
        key = mix(secret + 0x9e37_79b9_7f4a_7c15L);
        multiplier = mix(key + 0x9e37_79b9_7f4a_7c15L) | 1;
    }

    /**
     * Keyed hash of an Ethernet frame's addresses. Not 0 when it carries IP.
     *
     * @param offset where the frame begins in {@code memory}
     * @param length bytes of the frame
     */
    public int hash(MemorySegment memory, long offset, int length) {
        long place = addresses(memory, offset, length);
        if (place == NO_ADDRESSES) {
            return 0;
        }
        long at = offset + (place >>> 8);
        long folded;
        if ((place & 0xff) == 4) {
            folded = mix(Octets.u32(memory, at) ^ key) + mix(Octets.u32(memory, at + 4) ^ key);
        } else {
            folded = mix(Octets.i64(memory, at) * multiplier + Octets.i64(memory, at + 8) ^ key)
                    + mix(Octets.i64(memory, at + 16) * multiplier + Octets.i64(memory, at + 24) ^ key);
        }
        long hash = mix(folded);
        int high = (int) (hash >>> 32);
        return high == 0 ? 1 : high;
    }

    /**
     * The Toeplitz hash of an Ethernet frame's addresses under the key {@code 6d5a} repeated, as NICs programmed with
     * it compute. With a key of period 16 the hash is that of the exclusive or of all 16-bit words of the addresses.
     */
    public static int toeplitz(MemorySegment memory, long offset, int length) {
        long place = addresses(memory, offset, length);
        if (place == NO_ADDRESSES) {
            return 0;
        }
        long at = offset + (place >>> 8);
        long words = Octets.i64(memory, at);
        if ((place & 0xff) != 4) {
            words ^= Octets.i64(memory, at + 8) ^ Octets.i64(memory, at + 16) ^ Octets.i64(memory, at + 24);
        }
        int half = (int) (words ^ words >>> 32);
        return toeplitz((half ^ half >>> 16) & 0xffff);
    }

    private static int toeplitz(int word) {
        int window = TOEPLITZ_KEY << 16 | TOEPLITZ_KEY;
        int hash = 0;
        for (int bit = 15; bit >= 0; bit--) {
            hash ^= window & -(word >>> bit & 1);
            window = Integer.rotateLeft(window, 1);
        }
        return hash;
    }

    /** Offset of the source address in the frame, shifted by 8, and the IP version; or {@link #NO_ADDRESSES}. */
    private static long addresses(MemorySegment memory, long offset, int length) {
        if (length < Ethernet.HEADER + Ipv4.MIN_HEADER) {
            return NO_ADDRESSES;
        }
        int type = Octets.u16(memory, offset + 12);
        if (type == EtherType.IPV4 && Octets.u8(memory, offset + Ethernet.HEADER) >>> 4 == 4) {
            return Ethernet.HEADER + 12 << 8 | 4;
        }
        return skipTags(memory, offset, length, type);
    }

    private static long skipTags(MemorySegment memory, long offset, int length, int etherType) {
        int at = Ethernet.HEADER;
        int type = etherType;
        for (int tags = 0; tags < MAX_TAGS && length - at >= 8; tags++) {
            switch (type) {
                case EtherType.VLAN, EtherType.PROVIDER_VLAN, EtherType.OLD_QINQ -> {
                    type = Octets.u16(memory, offset + at + 2);
                    at += Vlan.HEADER;
                }
                case EtherType.MPLS_UNICAST, EtherType.MPLS_MULTICAST -> {
                    type = (Octets.i32(memory, offset + at) & 0x100) != 0 ? 0 : type;
                    at += Mpls.LABEL;
                }
                case EtherType.PPPOE_SESSION -> {
                    type = 0;
                    at += Pppoe.HEADER + 2;
                }
                default -> {
                    return addressesOfIp(memory, offset, length, type, at);
                }
            }
        }
        return NO_ADDRESSES;
    }

    /** {@code type} 0 stands for IP of the version that the first four bits give. */
    private static long addressesOfIp(MemorySegment memory, long offset, int length, int type, int at) {
        int version = Octets.u8(memory, offset + at) >>> 4;
        boolean named = type == 0 || type == EtherType.IPV4 && version == 4 || type == EtherType.IPV6 && version == 6;
        if (!named) {
            return NO_ADDRESSES;
        }
        if (version == 4 && length - at >= Ipv4.MIN_HEADER) {
            return (long) (at + 12) << 8 | 4;
        }
        return version == 6 && length - at >= Ipv6.HEADER ? (long) (at + 8) << 8 | 6 : NO_ADDRESSES;
    }

    /** Finaliser of splitmix64 (Steele, Lea and Flood, 2014). */
    private static long mix(long value) {
        long z = (value ^ value >>> 30) * 0xbf58_476d_1ce4_e5b9L;
        z = (z ^ z >>> 27) * 0x94d0_49bb_1331_11ebL;
        return z ^ z >>> 31;
    }
}
