package org.sluice.perf.bench.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParserBenchmarkTest {
    @ParameterizedTest
    @ValueSource(strings = {"ftp", "smtp", "ssh", "sip", "smb", "dcerpc", "mqtt", "modbus", "dnp3", "enip", "pgsql",
        "ldap", "krb5", "ntp", "snmp", "tftp", "ike", "http2", "websocket", "nfs", "rdp", "rfb", "dhcp", "mdns"})
    void shouldFindTransactionsInTheConversationOf(String protocol) {
        ParserBenchmark benchmark = new ParserBenchmark();
        benchmark.protocol = protocol;

        benchmark.prepare();

        assertTrue(benchmark.converse() > 0);
    }
}
