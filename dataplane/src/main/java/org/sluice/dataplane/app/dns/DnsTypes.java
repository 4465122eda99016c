package org.sluice.dataplane.app.dns;

/** Names of record types, response codes, and where record data holds a name (RFC 1035 and the IANA registry). */
final class DnsTypes {
    static final int A = 1;
    static final int NS = 2;
    static final int CNAME = 5;
    static final int SOA = 6;
    static final int PTR = 12;
    static final int MX = 15;
    static final int TXT = 16;
    static final int AAAA = 28;
    static final int SRV = 33;
    static final int SSHFP = 44;

    private static final String[] TYPES = new String[66];
    private static final String[] CODES = {
        "NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED", "YXDOMAIN", "YXRRSET", "NXRRSET", "NOTAUTH",
        "NOTZONE", "UNKNOWN-11", "UNKNOWN-12", "UNKNOWN-13", "UNKNOWN-14", "UNKNOWN-15",
    };

    static {
        String[] first = {
            null, "A", "NS", "MD", "MF", "CNAME", "SOA", "MB", "MG", "MR", "NULL", "WKS", "PTR", "HINFO", "MINFO", "MX",
            "TXT", "RP", "AFSDB", "X25", "ISDN", "RT", "NSAP", "NSAPPTR", "SIG", "KEY", "PX", "GPOS", "AAAA", "LOC", "NXT",
            null, null, "SRV", "ATMA", "NAPTR", "KX", "CERT", "A6", "DNAME", null, "OPT", "APL", "DS", "SSHFP", "IPSECKEY",
            "RRSIG", "NSEC", "DNSKEY", "DHCID", "NSEC3", "NSEC3PARAM", "TLSA", null, null, "HIP", null, null, null,
            "CDS", "CDNSKEY", "OPENPGPKEY", null, null, "SVCB", "HTTPS",
        };
        System.arraycopy(first, 0, TYPES, 0, first.length);
    }

    private DnsTypes() {
    }

    /** The type's name, or null when it has none here. */
    static String name(int type) {
        if (type < TYPES.length) {
            return TYPES[type];
        }
        return switch (type) {
            case 99 -> "SPF";
            case 249 -> "TKEY";
            case 250 -> "TSIG";
            case 251 -> "IXFR";
            case 252 -> "AXFR";
            case 253 -> "MAILB";
            case 254 -> "MAILA";
            case 255 -> "ANY";
            case 256 -> "URI";
            default -> null;
        };
    }

    /** The response code's name. */
    static String code(int rcode) {
        return CODES[rcode & 15];
    }

    /** Offset of the name in the data of a record of that type, or -1. */
    static int nameInData(int type) {
        return switch (type) {
            case NS, CNAME, PTR, SOA -> 0;
            case MX -> 2;
            case SRV -> 6;
            default -> -1;
        };
    }
}
