package org.sluice.rules.keyword;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.model.IntegerField;
import org.sluice.rules.model.IntegerMatch;
import org.sluice.rules.model.IntegerTest;

/** Parts of the messages of protocols that speak in datagrams: NTP, SNMP, TFTP, IKE. */
final class DatagramKeywords {
    private static final int BYTE = 255;
    private static final long UINT32 = 0xffff_ffffL;
    private static final Map<String, Long> NTP_MODES = IntegerGrammar.numbered("reserved 0 symmetric_active 1"
            + " symmetric_passive 2 client 3 server 4 broadcast 5 control 6 private 7");
    private static final Map<String, Long> SNMP_PDUS = IntegerGrammar.numbered("get_request 0 get_next_request 1"
            + " response 2 set_request 3 trap_v1 4 get_bulk_request 5 inform_request 6 trap_v2 7 report 8");
    private static final Map<String, Long> TFTP_OPERATIONS =
            IntegerGrammar.numbered("read 1 write 2 data 3 ack 4 error 5");
    /** Numbers of RFC 2409, appendix A. */
    private static final Map<String, Long> SA_ATTRIBUTES = new TreeMap<>(IntegerGrammar.numbered("alg_enc 1 alg_hash 2"
            + " alg_auth 3 alg_dh 4 sa_group_type 5 sa_life_type 11 sa_life_duration 12 alg_prf 13 sa_key_length 14"
            + " sa_field_size 15"));

    private DatagramKeywords() {}

    static void addTo(KeywordRegistry registry) {
        new ProtocolKeywords(registry, "NTP", AppProtocol.NTP)
                .buffers("ntp.reference_id The reference: four bytes.")
                .number("ntp.version The version.", IntegerField.NTP_VERSION, 7)
                .number("ntp.mode The mode.", IntegerField.NTP_MODE, 7, NTP_MODES)
                .number("ntp.stratum The stratum.", IntegerField.NTP_STRATUM, BYTE);
        new ProtocolKeywords(registry, "SNMP", AppProtocol.SNMP)
                .buffers("snmp.community The community.", "snmp.usm The user.",
                        "snmp.trap_oid The trap's identifier, as 1.3.6.1.4.1.8072.")
                .number("snmp.version The version.", IntegerField.SNMP_VERSION, UINT32)
                .number("snmp.pdu_type The PDU's type.", IntegerField.SNMP_PDU_TYPE, UINT32, SNMP_PDUS)
                .number("snmp.trap_type The trap's type.", IntegerField.SNMP_TRAP_TYPE, UINT32);
        new ProtocolKeywords(registry, "TFTP", AppProtocol.TFTP)
                .buffers("tftp.file The file's name.", "tftp.mode The mode.")
                .number("tftp.opcode The operation.", IntegerField.TFTP_OPCODE, 0xffff, TFTP_OPERATIONS);
        new ProtocolKeywords(registry, "IKE", AppProtocol.IKE)
                .buffers("ike.init_spi The initiator's SPI, in hexadecimal digits.",
                        "ike.resp_spi The responder's SPI, in hexadecimal digits.",
                        "ike.vendor A vendor id, in hexadecimal digits.", "ike.nonce_payload The nonce.",
                        "ike.key_exchange_payload The key exchange.")
                .number("ike.exchtype The exchange type.", IntegerField.IKE_EXCHTYPE, BYTE)
                .number("ike.key_exchange_payload_length Length of the key exchange.",
                        IntegerField.IKE_KEY_EXCHANGE_PAYLOAD_LENGTH, UINT32)
                .number("ike.nonce_payload_length Length of the nonce.", IntegerField.IKE_NONCE_PAYLOAD_LENGTH, UINT32)
                .special("ike.chosen_sa_attribute An attribute of the SA that IKE 1's responder chose.",
                        "ike.chosen_sa_attribute:name=number", "ike.chosen_sa_attribute:alg_enc=7;",
                        DatagramKeywords::attribute);
    }

    private static void attribute(Word value, RuleBuilder rule) {
        List<Word> words = value.unquoted().list('=');
        Long number = words.size() == 2 ? SA_ATTRIBUTES.get(words.getFirst().lower()) : null;
        if (number == null) {
            throw value.notOneOf("attribute", String.join("=number, ", SA_ATTRIBUTES.keySet()) + "=number");
        }
        rule.add(new IntegerMatch(IntegerField.IKE_CHOSEN_SA_ATTRIBUTE,
                IntegerTest.equal(number << 32 | words.get(1).number("value", 0, UINT32))));
    }
}
