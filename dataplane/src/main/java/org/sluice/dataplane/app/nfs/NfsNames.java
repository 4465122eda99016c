package org.sluice.dataplane.app.nfs;

/** EVE's names of procedures, states and ways to log in. */
final class NfsNames {
    private static final String[] VERSION_2 = {
        "NULL", "GETATTR", "SETATTR", "ROOT", "LOOKUP", "READLINK", "READ", "WRITECACHE", "WRITE", "CREATE", "REMOVE",
        "RENAME", "LINK", "SYMLINK", "MKDIR", "RMDIR", "READDIR", "STATFS",
    };
    private static final String[] VERSION_3 = {
        "NULL", "GETATTR", "SETATTR", "LOOKUP", "ACCESS", "READLINK", "READ", "WRITE", "CREATE", "MKDIR", "SYMLINK",
        "MKNOD", "REMOVE", "RMDIR", "RENAME", "LINK", "READDIR", "READDIRPLUS", "FSSTAT", "FSINFO", "PATHCONF",
        "COMMIT",
    };
    private static final String[] VERSION_4 = {
        "NULL", "COMPOUND", null, "ACCESS", "CLOSE", "COMMIT", "CREATE", "DELEGPURGE", "DELEGRETURN", "GETATTR",
        "GETFH", "LINK", "LOCK", "LOCKT", "LOCKU", "LOOKUP", "LOOKUPP", "NVERIFY", "OPEN", "OPENATTR", "OPEN_CONFIRM",
        "OPEN_DOWNGRADE", "PUTFH", "PUTPUBFH", "PUTROOTFH", "READ", "READDIR", "READLINK", "REMOVE", "RENAME",
        "RENEW", "RESTOREFH", "SAVEFH", "SECINFO", "SETATTR", "SETCLIENTID", "SETCLIENTID_CONFIRM", "VERIFY", "WRITE",
        "RELEASE_LOCKOWNER",
    };
    private static final String[] AUTHENTICATION = {"NULL", "UNIX", "SHORT", "DH", "KERB", "RSA", "RPCSEC_GSS"};

    private NfsNames() {
    }

    static String procedure(int version, int procedure) {
        String[] names = version == 2 ? VERSION_2 : version == 3 ? VERSION_3 : VERSION_4;
        String name = procedure >= 0 && procedure < names.length ? names[procedure] : null;
        return name == null ? "UNKNOWN" : name;
    }

    static String authentication(int flavor) {
        return flavor >= 0 && flavor < AUTHENTICATION.length ? AUTHENTICATION[flavor] : "UNKNOWN";
    }

    static String status(long status) {
        return switch ((int) status) {
            case 0 -> "OK";
            case 1 -> "ERR_PERM";
            case 2 -> "ERR_NOENT";
            case 5 -> "ERR_IO";
            case 6 -> "ERR_NXIO";
            case 13 -> "ERR_ACCES";
            case 17 -> "ERR_EXIST";
            case 18 -> "ERR_XDEV";
            case 19 -> "ERR_NODEV";
            case 20 -> "ERR_NOTDIR";
            case 21 -> "ERR_ISDIR";
            case 22 -> "ERR_INVAL";
            case 27 -> "ERR_FBIG";
            case 28 -> "ERR_NOSPC";
            case 30 -> "ERR_ROFS";
            case 31 -> "ERR_MLINK";
            case 63 -> "ERR_NAMETOOLONG";
            case 66 -> "ERR_NOTEMPTY";
            case 69 -> "ERR_DQUOT";
            case 70 -> "ERR_STALE";
            case 71 -> "ERR_REMOTE";
            case 10_001 -> "ERR_BADHANDLE";
            case 10_002 -> "ERR_NOT_SYNC";
            case 10_003 -> "ERR_BAD_COOKIE";
            case 10_004 -> "ERR_NOTSUPP";
            case 10_005 -> "ERR_TOOSMALL";
            case 10_006 -> "ERR_SERVERFAULT";
            case 10_007 -> "ERR_BADTYPE";
            case 10_008 -> "ERR_JUKEBOX";
            default -> "UNKNOWN";
        };
    }
}
