package org.sluice.rules.model;

import java.util.List;
import java.util.Set;
import org.sluice.rules.image.AppHook;
import org.sluice.rules.image.AppProtocol;

/** One condition of a rule. The larger ones have files of their own. */
public sealed interface Match permits Content, Pcre, ByteTest, ByteJump, ByteExtract, ByteMath, IntegerMatch, IntegerList, StateBits,
        FlowInt, DatasetMatch, Match.IsDataAt, Match.Base64Decode, Match.Bsize, Match.Absent, Match.Exists, Match.FileSize,
        Match.Entropy, Match.Asn1, Match.TcpFlags, Match.FragBits, Match.SameIp, Match.Checksum, Match.IpOption,
        Match.DecodeEvent, Match.StreamEvent, Match.AppLayerEvent, Match.AppLayerProtocol, Match.StreamSize,
        Match.TlsVersions, Match.CertificateValidity, Match.GeoIp, Match.IpReputation, Match.Bypassed, Match.AtHook {

    /** Whether it looks from where the match before it ended. */
    default boolean relative() {
        return false;
    }

    /**
     * Whether the buffer reaches that far ({@code isdataat}).
     *
     * @param at there must be a byte at this place, counted from 0
     * @param negated there must be none
     * @param relative counted from the end of the last match
     */
    record IsDataAt(Operand at, boolean negated, boolean relative) implements Match {}

    /**
     * Decodes base64 into the buffer {@code base64_data} ({@code base64_decode}).
     *
     * @param bytes how many encoded bytes at most; 0 means to the end
     * @param offset where to begin
     * @param relative {@code offset} counts from the end of the last match
     */
    record Base64Decode(long bytes, long offset, boolean relative) implements Match {}

    /**
     * The buffer's length in bytes ({@code bsize}; {@code urilen} on the URI buffers).
     *
     * @param length what it must be
     */
    record Bsize(IntegerTest length) implements Match {}

    /**
     * Bytes of a file that has ended ({@code filesize}); one that was cut short has at least what came.
     *
     * @param size what they must be
     */
    record FileSize(IntegerTest size) implements Match {}

    /** The buffer is there, whatever it holds. */
    record Exists() implements Match {}

    /**
     * The buffer is not there ({@code absent}).
     *
     * @param orElse it may also be there, and then the section's other matches must hold
     */
    record Absent(boolean orElse) implements Match {}

    /**
     * The buffer's Shannon entropy, 0.0 to 8.0 bits a byte ({@code entropy}).
     *
     * @param offset first byte
     * @param bytes number of bytes, 0 for all
     * @param low lower bound
     * @param lowIncluded the bound itself fits
     * @param high upper bound
     * @param highIncluded the bound itself fits
     * @param negated must not lie between the bounds
     */
    record Entropy(
            int offset, int bytes, double low, boolean lowIncluded, double high, boolean highIncluded, boolean negated)
            implements Match {}

    /**
     * BER (X.690) from a place in the buffer on, of which some element is malformed ({@code asn1}).
     *
     * @param bitString a bit string that says more of its bits are unused than there are
     * @param decimal a decimal real of more than 256 bytes
     * @param oversize an element longer than that, or -1 for any length
     * @param offset where the first element begins
     * @param relative {@code offset} counts from the end of the last match
     */
    record Asn1(boolean bitString, boolean decimal, long oversize, int offset, boolean relative) implements Match {}

    /** How {@code flags} and {@code fragbits} compare bits. */
    enum BitsMode {
        /** Exactly these. */
        EXACT,
        /** {@code +}: these, and any others. */
        ALL,
        /** {@code *}: any of these. */
        ANY,
        /** {@code !}: not all of these. */
        NONE
    }

    /**
     * TCP flags.
     *
     * @param wanted bits as in the TCP header (FIN 1 ... CWR 128)
     * @param ignored bits not looked at
     * @param mode how they compare
     */
    record TcpFlags(int wanted, int ignored, BitsMode mode) implements Match {}

    /**
     * The IPv4 header's fragment bits.
     *
     * @param wanted 1 more fragments, 2 don't fragment, 4 reserved
     * @param mode how they compare
     */
    record FragBits(int wanted, BitsMode mode) implements Match {}

    /** Source and destination address are the same. */
    record SameIp() implements Match {}

    /**
     * A checksum is right, or wrong ({@code ipv4-csum} and the like). Where checksums are not looked at, all are right.
     *
     * @param layer whose: IPV4, or TCP, UDP, ICMPV4, ICMPV6
     * @param ipVersion 4 or 6
     * @param sound whether it is to be right
     */
    record Checksum(Carrier layer, int ipVersion, boolean sound) implements Match {}

    /**
     * An IPv4 option is there ({@code ipopts}).
     *
     * @param name {@code rr eol nop ts sec esec lsrr lsrre ssrr satid cipso rtralt any}
     */
    record IpOption(String name) implements Match {}

    /**
     * The decoder found this of the packet.
     *
     * @param name for example {@code ipv4.trunc_pkt}
     */
    record DecodeEvent(String name) implements Match {}

    /**
     * Stream tracking found this of the packet.
     *
     * @param name for example {@code 3whs_ack_in_wrong_dir}
     */
    record StreamEvent(String name) implements Match {}

    /**
     * An application parser, or the detection of its protocol, found this.
     *
     * @param protocol the part before the dot, or {@code applayer} where there is no dot
     * @param name the event
     */
    record AppLayerEvent(String protocol, String name) implements Match {}

    /**
     * The application protocol that was detected.
     *
     * @param name as written in rules, for what AppProtocol has no value for
     * @param protocol which, or UNKNOWN and FAILED themselves
     * @param negated must be another, and known
     * @param side whose bytes it was detected from
     */
    record AppLayerProtocol(String name, AppProtocol protocol, boolean negated, ProtocolSide side) implements Match {}

    /** Which of a flow's protocols is meant. */
    enum ProtocolSide {
        /** That of the packet's direction (not said in the rule). */
        DIRECTION,
        /** The one that inspection settled on. */
        FINAL,
        /** The one before an upgrade. */
        ORIGINAL,
        /** Either direction's. */
        EITHER,
        /** The client's bytes'. */
        TO_SERVER,
        /** The server's bytes'. */
        TO_CLIENT
    }

    /** Whose bytes or address. */
    enum Side {
        /** Client. */
        CLIENT,
        /** Server. */
        SERVER,
        /** Both must fit. */
        BOTH,
        /** One must fit. */
        EITHER
    }

    /**
     * Bytes of a TCP stream so far.
     *
     * @param side whose
     * @param size what they must be
     */
    record StreamSize(Side side, IntegerTest size) implements Match {}

    /**
     * The version a TLS or SSL session agreed on ({@code tls.version}, {@code ssl_version}).
     *
     * @param versions as on the wire: 0x0200 SSL 2, 0x0300 SSL 3, 0x0301 TLS 1.0 ... 0x0304 TLS 1.3
     * @param negated must be none of them
     */
    record TlsVersions(Set<Integer> versions, boolean negated) implements Match {}

    /**
     * Whether the certificate of the packet's sender is valid at the packet's time ({@code tls_cert_expired},
     * {@code tls_cert_valid}).
     *
     * @param expired it must be no longer valid, else it must be valid
     */
    record CertificateValidity(boolean expired) implements Match {}

    /** Whose address. */
    enum AddressSide {
        /** The packet's source. */
        SOURCE,
        /** The packet's destination. */
        DESTINATION,
        /** One of the two. */
        ANY,
        /** Both. */
        BOTH
    }

    /**
     * Country of an address.
     *
     * @param side whose address
     * @param countries ISO 3166 two-letter codes
     * @param negated must be none of them
     */
    record GeoIp(AddressSide side, List<String> countries, boolean negated) implements Match {}

    /**
     * Reputation of an address.
     *
     * @param side whose address
     * @param category short name of the category
     * @param score what it must be, 0 to 127; null when the category must not list the address
     */
    record IpReputation(AddressSide side, String category, IntegerTest score) implements Match {}

    /** The flow was bypassed and is at its end. */
    record Bypassed() implements Match {}

    /**
     * One half of the transaction has come so far: the state behind the colon of a rule's protocol.
     *
     * @param hook the state
     */
    record AtHook(AppHook hook) implements Match {}
}
