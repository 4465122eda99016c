package org.sluice.rules.keyword;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;
import org.sluice.rules.model.IntegerField;
import org.sluice.rules.model.IntegerMatch;
import org.sluice.rules.model.IntegerTest;
import org.sluice.rules.model.Match;

/** Parts of TLS handshakes and certificates. */
final class TlsKeywords {
    private static final String FAMILY = "TLS";
    private static final Map<String, Integer> TLS_VERSIONS =
            Map.of("1.0", 0x0301, "1.1", 0x0302, "1.2", 0x0303, "1.3", 0x0304);
    private static final Map<String, Integer> SSL_VERSIONS = Map.of("sslv2", 0x0200, "sslv3", 0x0300,
            "tls1.0", 0x0301, "tls1.1", 0x0302, "tls1.2", 0x0303, "tls1.3", 0x0304);
    private static final Map<String, Long> STATES =
            Map.of("client_hello", 1L, "server_hello", 2L, "client_keyx", 4L, "server_keyx", 8L, "unknown", 16L);

    private TlsKeywords() {}

    static void addTo(KeywordRegistry registry) {
        sticky(registry, Buffer.TLS_SNI, "The server's name in the client hello.", "tls_sni");
        sticky(registry, Buffer.TLS_ALPN, "An application protocol offered or chosen.");
        sticky(registry, Buffer.TLS_CERTS, "A certificate of the chain, DER.", "tls_certs");
        sticky(registry, Buffer.TLS_CERT_SUBJECT, "The certificate's subject.", "tls_cert_subject");
        sticky(registry, Buffer.TLS_CERT_ISSUER, "The certificate's issuer.", "tls_cert_issuer");
        sticky(registry, Buffer.TLS_CERT_SERIAL, "The certificate's serial number, as 5C:19:B7.", "tls_cert_serial");
        sticky(registry, Buffer.TLS_CERT_FINGERPRINT, "The certificate's SHA-1, as 4a:a3:66.", "tls_cert_fingerprint");
        sticky(registry, Buffer.TLS_SUBJECTALTNAME, "A name the certificate is also for.");
        sticky(registry, Buffer.TLS_RANDOM, "All 32 bytes of the hello's random.");
        sticky(registry, Buffer.TLS_RANDOM_TIME, "The first 4 bytes of the hello's random.");
        sticky(registry, Buffer.TLS_RANDOM_BYTES, "The last 28 bytes of the hello's random.");
        sticky(registry, Buffer.JA3_HASH, "The client's JA3, MD5.", "ja3_hash");
        sticky(registry, Buffer.JA3_STRING, "The client's JA3, in full.", "ja3_string");
        sticky(registry, Buffer.JA3S_HASH, "The server's JA3S, MD5.");
        sticky(registry, Buffer.JA3S_STRING, "The server's JA3S, in full.");
        sticky(registry, Buffer.JA4_HASH, "The client's JA4.");
        registry.add(Keyword.valued("tls.version", FAMILY, "The version agreed on.", "tls.version:1.0|1.1|1.2|1.3",
                "tls.version:1.2;", TlsKeywords::tlsVersion));
        registry.add(Keyword.valued("ssl_version", FAMILY, "The version agreed on, one of several.",
                "ssl_version:[!]sslv2|sslv3|tls1.0|tls1.1|tls1.2|tls1.3[,...]", "ssl_version:sslv3,tls1.0;",
                TlsKeywords::sslVersion));
        registry.add(Keyword.valued("ssl_state", FAMILY, "How far the handshake is.",
                "ssl_state:[!]client_hello|server_hello|client_keyx|server_keyx|unknown[,...]",
                "ssl_state:client_hello;", TlsKeywords::sslState));
        registry.add(Keyword.valued("tls.cert_chain_len", FAMILY, "Number of certificates in the chain.",
                "tls.cert_chain_len:[op]number", "tls.cert_chain_len:>3;", (value, rule) -> number(
                        IntegerField.TLS_CERT_CHAIN_LEN, IntegerGrammar.parse(value, 0xffff_ffffL), value, rule)));
        text(registry, "tls.subject", Buffer.TLS_CERT_SUBJECT, "Text in the certificate's subject.");
        text(registry, "tls.issuerdn", Buffer.TLS_CERT_ISSUER, "Text in the certificate's issuer.");
        text(registry, "tls.fingerprint", Buffer.TLS_CERT_FINGERPRINT, "The certificate's SHA-1.");
        date(registry, "tls_cert_notbefore", IntegerField.TLS_CERT_NOTBEFORE, "First moment the certificate is valid.");
        date(registry, "tls_cert_notafter", IntegerField.TLS_CERT_NOTAFTER, "Last moment the certificate is valid.");
        registry.add(Keyword.bare("tls_cert_expired", FAMILY, "The certificate is no longer valid.",
                (value, rule) -> validity(true, value, rule)));
        registry.add(Keyword.bare("tls_cert_valid", FAMILY, "The certificate is valid now.",
                (value, rule) -> validity(false, value, rule)));
        registry.add(Keyword.bare("tls_store", FAMILY, "Keeps the certificate in a file.", TlsKeywords::tls)
                .aka("tls.store").unenforced("certificates are not stored yet"));
    }

    private static void sticky(KeywordRegistry registry, Buffer buffer, String summary, String... aliases) {
        registry.add(BufferKeywords.sticky(buffer, FAMILY, summary).aka(aliases));
    }

    /** A keyword with the text it looks for in its own value. */
    private static void text(KeywordRegistry registry, String name, Buffer buffer, String summary) {
        registry.add(Keyword.valued(name, FAMILY, summary + " (older spelling of " + buffer.ruleName() + ")",
                name + ":[!]\"text\"", name + ":\"CN=example\";", (value, rule) -> {
                    rule.requireProtocol(AppProtocol.TLS, value);
                    rule.add(ContentKeywords.draft(value), BufferName.of(buffer));
                }));
    }

    private static void date(KeywordRegistry registry, String name, IntegerField field, String summary) {
        registry.add(Keyword.valued(name, FAMILY, summary, name + ":[<|>]date or date<>date", name + ":>2024-01-31;",
                (value, rule) -> number(field, dates(value), value, rule)));
    }

    private static void validity(boolean expired, Word value, RuleBuilder rule) {
        rule.requireProtocol(AppProtocol.TLS, value);
        rule.add(new Match.CertificateValidity(expired));
    }

    private static void tls(Word value, RuleBuilder rule) {
        rule.requireProtocol(AppProtocol.TLS, value);
    }

    private static void number(IntegerField field, IntegerTest test, Word value, RuleBuilder rule) {
        rule.requireProtocol(AppProtocol.TLS, value);
        rule.add(new IntegerMatch(field, test));
    }

    private static void tlsVersion(Word value, RuleBuilder rule) {
        Word plain = value.unquoted();
        boolean negated = plain.startsWith("!");
        Word name = negated ? plain.from(1) : plain;
        Integer version = TLS_VERSIONS.get(name.text());
        if (version == null) {
            version = (int) (name.startsWith("0x") ? name.number("version", 0, 0xffff) : refused(name));
        }
        rule.requireProtocol(AppProtocol.TLS, value);
        rule.add(new Match.TlsVersions(Set.of(version), negated));
    }

    private static long refused(Word name) {
        throw name.notOneOf("TLS version", "1.0, 1.1, 1.2, 1.3, or a number as 0x0303");
    }

    private static void sslVersion(Word value, RuleBuilder rule) {
        Set<Integer> versions = new TreeSet<>();
        boolean negated = false;
        for (Word word : value.list(',')) {
            negated |= word.startsWith("!");
            Word name = word.startsWith("!") ? word.from(1) : word;
            Integer version = SSL_VERSIONS.get(name.lower());
            if (version == null) {
                throw name.notOneOf("version", "sslv2, sslv3, tls1.0, tls1.1, tls1.2, tls1.3");
            }
            versions.add(version);
        }
        rule.requireProtocol(AppProtocol.TLS, value);
        rule.add(new Match.TlsVersions(Set.copyOf(versions), negated));
    }

    private static void sslState(Word value, RuleBuilder rule) {
        long states = 0;
        boolean negated = false;
        for (Word word : value.list(value.text().indexOf('|') >= 0 ? '|' : ',')) {
            negated |= word.startsWith("!");
            Word name = word.startsWith("!") ? word.from(1) : word;
            Long state = STATES.get(name.lower());
            if (state == null) {
                throw name.notOneOf("state", "client_hello, server_hello, client_keyx, server_keyx, unknown");
            }
            states |= state;
        }
        IntegerTest any = new IntegerTest(IntegerTest.Kind.MASKED_DIFFERENT, states, 0);
        number(IntegerField.TLS_STATE, negated ? any.negate() : any, value, rule);
    }

    private static IntegerTest dates(Word value) {
        int diamond = value.text().indexOf("<>");
        if (diamond > 0) {
            return IntegerTest.inside(date(value.part(0, diamond)) + 1, date(value.from(diamond + 2)) - 1);
        }
        return switch (value.text().charAt(0)) {
            case '<' -> IntegerTest.less(date(value.from(1)));
            case '>' -> IntegerTest.greater(date(value.from(1)));
            default -> IntegerTest.equal(date(value));
        };
    }

    /** Seconds since 1970 of a date in UTC, of which the end may be left out: {@code 2024-01-31T23:59:59}. */
    private static long date(Word word) {
        String[] parts = word.unquoted().text().split("[-T: ]");
        int[] numbers = {1970, 1, 1, 0, 0, 0};
        try {
            for (int i = 0; i < parts.length; i++) {
                numbers[i] = Integer.parseInt(parts[i]);
            }
            return LocalDateTime.of(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5])
                    .toEpochSecond(ZoneOffset.UTC);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException | DateTimeException e) {
            throw word.refuse("\"" + word.text() + "\" is no date", "write 2024, 2024-01-31 or 2024-01-31T23:59:59");
        }
    }
}
