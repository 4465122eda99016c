package org.sluice.dataplane.app.tls;

/** How far a direction's handshake has come. */
final class TlsProgress {
    /** Something came. */
    static final int STARTED = 1;
    /** The hello is whole. */
    static final int HELLO = 2;
    /** Certificates are in, or can no longer come. */
    static final int CERTIFICATES = 3;
    /** What follows is encrypted. */
    static final int ENCRYPTED = 4;

    private TlsProgress() {
    }
}
