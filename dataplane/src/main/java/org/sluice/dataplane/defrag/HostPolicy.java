package org.sluice.dataplane.defrag;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/**
 * Which overlap policy the hosts of a network have.
 *
 * @param ipVersion 4 or 6
 * @param high high 64 bits of the network's address, 0 for IPv4
 * @param low low 64 bits; for IPv4 its low 32
 * @param prefixLength bits that count, 0 to 32 or 128
 * @param policy theirs
 */
public record HostPolicy(int ipVersion, long high, long low, int prefixLength, OverlapPolicy policy) {
    /**
     * Parses a network such as {@code 10.0.0.0/8} or {@code 2001:db8::/32}, or a single address.
     *
     * @throws IllegalArgumentException when it is none; names it
     */
    public static HostPolicy of(String network, OverlapPolicy policy) {
        int slash = network.indexOf('/');
        String address = slash < 0 ? network : network.substring(0, slash);
        if (!address.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            throw new IllegalArgumentException("host-os-policy: '" + network + "' is no network");
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(InetAddress.getByName(address).getAddress());
            int bits = bytes.capacity() * 8;
            int prefix = slash < 0 ? bits : Integer.parseInt(network.substring(slash + 1));
            if (prefix < 0 || prefix > bits) {
                throw new IllegalArgumentException(
                        "host-os-policy: '" + network + "' has a prefix that is not 0 to " + bits);
            }
            return bits == 32
                    ? new HostPolicy(4, 0, bytes.getInt() & 0xffff_ffffL, prefix, policy)
                    : new HostPolicy(6, bytes.getLong(), bytes.getLong(), prefix, policy);
        } catch (UnknownHostException | NumberFormatException e) {
            throw new IllegalArgumentException("host-os-policy: '" + network + "' is no network", e);
        }
    }

    /** Whether an address lies in the network. */
    public boolean covers(int version, long addressHigh, long addressLow) {
        if (version != ipVersion) {
            return false;
        }
        if (version == 4) {
            return prefixLength == 0 || (addressLow ^ low) >>> 32 - prefixLength == 0;
        }
        long highMask = prefixLength == 0 ? 0 : -1L << Math.max(64 - prefixLength, 0);
        long lowMask = prefixLength <= 64 ? 0 : -1L << 128 - prefixLength;
        return ((addressHigh ^ high) & highMask) == 0 && ((addressLow ^ low) & lowMask) == 0;
    }
}
