package org.sluice.rules.image;

import java.util.Optional;

/**
 * A state of a transaction that a rule hangs on: the word behind the colon of {@code tls:client_hello_done}. Such a
 * rule is about one direction, and is asked once that half of the transaction has come so far.
 */
public enum AppHook {
    REQUEST_STARTED(0),
    REQUEST_COMPLETE(0),
    RESPONSE_STARTED(1),
    RESPONSE_COMPLETE(1),

    HTTP_REQUEST_LINE(AppProtocol.HTTP, 0),
    HTTP_REQUEST_HEADERS(AppProtocol.HTTP, 0),
    /** While the body comes, at each of its pieces. */
    HTTP_REQUEST_BODY(AppProtocol.HTTP, 0),
    HTTP_REQUEST_TRAILER(AppProtocol.HTTP, 0),
    HTTP_RESPONSE_LINE(AppProtocol.HTTP, 1),
    HTTP_RESPONSE_HEADERS(AppProtocol.HTTP, 1),
    /** While the body comes, at each of its pieces. */
    HTTP_RESPONSE_BODY(AppProtocol.HTTP, 1),
    HTTP_RESPONSE_TRAILER(AppProtocol.HTTP, 1),

    TLS_CLIENT_IN_PROGRESS(AppProtocol.TLS, 0),
    TLS_CLIENT_HELLO_DONE(AppProtocol.TLS, 0),
    TLS_CLIENT_CERT_DONE(AppProtocol.TLS, 0),
    TLS_CLIENT_HANDSHAKE_DONE(AppProtocol.TLS, 0),
    TLS_CLIENT_FINISHED(AppProtocol.TLS, 0),
    TLS_SERVER_IN_PROGRESS(AppProtocol.TLS, 1),
    TLS_SERVER_HELLO(AppProtocol.TLS, 1),
    TLS_SERVER_CERT_DONE(AppProtocol.TLS, 1),
    TLS_SERVER_HELLO_DONE(AppProtocol.TLS, 1),
    TLS_SERVER_HANDSHAKE_DONE(AppProtocol.TLS, 1),
    TLS_SERVER_FINISHED(AppProtocol.TLS, 1),

    SSH_REQUEST_IN_PROGRESS(AppProtocol.SSH, 0),
    SSH_REQUEST_BANNER_WAIT_EOL(AppProtocol.SSH, 0),
    SSH_REQUEST_BANNER_DONE(AppProtocol.SSH, 0),
    SSH_REQUEST_FINISHED(AppProtocol.SSH, 0),
    SSH_RESPONSE_IN_PROGRESS(AppProtocol.SSH, 1),
    SSH_RESPONSE_BANNER_WAIT_EOL(AppProtocol.SSH, 1),
    SSH_RESPONSE_BANNER_DONE(AppProtocol.SSH, 1),
    SSH_RESPONSE_FINISHED(AppProtocol.SSH, 1);

    private final AppProtocol protocol;
    private final int direction;

    AppHook(int direction) {
        this(AppProtocol.UNKNOWN, direction);
    }

    AppHook(AppProtocol protocol, int direction) {
        this.protocol = protocol;
        this.direction = direction;
    }

    /** The state a rule's header names. */
    public static Optional<AppHook> byName(AppProtocol protocol, String name) {
        for (AppHook hook : values()) {
            boolean fits = hook.protocol == AppProtocol.UNKNOWN || hook.protocol == protocol;
            if (fits && hook.ruleName().equals(name)) {
                return Optional.of(hook);
            }
        }
        return Optional.empty();
    }

    /** The word behind the colon. */
    public String ruleName() {
        String name = name().toLowerCase(java.util.Locale.ROOT);
        return protocol == AppProtocol.UNKNOWN ? name : name.substring(name.indexOf('_') + 1);
    }

    /** 0 for what clients send, 1 for what servers send. */
    public int direction() {
        return direction;
    }

    /** Whether a rule without conditions matches at each piece that comes while the state lasts. */
    public boolean lasts() {
        return this == HTTP_REQUEST_BODY || this == HTTP_RESPONSE_BODY;
    }
}
