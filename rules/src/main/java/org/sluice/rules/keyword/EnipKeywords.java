package org.sluice.rules.keyword;

import java.util.List;
import java.util.Map;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.model.IntegerField;
import org.sluice.rules.model.IntegerMatch;
import org.sluice.rules.model.IntegerTest;

/** Parts of EtherNet/IP and CIP messages. */
final class EnipKeywords {
    private static final int BYTE = 255;
    private static final int UINT16 = 0xffff;
    private static final long UINT32 = 0xffff_ffffL;
    private static final Map<String, Long> COMMANDS = IntegerGrammar.numbered("nop 0 list_services 4 list_identity 99"
            + " list_interfaces 100 register_session 101 unregister_session 102 send_rr_data 111 send_unit_data 112"
            + " indicate_status 114 cancel 115");
    private static final Map<String, Long> STATUSES = IntegerGrammar.numbered("success 0 invalid_cmd 1 no_resources 2"
            + " incorrect_data 3 invalid_session 100 invalid_length 101 unsupported_protocol_rev 105"
            + " encap_header_error 106");

    private EnipKeywords() {}

    static void addTo(KeywordRegistry registry) {
        new ProtocolKeywords(registry, "ENIP", AppProtocol.ENIP)
                .buffers("enip.product_name The product's name.", "enip.service_name The service's name.")
                .number("enip_command,enip.command The command.", IntegerField.ENIP_COMMAND, UINT16, COMMANDS)
                .special("cip_service,cip.service Service, and class and attribute, of a CIP message.",
                        "cip_service:service[,class[,attribute]]", "cip_service:75;", EnipKeywords::service)
                .number("enip.capabilities What a service can do.", IntegerField.ENIP_CAPABILITIES, UINT16)
                .number("enip.cip_attribute The CIP attribute.", IntegerField.ENIP_CIP_ATTRIBUTE, UINT32)
                .number("enip.cip_class The CIP class.", IntegerField.ENIP_CIP_CLASS, UINT32)
                .number("enip.cip_instance The CIP instance.", IntegerField.ENIP_CIP_INSTANCE, UINT32)
                .number("enip.cip_status The CIP status.", IntegerField.ENIP_CIP_STATUS, BYTE)
                .number("enip.cip_extendedstatus The extended CIP status.", IntegerField.ENIP_CIP_EXTENDEDSTATUS, UINT16)
                .number("enip.vendor_id The vendor.", IntegerField.ENIP_VENDOR_ID, UINT16)
                .number("enip.status The status.", IntegerField.ENIP_STATUS, UINT32, STATUSES)
                .number("enip.state The device's state.", IntegerField.ENIP_STATE, BYTE)
                .number("enip.serial The serial number.", IntegerField.ENIP_SERIAL, UINT32)
                .number("enip.revision The revision: major, then minor.", IntegerField.ENIP_REVISION, UINT16)
                .number("enip.protocol_version The protocol version.", IntegerField.ENIP_PROTOCOL_VERSION, UINT16)
                .number("enip.product_code The product code.", IntegerField.ENIP_PRODUCT_CODE, UINT16)
                .number("enip.identity_status The device's status.", IntegerField.ENIP_IDENTITY_STATUS, UINT16)
                .number("enip.device_type The device's type.", IntegerField.ENIP_DEVICE_TYPE, UINT16);
    }

    private static void service(Word value, RuleBuilder rule) {
        List<Word> words = value.list(',');
        IntegerField[] fields = {
            IntegerField.CIP_SERVICE, IntegerField.ENIP_CIP_CLASS, IntegerField.ENIP_CIP_ATTRIBUTE,
        };
        if (words.size() > fields.length) {
            throw value.refuse("a service, a class and an attribute are possible", "write cip_service:14,246,3;");
        }
        for (int i = 0; i < words.size(); i++) {
            boolean negated = words.get(i).startsWith("!");
            Word word = negated ? words.get(i).from(1) : words.get(i);
            IntegerTest test = IntegerTest.equal(word.number("number", 0, UINT16));
            rule.add(new IntegerMatch(fields[i], negated ? test.negate() : test));
        }
    }
}
