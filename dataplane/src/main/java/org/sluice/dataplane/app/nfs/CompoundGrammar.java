package org.sluice.dataplane.app.nfs;

import org.sluice.dataplane.app.NativeBytes;

/** How long version 4's operations are, asked and answered (RFC 7531, RFC 5662). */
final class CompoundGrammar {
    static final int CLOSE = 4;
    static final int COMMIT = 5;
    static final int CREATE = 6;
    static final int GETFH = 10;
    static final int LINK = 11;
    static final int LOOKUP = 15;
    static final int OPEN = 18;
    static final int PUTFH = 22;
    static final int READ = 25;
    static final int REMOVE = 28;
    static final int RENAME = 29;
    static final int WRITE = 38;
    /** Bytes of a state's id, and of a session's. */
    static final int STATE_ID = 16;
    private static final int CHANGE = 20;

    private CompoundGrammar() {
    }

    /** Goes past what an operation asks; false when it is not known. */
    static boolean skipArguments(int operation, XdrReader in) {
        switch (operation) {
            case 3, 19, 52, 58 -> in.skip(4);
            case CLOSE, 20 -> in.skip(4 + STATE_ID);
            case COMMIT -> in.skip(12);
            case 7, 30, 57 -> in.skip(8);
            case 8, 44, 45 -> in.skip(STATE_ID);
            case 9 -> in.words();
            case GETFH, 16, 23, 24, 27, 31, 32 -> { }
            case LINK, LOOKUP, PUTFH, REMOVE, 33 -> in.opaque();
            case 12 -> lock(in);
            case 13 -> in.skip(28).opaque();
            case 14 -> in.skip(8 + STATE_ID + 16);
            case 17, 37 -> attributes(in);
            case OPEN -> open(in);
            case 21 -> in.skip(STATE_ID + 12);
            case READ -> in.skip(STATE_ID + 12);
            case 26 -> in.skip(24).words();
            case RENAME -> in.opaque().opaque();
            case 34 -> attributes(in.skip(STATE_ID));
            case 35 -> in.skip(8).opaque().skip(4).opaque().opaque().skip(4);
            case 36 -> in.skip(16);
            case WRITE -> in.skip(STATE_ID + 12).opaque();
            case 39 -> in.skip(8).opaque();
            case 53 -> in.skip(STATE_ID + 16);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Goes past what an operation that succeeded answered; false when it is not known. */
    static boolean skipResult(int operation, XdrReader in) {
        switch (operation) {
            case 3 -> in.skip(8);
            case CLOSE, 12, 14, 20, 21, 45 -> in.skip(STATE_ID);
            case COMMIT -> in.skip(8);
            case CREATE -> in.skip(CHANGE).words();
            case 7, 8, LOOKUP, 13, 16, 17, 19, PUTFH, 23, 24, 30, 31, 32, 36, 37, 39, 44, 57, 58 -> { }
            case 9 -> attributes(in);
            case GETFH, 27 -> in.opaque();
            case LINK, REMOVE -> in.skip(CHANGE);
            case OPEN -> opened(in);
            case RENAME -> in.skip(2 * CHANGE);
            case 34 -> in.words();
            case 35 -> in.skip(16);
            case WRITE -> in.skip(16);
            case 53 -> in.skip(STATE_ID + 20);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** What is made, and its name. */
    static void create(XdrReader in, NativeBytes name) {
        switch ((int) in.u32()) {
            case 3, 4 -> in.skip(8);
            case 5 -> in.opaque();
            default -> { }
        }
        PlainCalls.name(in, name);
        attributes(in);
    }

    private static void attributes(XdrReader in) {
        in.words().opaque();
    }

    private static void lock(XdrReader in) {
        in.skip(24);
        if (in.u32() != 0) {
            in.skip(4 + STATE_ID + 4 + 8).opaque();
        } else {
            in.skip(STATE_ID + 4);
        }
    }

    /** Leaves the name, when the claim has one, as the reader's last opaque data. */
    private static void open(XdrReader in) {
        in.skip(20).opaque();
        if (in.u32() == 1) {
            switch ((int) in.u32()) {
                case 0, 1 -> attributes(in);
                case 2 -> in.skip(8);
                default -> attributes(in.skip(8));
            }
        }
        switch ((int) in.u32()) {
            case 0, 3 -> in.opaque();
            case 1 -> in.skip(4).fixed(0);
            case 2 -> in.skip(STATE_ID).opaque();
            case 5 -> in.skip(STATE_ID).fixed(0);
            default -> in.fixed(0);
        }
    }

    private static void opened(XdrReader in) {
        in.skip(STATE_ID + CHANGE + 4).words();
        switch ((int) in.u32()) {
            case 1 -> in.skip(STATE_ID + 4 + 12).opaque();
            case 2 -> in.skip(STATE_ID + 4 + 12 + 12).opaque();
            case 3 -> {
                long why = in.u32();
                in.skip(why == 1 || why == 2 ? 4 : 0);
            }
            default -> { }
        }
    }
}
