package org.sluice.dataplane.port;

/** What a captured frame begins with: the numbers of the LINKTYPE registry (tcpdump.org/linktypes.html). */
public final class CaptureLinktype {
    /** BSD loopback: a 4-byte address family in the byte order of the machine that captured. */
    public static final int NULL = 0;
    /** Ethernet, without preamble and FCS. */
    public static final int ETHERNET = 1;
    /** PPP, with or without address and control bytes (RFC 1661, RFC 1662). */
    public static final int PPP = 9;
    /** PPP in HDLC-like framing. */
    public static final int PPP_HDLC = 50;
    /** PPPoE session packets without Ethernet header (RFC 2516). */
    public static final int PPP_ETHER = 51;
    /** IPv4 or IPv6, told apart by the first nibble. */
    public static final int RAW = 101;
    /** Cisco PPP with HDLC framing. */
    public static final int C_HDLC = 104;
    /** OpenBSD loopback: as {@link #NULL}, in network byte order. */
    public static final int LOOP = 108;
    /** Linux "cooked" capture: a 16-byte header. */
    public static final int LINUX_SLL = 113;
    /** IPv4 alone. */
    public static final int IPV4 = 228;
    /** IPv6 alone. */
    public static final int IPV6 = 229;
    /** Linux "cooked" capture, version 2: a 20-byte header. */
    public static final int LINUX_SLL2 = 276;

    /** What {@link #RAW} was on systems that wrote their own number for it into files: BSD's and OpenBSD's. */
    private static final int RAW_BSD = 12;
    private static final int RAW_OPENBSD = 14;

    private CaptureLinktype() {
    }

    /** The registry's number for a value found in a file: old aliases of raw IP are folded into {@link #RAW}. */
    static int canonical(final int linktype) {
        return linktype == RAW_BSD || linktype == RAW_OPENBSD ? RAW : linktype;
    }

    /** The registry's name, for people; the bare number when it is none of those above. */
    public static String name(final int linktype) {
        return switch (linktype) {
            case NULL -> "NULL";
            case ETHERNET -> "ETHERNET";
            case PPP -> "PPP";
            case PPP_HDLC -> "PPP_HDLC";
            case PPP_ETHER -> "PPP_ETHER";
            case RAW -> "RAW";
            case C_HDLC -> "C_HDLC";
            case LOOP -> "LOOP";
            case LINUX_SLL -> "LINUX_SLL";
            case IPV4 -> "IPV4";
            case IPV6 -> "IPV6";
            case LINUX_SLL2 -> "LINUX_SLL2";
            default -> "LINKTYPE_" + linktype;
        };
    }
}
