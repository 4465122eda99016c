package org.sluice.rules.keyword;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.model.IntegerField;
import org.sluice.rules.model.IntegerList;
import org.sluice.rules.model.IntegerTest;

/** Parts of Kerberos messages. */
final class Krb5Keywords {
    private static final long UINT32 = 0xffff_ffffL;
    private static final Map<String, Long> ENCRYPTIONS = IntegerGrammar.numbered("des-cbc-crc 1 des-cbc-md4 2 des-cbc-md5 3"
            + " des-cbc-raw 4 des3-cbc-md5 5 des3-cbc-raw 6 des3-cbc-sha1 7 des-hmac-sha1 8 dsa-sha1-cms 9"
            + " rsa-md5-cms 10 rsa-sha1-cms 11 rc2-cbc-env 12 rsa-env 13 rsa-es-oaep-env 14 des-ede3-cbc-env 15"
            + " des3-cbc-sha1-kd 16 aes128-cts-hmac-sha1-96 17 aes256-cts-hmac-sha1-96 18"
            + " aes128-cts-hmac-sha256-128 19 aes256-cts-hmac-sha384-192 20 rc4-hmac 23 rc4-hmac-exp 24"
            + " camellia128-cts-cmac 25 camellia256-cts-cmac 26");
    /** DES, RC4 and their like: RFC 6649, RFC 8429. */
    private static final List<IntegerTest> WEAK =
            List.of(IntegerTest.inside(0, 16), IntegerTest.inside(23, 24));

    private Krb5Keywords() {}

    static void addTo(KeywordRegistry registry) {
        new ProtocolKeywords(registry, "Kerberos", AppProtocol.KRB5)
                .buffers("krb5.cname,krb5_cname A part of the client's name.",
                        "krb5.sname,krb5_sname A part of the service's name.")
                .number("krb5_msg_type,krb5.msg_type The message type.", IntegerField.KRB5_MSG_TYPE, UINT32)
                .number("krb5_err_code,krb5.err_code The error code.", IntegerField.KRB5_ERR_CODE, UINT32)
                .special("krb5.ticket_encryption The ticket's encryption.", "krb5.ticket_encryption:[!]weak|number|name[,...]",
                        "krb5.ticket_encryption:weak;", Krb5Keywords::encryption);
    }

    private static void encryption(Word value, RuleBuilder rule) {
        if (value.is("weak")) {
            rule.add(IntegerList.any(IntegerField.KRB5_TICKET_ENCRYPTION, WEAK));
        } else if (value.is("!weak")) {
            rule.add(IntegerList.any(IntegerField.KRB5_TICKET_ENCRYPTION,
                    List.of(IntegerTest.inside(17, 22), IntegerTest.atLeast(25))));
        } else {
            List<IntegerTest> tests = new ArrayList<>();
            for (Word word : value.list(',')) {
                tests.add(IntegerGrammar.parse(word, UINT32, ENCRYPTIONS));
            }
            rule.add(IntegerList.any(IntegerField.KRB5_TICKET_ENCRYPTION, tests));
        }
    }
}
