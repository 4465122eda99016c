package org.sluice.rules.keyword;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sluice.rules.keyword.OneRule.assertMentions;
import static org.sluice.rules.keyword.OneRule.payload;
import static org.sluice.rules.keyword.OneRule.problem;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluice.rules.image.Buffer;
import org.sluice.rules.model.ByteExtract;
import org.sluice.rules.model.ByteJump;
import org.sluice.rules.model.ByteMath;
import org.sluice.rules.model.ByteTest;
import org.sluice.rules.model.IntegerTest;
import org.sluice.rules.model.Match;
import org.sluice.rules.model.NumberFormat;
import org.sluice.rules.model.Operand;
import org.sluice.rules.text.RuleException;

class NumberKeywordsTest {
    private static IntegerTest integer(String text) {
        return IntegerGrammar.parse(new Word(text, 0), 0xffff_ffffL);
    }

    @ParameterizedTest
    @CsvSource({"5,5,4", "=0x10,16,15", "!5,4,5", "!=5,6,5", "<5,4,5", "<=5,5,6", ">5,6,5", ">=5,5,4", "3<>6,5,6",
            "3-6,4,3",
        "!3-6,6,4", "&0xf0=0x20,0x2f,0x3f", "&0xf0!=0x20,0x3f,0x2f", "1kb,1024,1000", "2MiB,2097152,2", "> 7,8,7"})
    void shouldReadEveryNotationOfANumber(String text, String fitting, String unfitting) {
        IntegerTest test = integer(text);

        assertTrue(test.test(Long.decode(fitting)));
        assertFalse(test.test(Long.decode(unfitting)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "<0", "6<>3", "3<>4", "&0xf0=0x01", "1zb", "4294967296", "-1", "5-", "<>", "!"})
    void shouldRefuseWhatIsNoNumber(String text) {
        var failure = assertThrows(RuleException.class,
                () -> integer(text));

        assertFalse(failure.getMessage().isEmpty());
    }

    @Test
    void shouldReadAsn1() {
        assertEquals(new Match.Asn1(true, true, 2048, 54, true), payload(
                "content:\"a\"; asn1:double_overflow, bitstring_overflow, relative_offset 54, oversize_length 2048;"));
        assertEquals(new Match.Asn1(true, false, -1, 3, false), payload("asn1:bitstring_overflow,absolute_offset 3;"));
        assertTrue(problem("asn1:absolute_offset 3;").message().contains("nothing is looked for"));
        assertTrue(problem("asn1:overflow;").hint().contains("double_overflow"));
    }

    @Test
    void shouldReadByteTest() {
        assertEquals(new ByteTest(Operand.of(4), ByteTest.Operator.GREATER, true, Operand.of(0x10), Operand.of(-2),
                true,
                new NumberFormat(NumberFormat.Order.LITTLE, 0), 0xff00), payload("content:\"a\";"
                + " byte_test:4,!>,0x10,-2,relative,little,bitmask 0xff00;"));
        assertEquals(new ByteTest(Operand.of(0), ByteTest.Operator.EQUAL, false, Operand.of(8), Operand.of(0), false,
                new NumberFormat(NumberFormat.Order.BIG, 16), 0), payload("byte_test:0,=,010,0,string,hex;"));
        assertEquals(ByteTest.Operator.EQUAL, ((ByteTest) payload("byte_test:1,!,0,0;")).operator());
    }

    @Test
    void shouldReadByteJump() {
        assertEquals(new ByteJump(Operand.of(2), Operand.of(1), true, 4, NumberFormat.BIG_ENDIAN, true,
                ByteJump.From.BEGINNING, Operand.of(-3), 0),
                payload("content:\"a\"; byte_jump:2,1,relative,multiplier 4,align,from_beginning,post_offset -3;"));
    }

    @Test
    void shouldReadByteExtract() {
        assertEquals(new ByteExtract(3, 5, "len", false, 2, new NumberFormat(NumberFormat.Order.BIG, 10), 4),
                payload("byte_extract:3,5,len,multiplier 2,string,dec,align 4;"));
    }

    @Test
    void shouldReadByteMath() {
        assertEquals(new ByteMath(Operand.of(2), 4, ByteMath.Operator.SHIFT_LEFT, Operand.of(3), "r", false,
                new NumberFormat(NumberFormat.Order.LITTLE, 0), 0x0f),
                payload("byte_math:bytes 2, offset 4, oper <<, rvalue 3, result r, endian little, bitmask 0x0f;"));
    }

    @Test
    void shouldReadIsdataatAndBase64() {
        assertEquals(new Match.IsDataAt(Operand.of(10), true, true), payload("content:\"a\"; isdataat:!10,relative;"));
        var rule = OneRule.tcp("base64_decode:bytes 8, offset 2, relative; base64_data; content:\"x\";");
        assertEquals(new Match.Base64Decode(8, 2, true), OneRule.section(rule, Buffer.PAYLOAD).matches().getFirst());
        assertEquals(1, OneRule.section(rule, Buffer.BASE64_DATA).matches().size());
    }

    @Test
    void shouldFollowTheLastMatchWhenRelative() {
        var rule = OneRule.tcp("content:\"a\"; http_uri; content:\"b\"; http_header; isdataat:4,relative; isdataat:9;");

        assertEquals(2, OneRule.section(rule, Buffer.HTTP_HEADER).matches().size());
        assertEquals(List.of(new Match.IsDataAt(Operand.of(9), false, false)),
                OneRule.section(rule, Buffer.PAYLOAD).matches());
    }

    @Test
    void shouldReadEntropy() {
        assertEquals(new Match.Entropy(2, 64, 6.5, false, 8, true, false),
                payload("entropy:bytes 64, offset 2, value > 6.5;"));
        assertEquals(new Match.Entropy(0, 0, 4, false, 5, false, true), payload("entropy:value !4-5;"));
    }

    @ParameterizedTest
    @CsvSource({"'byte_test:9,=,1,0;',1 to 8", "'byte_test:1,~,1,0;',no operator", "'byte_test:1,=,1;',are needed",
        "'byte_test:1,=,1,0,hex;',add string", "'byte_test:1,=,1,0,big,little;',two byte orders",
        "'byte_jump:1,0,from_beginning,from_end;',exclude", "'byte_extract:1,0,9x;',no name",
        "'byte_math:bytes 1, offset 0, oper +, rvalue 1;',result missing", "'isdataat:x;',not defined",
        "'byte_extract:1,0,a; byte_test:1,>,b,0;',not defined", "'entropy:value 9;',no entropy"})
    void shouldExplainWhatIsWrongWithANumberKeyword(String option, String message) {
        assertMentions(message, problem(option));
    }
}
