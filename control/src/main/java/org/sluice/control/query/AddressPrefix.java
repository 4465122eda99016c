package org.sluice.control.query;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** An address or a network in CIDR notation. */
public final class AddressPrefix {
    private final byte[] address;
    private final int bits;
    private final String text;

    private AddressPrefix(final byte[] address, final int bits, final String text) {
        this.address = address;
        this.bits = bits;
        this.text = text;
    }

    /**
     * @param text {@code 10.0.0.1}, {@code 10.0.0.0/8}, {@code 2001:db8::/32}
     * @return the prefix
     * @throws IllegalArgumentException saying what is allowed
     */
    public static AddressPrefix parse(final String text) {
        final int slash = text.indexOf('/');
        final String host = slash < 0 ? text : text.substring(0, slash);
        if (!host.matches("[0-9a-fA-F:.]+") || host.indexOf(':') < 0 && !host.matches("\\d+(\\.\\d+){3}")) {
            throw refused(text);
        }
        try {
            final byte[] address = InetAddress.getByName(host).getAddress();
            final int most = address.length * 8;
            final int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
            if (bits < 0 || bits > most) {
                throw refused(text);
            }
            return new AddressPrefix(address, bits, text);
        } catch (final UnknownHostException | NumberFormatException ex) {
            throw refused(text);
        }
    }

    private static IllegalArgumentException refused(final String text) {
        return new IllegalArgumentException(
            "'" + text + "' is no address; allowed are 10.0.0.1, 10.0.0.0/8, 2001:db8::1, 2001:db8::/32");
    }

    /**
     * @param other in network order
     * @return whether it is in this network
     */
    public boolean contains(final byte[] other) {
        if (other.length != address.length) {
            return false;
        }
        for (int i = 0; i < address.length && i * 8 < bits; i++) {
            final int mask = bits - i * 8 >= 8 ? 0xFF : 0xFF << 8 - (bits - i * 8) & 0xFF;
            if (((other[i] ^ address[i]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return text;
    }
}
