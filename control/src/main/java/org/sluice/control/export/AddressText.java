package org.sluice.control.export;

import java.util.HexFormat;

/** Addresses as EVE prints them: IPv4 dotted, IPv6 in full with all its digits, MAC with colons. */
public final class AddressText {
    private static final HexFormat HEX = HexFormat.of();
    private static final HexFormat MAC = HexFormat.ofDelimiter(":");

    private AddressText() {
    }

    /**
     * @param address 4 or 16 bytes in network order
     * @return the text
     */
    public static String ip(final byte[] address) {
        return address.length >= 16 ? ipv6(address) : ipv4(address);
    }

    static String ipv4(final byte[] address) {
        return (address[0] & 0xFF) + "." + (address[1] & 0xFF) + "." + (address[2] & 0xFF) + "." + (address[3] & 0xFF);
    }

    static String ipv6(final byte[] address) {
        final StringBuilder text = new StringBuilder(39);
        for (int i = 0; i < 16; i += 2) {
            if (i > 0) {
                text.append(':');
            }
            HEX.formatHex(text, address, i, i + 2);
        }
        return text.toString();
    }

    static String mac(final byte[] bytes, final int offset) {
        return MAC.formatHex(bytes, offset, offset + 6);
    }
}
