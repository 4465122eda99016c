package org.sluice.bindings.literal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.sluice.bindings.literal.sluice_literal_h.sluice_literal_find;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiteralTest {
    private static final int ROUNDS = 20_000;

    private final Arena arena = Arena.ofConfined();
    private final Random random = new Random(20_25);

    @AfterEach
    void close() {
        arena.close();
    }

    @Test
    void shouldFindWhatASimpleSearchFinds() {
        MemorySegment literal = arena.allocate(64, 8);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] subject = letters(random.nextInt(160), "abcABC");
            byte[] value = letters(1 + random.nextInt(12), "abc");
            boolean nocase = random.nextBoolean();
            int rare = random.nextInt(value.length);
            int from = random.nextInt(20);
            // Exactly as long as the subject: the bytes behind it are not the search's to read.
            MemorySegment bytes = arena.allocate(subject.length + 1L).asSlice(0, subject.length).copyFrom(
                    MemorySegment.ofArray(subject));

            int found = sluice_literal_find(bytes.address(), from, subject.length - value.length,
                    store(literal, value, nocase), value.length, rare);

            assertEquals(simple(subject, from, value, nocase), found);
        }
    }

    @Test
    void shouldRefuseARareByteOutsideTheLiteral() {
        MemorySegment literal = arena.allocate(64, 8);
        long address = store(literal, new byte[] {'a'}, false);

        assertEquals(-1, sluice_literal_find(literal.address(), 0, 0, address, 1, 1));
        assertEquals(-1, sluice_literal_find(literal.address(), -1, 0, address, 1, 0));
        assertEquals(-1, sluice_literal_find(literal.address(), 0, 0, address, 0, 0));
    }

    private byte[] letters(int length, String of) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) of.charAt(random.nextInt(of.length()));
        }
        return bytes;
    }

    private static long store(MemorySegment to, byte[] value, boolean nocase) {
        to.fill((byte) 0);
        int masks = value.length + 7 & ~7;
        for (int i = 0; i < value.length; i++) {
            to.set(ValueLayout.JAVA_BYTE, i, (byte) (nocase ? value[i] | 0x20 : value[i]));
            to.set(ValueLayout.JAVA_BYTE, masks + i, (byte) (nocase ? 0x20 : 0));
        }
        return to.address();
    }

    private static int simple(byte[] subject, int from, byte[] value, boolean nocase) {
        for (int at = from; at <= subject.length - value.length; at++) {
            boolean fits = true;
            for (int i = 0; i < value.length && fits; i++) {
                fits = (nocase ? subject[at + i] | 0x20 : subject[at + i]) == value[i];
            }
            if (fits) {
                return at;
            }
        }
        return -1;
    }
}
