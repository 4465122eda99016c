package org.sluice.rules.keyword;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;
import org.sluice.rules.model.ByteTest;
import org.sluice.rules.model.IntegerField;
import org.sluice.rules.model.IntegerList;
import org.sluice.rules.model.IntegerTest;
import org.sluice.rules.model.NumberFormat;
import org.sluice.rules.model.Operand;

/** SMB, and DCERPC over TCP or in SMB's pipes. */
final class SmbKeywords {
    private static final int UINT16 = 0xffff;
    private static final int UUID_BYTES = 16;

    private SmbKeywords() {}

    static void addTo(KeywordRegistry registry) {
        new ProtocolKeywords(registry, "SMB", AppProtocol.SMB)
                .buffers("smb.named_pipe,smb_named_pipe The pipe that is connected to.",
                        "smb.share,smb_share The share that is connected to.",
                        "smb.ntlmssp_user,smb_ntlmssp_user The user who logs in.",
                        "smb.ntlmssp_domain,smb_ntlmssp_domain The domain of the user who logs in.")
                .number("smb.version The header's version.", IntegerField.SMB_VERSION, 2);
        new ProtocolKeywords(registry, "DCERPC", AppProtocol.DCERPC)
                .buffers("dcerpc.stub_data,dce_stub_data The data of a call or of its answer.")
                .special("dcerpc.iface,dce_iface The interface that is called.",
                        "dcerpc.iface:uuid[,[<|>|=|!]version][,any_frag]",
                        "dcerpc.iface:367abb81-9844-35f1-ad32-98f038001003;", SmbKeywords::iface)
                .special("dcerpc.opnum,dce_opnum The operation that is called.", "dcerpc.opnum:[op]number|a-b[,...]",
                        "dcerpc.opnum:15;", SmbKeywords::opnum);
    }

    /** The called interface's UUID and major version stand in a buffer of their own. */
    private static void iface(Word value, RuleBuilder rule) {
        List<Word> words = value.list(',');
        SectionDraft section = rule.lookOnce(BufferName.of(Buffer.DCERPC_IFACE));
        ContentDraft uuid = new ContentDraft(words.getFirst(), uuid(words.getFirst()), false);
        uuid.startsWith = true;
        rule.add(uuid, BufferName.of(Buffer.DCERPC_IFACE));
        for (Word word : words.subList(1, words.size())) {
            if (!word.is("any_frag")) {
                section.add(version(word));
            }
        }
    }

    private static byte[] uuid(Word word) {
        try {
            UUID uuid = UUID.fromString(word.text());
            return ByteBuffer.allocate(UUID_BYTES).putLong(uuid.getMostSignificantBits())
                    .putLong(uuid.getLeastSignificantBits()).array();
        } catch (IllegalArgumentException e) {
            throw word.refuse("\"" + word.text() + "\" is no UUID",
                    "write 8, 4, 4, 4 and 12 hexadecimal digits with dashes between");
        }
    }

    private static ByteTest version(Word word) {
        char operator = word.isEmpty() ? '=' : word.text().charAt(0);
        boolean signed = "<>=!".indexOf(operator) >= 0;
        long number = (signed ? word.from(1) : word).number("version", 0, UINT16);
        ByteTest.Operator comparison = operator == '<' ? ByteTest.Operator.LESS
                : operator == '>' ? ByteTest.Operator.GREATER : ByteTest.Operator.EQUAL;
        return new ByteTest(Operand.of(2), comparison, operator == '!', Operand.of(number), Operand.of(UUID_BYTES), false,
                NumberFormat.BIG_ENDIAN, 0);
    }

    private static void opnum(Word value, RuleBuilder rule) {
        List<IntegerTest> tests = new ArrayList<>();
        for (Word word : value.list(',')) {
            int dash = word.isNumeric() ? word.text().indexOf('-') : -1;
            tests.add(dash < 0 ? IntegerGrammar.parse(word, UINT16) : IntegerTest.inside(
                    word.part(0, dash).number("number", 0, UINT16), word.from(dash + 1).number("number", 0, UINT16)));
        }
        rule.add(IntegerList.any(IntegerField.DCERPC_OPNUM, tests));
    }
}
