package org.sluice.control.export;

import org.sluice.dataplane.contract.EventHeaderFlyweight;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * Community ID version 1 (github.com/corelight/community-id-spec): a hash of the tuple that many tools agree on, the
 * same for both directions.
 */
public final class CommunityId {
    private static final int ICMP = 1;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int ICMPV6 = 58;
    private static final int SCTP = 132;
    /** Pairs of request and reply types. */
    private static final int[][] ICMP_PAIRS = {{8, 0}, {13, 14}, {15, 16}, {10, 9}, {17, 18}};
    private static final int[][] ICMPV6_PAIRS = {{128, 129}, {133, 134}, {135, 136}, {130, 131}, {139, 140}, {144, 145}};

    private final MessageDigest sha1;
    private final int seed;
    private final ByteBuffer tuple = ByteBuffer.allocate(2 + 16 + 16 + 2 + 4);

    /** @param seed 0 to 65535, to tell networks apart */
    public CommunityId(final int seed) {
        this.seed = seed;
        try {
            sha1 = MessageDigest.getInstance("SHA-1");
        } catch (final NoSuchAlgorithmException ex) {
            throw new IllegalStateException("every Java platform has SHA-1", ex);
        }
    }

    /**
     * @param header of an event
     * @return the id, null when the packet is not IP
     */
    public String of(final EventHeaderFlyweight header) {
        final int length = header.addressLength();
        if (length == 0) {
            return null;
        }
        final byte[] source = new byte[length];
        final byte[] destination = new byte[length];
        header.sourceAddress(source);
        header.destinationAddress(destination);
        return switch (header.protocol()) {
            case TCP, UDP, SCTP ->
                of(source, destination, header.protocol(), header.sourcePort(), header.destinationPort(), true);
            case ICMP -> icmp(source, destination, header, ICMP_PAIRS);
            case ICMPV6 -> icmp(source, destination, header, ICMPV6_PAIRS);
            default -> of(source, destination, header.protocol(), 0, 0, false);
        };
    }

    private String icmp(
        final byte[] source, final byte[] destination, final EventHeaderFlyweight header, final int[][] pairs) {
        final int type = header.icmpType();
        for (final int[] pair : pairs) {
            if (type == pair[0]) {
                return of(source, destination, header.protocol(), pair[0], pair[1], true);
            }
            if (type == pair[1]) {
                return of(source, destination, header.protocol(), pair[1], pair[0], true);
            }
        }
        return oneWay(source, destination, header.protocol(), type, header.icmpCode());
    }

    String of(
        final byte[] source, final byte[] destination, final int protocol, final int sourcePort,
        final int destinationPort, final boolean ports) {
        final int order = Arrays.compareUnsigned(source, destination);
        final boolean asIs = order < 0 || order == 0 && sourcePort < destinationPort;
        return asIs ? hash(source, destination, protocol, sourcePort, destinationPort, ports) :
            hash(destination, source, protocol, destinationPort, sourcePort, ports);
    }

    private String oneWay(
        final byte[] source, final byte[] destination, final int protocol, final int type, final int code) {
        return hash(source, destination, protocol, type, code, true);
    }

    private String hash(
        final byte[] lower, final byte[] upper, final int protocol, final int lowerPort, final int upperPort,
        final boolean ports) {
        tuple.clear();
        tuple.putShort((short)seed).put(lower).put(upper).put((byte)protocol).put((byte)0);
        if (ports) {
            tuple.putShort((short)lowerPort).putShort((short)upperPort);
        }
        sha1.reset();
        sha1.update(tuple.flip());
        return "1:" + Base64.getEncoder().encodeToString(sha1.digest());
    }
}
