package org.sluice.dataplane.app.tls;

/** Handshake message types (RFC 8446, B.3), and the bits of {@code ssl_state}. */
final class TlsState {
    static final int CLIENT_HELLO_MESSAGE = 1;
    static final int SERVER_HELLO_MESSAGE = 2;
    static final int CERTIFICATE_MESSAGE = 11;
    static final int SERVER_KEY_EXCHANGE_MESSAGE = 12;
    static final int SERVER_HELLO_DONE_MESSAGE = 14;
    static final int CLIENT_KEY_EXCHANGE_MESSAGE = 16;

    static final int CLIENT_HELLO = 1;
    static final int SERVER_HELLO = 2;
    static final int CLIENT_KEY_EXCHANGE = 4;
    static final int SERVER_KEY_EXCHANGE = 8;

    private TlsState() {
    }
}
