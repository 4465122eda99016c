package org.sluice.rules.image;

/**
 * Instructions of rule programs. An instruction is some words of {@link ImageSection#CODE}: the first holds the opcode
 * in its lowest byte and flags above, the others are operands as said at each opcode. Every program ends with
 * {@link #END}.
 *
 * <p>There are three sorts of programs: a rule's <em>checks</em> (of packet and flow), its <em>clauses</em> (each on
 * one buffer, with a cursor that is the end of the last match), and its <em>effects</em> (what else it does at a
 * match). A 64-bit operand takes two words, low first. A number test takes five: kind ({@link #INSIDE}...), first,
 * second.
 */
public final class Op {
    /** All held. */
    public static final int END = 0;

    // Clauses.
    /**
     * Search: literal's word offset, bytes, index of its rarest byte, offset, depth, distance, within.
     * A place whose {@code ..._VARIABLE} flag is set is a variable's slot.
     */
    public static final int CONTENT = 1;
    /** Regular expression: its index. */
    public static final int PCRE = 2;
    /** Number test: bytes, operator, value (2), offset, base, bitmask (2), shift. */
    public static final int BYTE_TEST = 3;
    /** Moves the cursor: bytes, offset, base, multiplier, post offset, bitmask (2), shift. */
    public static final int BYTE_JUMP = 4;
    /** Keeps a number: bytes, offset, base, multiplier, align, slot. */
    public static final int BYTE_EXTRACT = 5;
    /** Calculates: bytes, offset, base, operator, right side (2), slot, bitmask (2), shift. */
    public static final int BYTE_MATH = 6;
    /** Is there a byte: place. */
    public static final int IS_DATA_AT = 7;
    /** Buffer length: number test (5). */
    public static final int BSIZE = 8;
    /** Decodes into the base64 buffer: bytes, offset. */
    public static final int BASE64_DECODE = 9;
    /** The buffer is absent; with flag {@link #NEGATED} it may be there and the rest must hold. */
    public static final int ABSENT = 10;
    /** Shannon entropy: offset, bytes, lowest and highest in 1/65536 bits, inclusive. */
    public static final int ENTROPY = 11;
    /** Looks the buffer up: dataset's index, operation ({@link #IN_SET}...). */
    public static final int DATASET = 12;
    /** The buffer's score in a set: dataset's index, number test (5). */
    public static final int REPUTATION = 13;

    /** Malformed BER: offset, kinds looked for ({@link #BIT_STRING_OVERFLOW}...), longest allowed element (2), -1 for any. */
    public static final int ASN1 = 14;
    /** Size in {@code FILE_SIZE}: number test (5). */
    public static final int FILE_SIZE = 15;

    // Checks.
    /** Number of the packet or flow: {@link PacketField} ordinal, number test (5). */
    public static final int FIELD = 32;
    /** TCP flags: wanted, ignored; the mode is in the flags. */
    public static final int TCP_FLAGS = 33;
    /** IPv4 fragment bits: wanted; the mode is in the flags. */
    public static final int FRAG_BITS = 34;
    /** IPv4 option: its number, -1 for any. */
    public static final int IP_OPTION = 35;
    /** Decoder event: ordinal. */
    public static final int DECODER_EVENT = 36;
    /** Stream event: ordinal. */
    public static final int STREAM_EVENT = 37;
    /** Application event: ordinal. */
    public static final int APP_EVENT = 38;
    /** Application protocol: ordinal, side. */
    public static final int APP_PROTOCOL = 39;
    /** Stream size: side, number test (5). */
    public static final int STREAM_SIZE = 40;
    /** Flow bit: number n of variables, then n variables, one of which must be set (none, with {@link #NEGATED}). */
    public static final int FLOW_BITS = 41;
    /** Flow number compared: variable, operator, other side (2). */
    public static final int FLOW_INT = 42;
    /**
     * Number of the transaction in a list: {@link AppField} ordinal, index (see {@link #ANY_INDEX}), number n of tests,
     * then n number tests (5 each), one of which must pass.
     */
    public static final int APP_FIELD_LIST = 49;
    /** VLAN identifier: layer as the index of {@link #APP_FIELD_LIST}, 0 the outermost, number test (5). */
    public static final int VLAN_ID = 50;
    /** Index of APP_FIELD_LIST: any of the numbers. */
    public static final int ANY_INDEX = 1 << 20;
    /** Index of APP_FIELD_LIST: all of the numbers, and there is one. */
    public static final int ALL_INDEXES = 1 << 21;
    /** Bit of a host, pair or transaction: scope, number n of variables, then n variables. */
    public static final int HOST_BITS = 43;
    /** Number of the transaction: {@code AppField} ordinal, number test (5). */
    public static final int APP_FIELD = 44;
    /** TLS version: mask of versions by {@link #tlsVersionBit}. */
    public static final int TLS_VERSION = 45;
    /**
     * Address of the packet: number of an address set, whose ({@link #SOURCE}, {@link #DESTINATION}, {@link
     * #SIDE_BOTH}, {@link #SIDE_EITHER}).
     */
    public static final int ADDRESS = 47;
    /** The certificate at the packet's time: 1 when it must be expired, 0 when it must be valid. */
    public static final int CERTIFICATE_VALIDITY = 51;
    /** A half of the transaction has come so far. {@code hook}: an ordinal of {@link AppHook}. */
    public static final int HOOK = 46;

    // Effects.
    /** Flow bit: variable, operation. */
    public static final int SET_FLOW_BIT = 64;
    /** Flow number: variable, operator, other side (2). */
    public static final int SET_FLOW_INT = 65;
    /** Bit of a host, pair or transaction: scope, variable, operation, seconds it holds (0: no end). */
    public static final int SET_HOST_BIT = 66;
    /**
     * Records the packets that follow: whose ({@link #OF_FLOW}, {@link #SOURCE}, {@link #DESTINATION}), count, unit
     * ({@link #PACKETS}...).
     */
    public static final int TAG = 67;
    /** Keeps the file. */
    public static final int STORE_FILE = 68;

    // Flags, above the opcode.
    /** Holds when it would not. */
    public static final int NEGATED = 1 << 8;
    /** Places count from the cursor. */
    public static final int RELATIVE = 1 << 9;
    /** CONTENT: within is in force. */
    public static final int HAS_WITHIN = 1 << 10;
    /** CONTENT: depth is in force. */
    public static final int HAS_DEPTH = 1 << 11;
    /** CONTENT: must lie at the buffer's end. */
    public static final int ENDS_WITH = 1 << 12;
    /** CONTENT, PCRE: what follows depends on where this matched, so other places may have to be tried. */
    public static final int NEXT_RELATIVE = 1 << 13;
    /** The offset is a variable's slot. */
    public static final int OFFSET_VARIABLE = 1 << 14;
    /** CONTENT: the depth is a variable's slot. BYTE_TEST, BYTE_MATH: the value is. */
    public static final int VALUE_VARIABLE = 1 << 15;
    /** CONTENT: the distance is a variable's slot. BYTE_JUMP: the post offset is. */
    public static final int DISTANCE_VARIABLE = 1 << 16;
    /** CONTENT: the within is a variable's slot. BYTE_*: the number of bytes is. */
    public static final int WITHIN_VARIABLE = 1 << 17;
    /** BYTE_*: least significant byte first. */
    public static final int LITTLE_ENDIAN = 1 << 18;
    /** BYTE_*: digits; the base is an operand. */
    public static final int TEXT = 1 << 19;
    /** BYTE_JUMP: from the buffer's beginning. */
    public static final int FROM_BEGINNING = 1 << 20;
    /** BYTE_JUMP: from the buffer's end. */
    public static final int FROM_END = 1 << 21;
    /** BYTE_JUMP: rounded up to a multiple of 4. */
    public static final int ALIGN = 1 << 22;
    /** CONTENT: some byte has a case mask. */
    public static final int NOCASE = 1 << 23;
    /** BYTE_*: byte order as the DCERPC header says. */
    public static final int DCE = 1 << 24;
    /** CONTENT: the one whose window makes the rule a candidate. */
    public static final int FAST = 1 << 25;
    /** TCP_FLAGS, FRAG_BITS: exactly. */
    public static final int MODE_EXACT = 0;
    /** TCP_FLAGS, FRAG_BITS: these, and any others. */
    public static final int MODE_ALL = 1 << 8;
    /** TCP_FLAGS, FRAG_BITS: any of these. */
    public static final int MODE_ANY = 2 << 8;
    /** TCP_FLAGS, FRAG_BITS: not all of these. */
    public static final int MODE_NONE = 3 << 8;
    /** The mode's bits. */
    public static final int MODE_MASK = 3 << 8;

    // Kinds of number tests.
    /** {@code first <= n <= second}. */
    public static final int INSIDE = 0;
    /** {@code n < first || n > second}. */
    public static final int OUTSIDE = 1;
    /** {@code (n & first) == second}. */
    public static final int MASKED_EQUAL = 2;
    /** {@code (n & first) != second}. */
    public static final int MASKED_DIFFERENT = 3;

    // Operators of BYTE_TEST and FLOW_INT.
    public static final int EQUAL = 0;
    public static final int LESS = 1;
    public static final int LESS_OR_EQUAL = 2;
    public static final int GREATER = 3;
    public static final int GREATER_OR_EQUAL = 4;
    public static final int AND = 5;
    public static final int NOT_AND = 6;
    public static final int DIFFERENT = 7;
    public static final int IS_SET = 8;
    public static final int IS_NOT_SET = 9;

    // Operators of BYTE_MATH and SET_FLOW_INT.
    public static final int ADD = 0;
    public static final int SUBTRACT = 1;
    public static final int MULTIPLY = 2;
    public static final int DIVIDE = 3;
    public static final int SHIFT_LEFT = 4;
    public static final int SHIFT_RIGHT = 5;
    public static final int ASSIGN = 6;

    // Operations on bits.
    public static final int SET = 0;
    public static final int UNSET = 1;
    public static final int TOGGLE = 2;

    // Scopes of host bits.
    public static final int SOURCE = 0;
    public static final int DESTINATION = 1;
    public static final int PAIR = 2;
    public static final int TRANSACTION = 3;

    /** TAG: the flow's. */
    public static final int OF_FLOW = 2;

    // Units of TAG.
    public static final int PACKETS = 0;
    public static final int BYTES = 1;
    public static final int SECONDS = 2;

    // Sides of STREAM_SIZE and APP_PROTOCOL.
    public static final int SIDE_CLIENT = 0;
    public static final int SIDE_SERVER = 1;
    public static final int SIDE_BOTH = 2;
    public static final int SIDE_EITHER = 3;
    public static final int SIDE_DIRECTION = 4;
    public static final int SIDE_FINAL = 5;
    public static final int SIDE_ORIGINAL = 6;

    /** Variables a rule's byte_extract and byte_math may name. */
    public static final int SLOTS = 16;
    /** Most variables one FLOW_BITS or HOST_BITS, and tests one APP_FIELD_LIST, may list. */
    public static final int MAX_BITS = 64;
    /** Words of a number test. */
    public static final int TEST_WORDS = 5;

    // Operations of DATASET.
    /** The buffer is in the set. */
    public static final int IN_SET = 0;
    /** The buffer is not in the set. */
    public static final int NOT_IN_SET = 1;
    /** The buffer was not in the set, and is now. */
    public static final int ADD_TO_SET = 2;
    /** The buffer was in the set, and is no more. */
    public static final int REMOVE_FROM_SET = 3;

    // Kinds of ASN1.
    /** A bit string with more unused bits than it has. */
    public static final int BIT_STRING_OVERFLOW = 1;
    /** A decimal real longer than any buffer made for one. */
    public static final int DECIMAL_OVERFLOW = 2;

    private static final byte[] LENGTHS = lengths();

    private Op() {
    }

    private static byte[] lengths() {
        byte[] words = new byte[256];
        words[END] = 1;
        words[CONTENT] = 8;
        words[PCRE] = 2;
        words[BYTE_TEST] = 10;
        words[BYTE_JUMP] = 9;
        words[BYTE_EXTRACT] = 7;
        words[BYTE_MATH] = 11;
        words[IS_DATA_AT] = 2;
        words[BSIZE] = 1 + TEST_WORDS;
        words[BASE64_DECODE] = 3;
        words[ABSENT] = 1;
        words[ENTROPY] = 5;
        words[DATASET] = 3;
        words[REPUTATION] = 2 + TEST_WORDS;
        words[ASN1] = 5;
        words[FILE_SIZE] = 1 + TEST_WORDS;
        words[FIELD] = 2 + TEST_WORDS;
        words[TCP_FLAGS] = 3;
        words[FRAG_BITS] = 2;
        words[IP_OPTION] = 2;
        words[DECODER_EVENT] = 2;
        words[STREAM_EVENT] = 2;
        words[APP_EVENT] = 2;
        words[APP_PROTOCOL] = 3;
        words[STREAM_SIZE] = 2 + TEST_WORDS;
        words[FLOW_BITS] = 2;
        words[FLOW_INT] = 5;
        words[HOST_BITS] = 3;
        words[APP_FIELD] = 2 + TEST_WORDS;
        words[APP_FIELD_LIST] = 4;
        words[VLAN_ID] = 2 + TEST_WORDS;
        words[TLS_VERSION] = 2;
        words[CERTIFICATE_VALIDITY] = 2;
        words[HOOK] = 2;
        words[ADDRESS] = 3;
        words[SET_FLOW_BIT] = 3;
        words[SET_FLOW_INT] = 5;
        words[SET_HOST_BIT] = 5;
        words[TAG] = 4;
        words[STORE_FILE] = 1;
        return words;
    }

    /** Words of the instruction at {@code at}, 0 when it is none, or its count is out of bounds. */
    public static int length(int[] code, int at) {
        int opcode = code[at] & 0xff;
        int words = LENGTHS[opcode];
        int countAt = opcode == FLOW_BITS ? 1 : opcode == HOST_BITS ? 2 : opcode == APP_FIELD_LIST ? 3 : 0;
        if (countAt == 0) {
            return words;
        }
        int count = at + countAt < code.length ? code[at + countAt] : 0;
        return count < 1 || count > MAX_BITS ? 0 : words + (opcode == APP_FIELD_LIST ? TEST_WORDS * count : count);
    }

    /** The bit that stands for a TLS version as on the wire: 0x0200 and 0x0300 to 0x0304; 0 for others. */
    public static int tlsVersionBit(int version) {
        return version == 0x0200 ? 1 : version >= 0x0300 && version <= 0x0304 ? 2 << (version & 7) : 0;
    }

    /** The 64-bit operand at {@code at}. */
    public static long wide(int[] code, int at) {
        return code[at] & 0xffff_ffffL | (long) code[at + 1] << 32;
    }

    /** Whether {@code n} passes the number test at {@code at}. */
    public static boolean test(int[] code, int at, long n) {
        long first = wide(code, at + 1);
        long second = wide(code, at + 3);
        return switch (code[at]) {
            case INSIDE -> first <= n && n <= second;
            case OUTSIDE -> n < first || n > second;
            case MASKED_EQUAL -> (n & first) == second;
            default -> (n & first) != second;
        };
    }
}
