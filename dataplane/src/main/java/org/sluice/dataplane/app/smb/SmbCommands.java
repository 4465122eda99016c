package org.sluice.dataplane.app.smb;

/** Commands by number, as EVE names them. */
final class SmbCommands {
    /** No command of any version. */
    static final int NONE = 0xffff;
    static final int SMB1_NEGOTIATE = 0x72;
    static final int NEGOTIATE = 0;
    static final int SMB1_CLOSE = 0x04;
    static final int SMB1_TRANS = 0x25;
    static final int SMB1_READ = 0x2e;
    static final int SMB1_WRITE = 0x2f;
    static final int SMB1_SESSION_SETUP = 0x73;
    static final int SMB1_TREE_CONNECT = 0x75;
    static final int SMB1_CREATE = 0xa2;
    static final int SESSION_SETUP = 1;
    static final int TREE_CONNECT = 3;
    static final int CREATE = 5;
    static final int CLOSE = 6;
    static final int READ = 8;
    static final int WRITE = 9;
    static final int IOCTL = 11;

    private static final String[] SMB2 = {
        "SMB2_COMMAND_NEGOTIATE_PROTOCOL", "SMB2_COMMAND_SESSION_SETUP", "SMB2_COMMAND_SESSION_LOGOFF",
        "SMB2_COMMAND_TREE_CONNECT", "SMB2_COMMAND_TREE_DISCONNECT", "SMB2_COMMAND_CREATE",
        "SMB2_COMMAND_CLOSE", "SMB2_COMMAND_FLUSH", "SMB2_COMMAND_READ",
        "SMB2_COMMAND_WRITE", "SMB2_COMMAND_LOCK", "SMB2_COMMAND_IOCTL",
        "SMB2_COMMAND_CANCEL", "SMB2_COMMAND_KEEP_ALIVE", "SMB2_COMMAND_FIND",
        "SMB2_COMMAND_CHANGE_NOTIFY", "SMB2_COMMAND_GET_INFO", "SMB2_COMMAND_SET_INFO",
        "SMB2_COMMAND_OPLOCK_BREAK",
    };

    private SmbCommands() {
    }

    static String name(int version, int command) {
        if (version == 2) {
            return command < SMB2.length ? SMB2[command] : "UNKNOWN";
        }
        return switch (command) {
            case SMB1_CLOSE -> "SMB1_COMMAND_CLOSE";
            case SMB1_TRANS -> "SMB1_COMMAND_TRANS";
            case 0x32 -> "SMB1_COMMAND_TRANS2";
            case SMB1_READ -> "SMB1_COMMAND_READ_ANDX";
            case SMB1_WRITE -> "SMB1_COMMAND_WRITE_ANDX";
            case 0x72 -> "SMB1_COMMAND_NEGOTIATE_PROTOCOL";
            case SMB1_SESSION_SETUP -> "SMB1_COMMAND_SESSION_SETUP_ANDX";
            case SMB1_TREE_CONNECT -> "SMB1_COMMAND_TREE_CONNECT_ANDX";
            case SMB1_CREATE -> "SMB1_COMMAND_NT_CREATE_ANDX";
            default -> "UNKNOWN";
        };
    }
}
