package org.sluice.dataplane.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sluice.dataplane.detect.RuleFixture.content;
import static org.sluice.dataplane.detect.RuleFixture.rule;

import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sluice.rules.image.Op;
import org.sluice.rules.model.Match;

class BerWalkTest {
    private static final int BOTH = Op.BIT_STRING_OVERFLOW | Op.DECIMAL_OVERFLOW;

    private final BerWalk walk = new BerWalk();

    @Test
    void shouldFindABitStringThatSaysMoreIsUnusedThanItHas() {
        assertTrue(finds("0303 11abcd", Op.BIT_STRING_OVERFLOW, -1));
        assertFalse(finds("0303 07abcd", Op.BIT_STRING_OVERFLOW, -1));
        assertFalse(finds("0303 11abcd", Op.DECIMAL_OVERFLOW, -1));
    }

    @Test
    void shouldFindALongDecimalReal() {
        assertTrue(finds("0982012c 03", Op.DECIMAL_OVERFLOW, -1), "300 bytes, of which the first is here");
        assertFalse(finds("0982012c 80", Op.DECIMAL_OVERFLOW, -1), "binary");
        assertFalse(finds("098200ff 03", Op.DECIMAL_OVERFLOW, -1));
    }

    @Test
    void shouldFindAnElementThatIsTooLong() {
        assertTrue(finds("04820801", 0, 2048));
        assertFalse(finds("04820800", 0, 2048));
        assertTrue(finds("0484ffffffff", 0, 2048));
    }

    @Test
    void shouldLookInsideOfElementsAndBehindThem() {
        assertTrue(finds("3009 020101 3004 030210ab", BOTH, -1), "in a sequence in a sequence");
        assertTrue(finds("3003 020101 030210ab", BOTH, -1), "behind a sequence");
        assertTrue(finds("3080 020101 030210ab 0000", BOTH, -1), "in one without a length");
        assertTrue(finds("3f8101 04 030210ab", BOTH, -1), "in one with a long tag");
    }

    @Test
    void shouldEndWhereBytesOrItsBoundsEnd() {
        assertFalse(finds("", BOTH, 0));
        assertFalse(finds("30", BOTH, 0));
        assertFalse(finds("1f", BOTH, 0));
        assertFalse(finds("1fffff", BOTH, 0));
        assertFalse(finds("3085ffffffffff", BOTH, 0), "a length of 5 bytes");
        assertFalse(walk.findsMalformed(subject("030210ab"), -1, BOTH, -1));
        assertFalse(walk.findsMalformed(subject("030210ab"), 4, BOTH, -1));
        assertFalse(finds("3080".repeat(5_000), BOTH, -1));
        assertEquals(256, walk.elements());
    }

    @Test
    void shouldBeginAtItsOffsetInARule() {
        Match.Asn1 relative = new Match.Asn1(true, false, -1, 2, true);
        Match.Asn1 absolute = new Match.Asn1(true, false, -1, 2, false);
        try (Detection detection = Detection.of(rule(1).payload(content("tag"), relative),
                rule(2).payload(content("tag"), absolute))) {
            assertEquals(List.of(1), detection.inspect(detection.tcp("a tag..\u0003\u0002\u0010x")));
            assertEquals(List.of(2), detection.inspect(detection.tcp("xx\u0003\u0002\u0010x a tag")));
            assertEquals(List.of(), detection.inspect(detection.tcp("a tag.\u0003\u0000x")));
        }
    }

    private boolean finds(String hex, int kinds, long longest) {
        return walk.findsMalformed(subject(hex), 0, kinds, longest);
    }

    private static Subject subject(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        Subject subject = new Subject();
        assertTrue(subject.set(MemorySegment.ofArray(bytes), 0, bytes.length));
        return subject;
    }
}
