package org.sluice.rules.keyword;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sluice.rules.keyword.OneRule.assertMentions;
import static org.sluice.rules.keyword.OneRule.loaded;
import static org.sluice.rules.keyword.OneRule.match;
import static org.sluice.rules.keyword.OneRule.problem;
import static org.sluice.rules.keyword.OneRule.section;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluice.rules.image.Buffer;
import org.sluice.rules.model.ByteTest;
import org.sluice.rules.model.Content;
import org.sluice.rules.model.IntegerField;
import org.sluice.rules.model.IntegerList;
import org.sluice.rules.model.IntegerMatch;
import org.sluice.rules.model.Rule;

class ProtocolKeywordsTest {
    private static IntegerMatch number(String options) {
        return (IntegerMatch) match(options);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "mqtt.type:CONNACK; | MQTT_TYPE | 2 | 1", "mqtt.flags:dup,!retain; | MQTT_FLAGS | 8 | 9",
        "mqtt.connect.flags:username,!will; | MQTT_CONNECT_FLAGS | 194 | 198", "mqtt.qos:0; | MQTT_QOS | 0 | 1",
        "modbus:function 8; | MODBUS_FUNCTION | 8 | 9", "modbus:function reserved; | MODBUS_CATEGORY | 8 | 1",
        "modbus:access write holding; | MODBUS_ACCESS | 34 | 33", "modbus:unit >9; | MODBUS_UNIT | 10 | 9",
        "dnp3_func:direct_operate; | DNP3_FUNC | 5 | 6", "dnp3_ind:need_time,device_restart; | DNP3_IND | 4096 | 2",
        "dnp3_obj:22,1; | DNP3_OBJ | 5633 | 5634", "enip_command:list_identity; | ENIP_COMMAND | 99 | 100",
        "ldap.request.operation:search_request; | LDAP_REQUEST_OPERATION | 3 | 4",
        "krb5_msg_type:12; | KRB5_MSG_TYPE | 12 | 13", "ntp.mode:!server; | NTP_MODE | 3 | 4",
        "snmp.pdu_type:response; | SNMP_PDU_TYPE | 2 | 3", "ftp.reply_received:yes; | FTP_REPLY_RECEIVED | 1 | 0",
        "ftp.mode:passive; | FTP_MODE | 2 | 1", "smb.version:2; | SMB_VERSION | 2 | 1",
        "http2.frametype:GOAWAY; | HTTP2_FRAMETYPE | 7 | 6", "http2.frametype:rst_stream; | HTTP2_FRAMETYPE | 3 | 1",
        "http2.errorcode:HTTP_1_1_REQUIRED; | HTTP2_ERRORCODE | 13 | 1", "http2.priority:32-64; | HTTP2_PRIORITY | 33 | 64",
        "http2.window:<100000; | HTTP2_WINDOW | 99999 | 100000", "http2.size_update:>4096; | HTTP2_SIZE_UPDATE | 4097 | 1",
        "nfs_procedure:2<>4; | NFS_PROCEDURE | 4 | 5", "nfs_version:<3; | NFS_VERSION | 2 | 3",
        "websocket.opcode:ping; | WEBSOCKET_OPCODE | 9 | 1", "websocket.flags:fin,!comp; | WEBSOCKET_FLAGS | 128 | 192",
        "websocket.mask:>0; | WEBSOCKET_MASK | 1 | 0", "dhcp.leasetime:3600; | DHCP_LEASETIME | 3600 | 1",
        "rfb.secresult:fail; | RFB_SECRESULT | 1 | 0"})
    void shouldAskForANumber(String options, IntegerField field, long fitting, long unfitting) {
        IntegerMatch match = number(options);

        assertEquals(field, match.field());
        assertTrue(match.test().test(fitting));
        assertFalse(match.test().test(unfitting));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "SETTINGS_ENABLE_PUSH=0 | 8589934592 | 8589934593", "SETTINGS_HEADER_TABLE_SIZE>4096 | 4294971393 | 4294971392",
        "SETTINGS_HEADER_TABLE_SIZE>4096 | 4294971393 | 8589940000", "SETTINGS_MAX_FRAME_SIZE!=5 | 21474836484 | 21474836485",
        "SETTINGS_MAX_FRAME_SIZE!=5 | 21474836486 | 17179869184",
        "SETTINGS_ENABLE_PUSH&0x1=1 | 8589934593 | 8589934592"})
    void shouldAskForASettingAndItsValue(String value, long fitting, long unfitting) {
        IntegerList list = (IntegerList) match("http2.settings:" + value + ";");

        assertTrue(list.tests().stream().anyMatch(test -> test.test(fitting)));
        assertFalse(list.tests().stream().anyMatch(test -> test.test(unfitting)));
    }

    @Test
    void shouldKnowAnNfsProcedureByTheNumberItHasInEachVersion() {
        IntegerList list = (IntegerList) match("nfs_procedure:getattr;");

        assertTrue(list.tests().stream().anyMatch(test -> test.test(3L << 32 | 1)));
        assertTrue(list.tests().stream().anyMatch(test -> test.test(4L << 32 | 9)));
        assertFalse(list.tests().stream().anyMatch(test -> test.test(4L << 32 | 1)));
    }

    @Test
    void shouldLookForACallOfRpcWhereItLiesInTheStream() {
        Content call = (Content) section(OneRule.tcp("rpc:100003,*,7;"), Buffer.PAYLOAD).matches().get(0);
        Content procedure = (Content) section(OneRule.tcp("rpc:100003,*,7;"), Buffer.PAYLOAD).matches().get(1);

        assertArrayEquals(new byte[] {0, 0, 0, 0, 0, 0, 0, 2, 0, 1, (byte) 0x86, (byte) 0xa3}, call.bytes());
        assertEquals(8, call.offset().value());
        assertArrayEquals(new byte[] {0, 0, 0, 7}, procedure.bytes());
        assertEquals(24, procedure.offset().value());
    }

    @Test
    void shouldFindTheCalledInterfaceByItsUuidAndVersion() {
        Rule rule = OneRule.tcp("dcerpc.iface:367abb81-9844-35f1-ad32-98f038001003,>1,any_frag;");

        Content uuid = (Content) section(rule, Buffer.DCERPC_IFACE).matches().get(0);
        ByteTest version = (ByteTest) section(rule, Buffer.DCERPC_IFACE).matches().get(1);
        assertArrayEquals(new byte[] {0x36, 0x7a, (byte) 0xbb, (byte) 0x81}, java.util.Arrays.copyOf(uuid.bytes(), 4));
        assertTrue(uuid.startsWith());
        assertEquals(ByteTest.Operator.GREATER, version.operator());
    }

    @Test
    void shouldTakeAnyOfSeveralOperations() {
        IntegerList list = (IntegerList) match("dcerpc.opnum:1,5-7,>20;");

        assertEquals(3, list.tests().size());
        assertTrue(list.tests().get(1).test(7));
        assertFalse(list.tests().get(1).test(8));
        assertEquals(IntegerList.ANY, list.index());
    }

    @ParameterizedTest
    @CsvSource({"'search_result_done',1048576", "'5,all',2097152", "'5,-1',-1", "'5,2',2", "'5,any',1048576"})
    void shouldSayWhichOfSeveralNumbersIsMeant(String value, int index) {
        IntegerList list = (IntegerList) match("ldap.responses.operation:" + value + ";");

        assertEquals(index, list.index());
        assertTrue(list.tests().getFirst().test(5));
    }

    @Test
    void shouldAskThatAddressRangesOverlap() {
        Rule rule = OneRule.tcp("modbus:unit 10, access read coils, address 0<>5;");

        assertEquals(4, rule.matches().size());
        IntegerMatch first = (IntegerMatch) rule.matches().get(2);
        IntegerMatch last = (IntegerMatch) rule.matches().get(3);
        assertTrue(first.test().test(4) && !first.test().test(5));
        assertTrue(last.test().test(1) && !last.test().test(0));
    }

    @Test
    void shouldKnowWeakTickets() {
        IntegerList weak = (IntegerList) match("krb5.ticket_encryption:weak;");

        assertTrue(weak.tests().stream().anyMatch(test -> test.test(23)));
        assertTrue(weak.tests().stream().noneMatch(test -> test.test(18)));
    }

    @ParameterizedTest
    @CsvSource({"http1,request,FRAME_HTTP1_REQUEST", "http,http1.response,FRAME_HTTP1_RESPONSE",
        "smb,smb2.pdu,FRAME_SMB_SMB2_PDU", "sip,request.line,FRAME_SIP_REQUEST_LINE", "enip,enip.hdr,FRAME_ENIP_HDR",
        "tls,tls.pdu,FRAME_TLS_PDU", "smtp,command_line,FRAME_SMTP_COMMAND_LINE", "ssh,record.hdr,FRAME_SSH_RECORD_HDR"})
    void shouldLookAtFramesWithAndWithoutThePrefix(String protocol, String name, Buffer frame) {
        Rule rule = loaded("alert " + protocol + " any any -> any any (frame:" + name + "; content:\"a\"; sid:1;)");

        assertEquals(frame, rule.sections().getFirst().buffer());
    }

    @Test
    void shouldReadAttributesOfTheChosenSa() {
        IntegerMatch match = (IntegerMatch) match("ike.chosen_sa_attribute:alg_hash=2;");

        assertEquals(IntegerField.IKE_CHOSEN_SA_ATTRIBUTE, match.field());
        assertTrue(match.test().test(2L << 32 | 2));
        assertFalse(match.test().test(1L << 32 | 2));
        assertFalse(problem("ike.chosen_sa_attribute:alg_none=2;").render().isEmpty());
    }

    @Test
    void shouldSayWhichFramesNoParserMarks() {
        ParsedRules parsed = OneRule.parse("alert ssh any any -> any any (frame:pdu; content:\"a\"; sid:1;)");

        assertEquals(1, parsed.unenforced().size());
        assertMentions("no parser marks pdu frames of ssh", parsed.problems().getFirst());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mqtt.flags:big;", "modbus:colour 3;", "modbus:address !5;", "dnp3_obj:1;", "dnp3_ind:sleepy;",
        "dcerpc.iface:12;", "ldap.responses.operation:1,2,3;", "cip_service:1,2,3,4;", "ftp.mode:fast;",
        "krb5.ticket_encryption:rot13;"})
    void shouldRefuseWhatMakesNoSense(String options) {
        assertFalse(problem(options).render().isEmpty());
    }
}
