package org.sluice.rules.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class AppHookTest {
    @Test
    void shouldFindStatesByTheirProtocol() {
        assertEquals(Optional.of(AppHook.TLS_CLIENT_HELLO_DONE), AppHook.byName(AppProtocol.TLS, "client_hello_done"));
        assertEquals(Optional.of(AppHook.HTTP_RESPONSE_BODY), AppHook.byName(AppProtocol.HTTP, "response_body"));
        assertEquals(Optional.of(AppHook.RESPONSE_COMPLETE), AppHook.byName(AppProtocol.DNS, "response_complete"));
        assertEquals(Optional.empty(), AppHook.byName(AppProtocol.DNS, "response_body"));
    }

    @Test
    void shouldNameThemAsRulesDo() {
        assertEquals("request_started", AppHook.REQUEST_STARTED.ruleName());
        assertEquals("request_banner_done", AppHook.SSH_REQUEST_BANNER_DONE.ruleName());
    }
}
