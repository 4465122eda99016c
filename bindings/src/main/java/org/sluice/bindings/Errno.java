package org.sluice.bindings;

import java.util.Map;

/** Linux error numbers that the shims return, negated. */
public final class Errno {
    public static final int EPERM = 1;
    public static final int ENOENT = 2;
    public static final int EIO = 5;
    public static final int ENOEXEC = 8;
    public static final int EAGAIN = 11;
    public static final int ENOMEM = 12;
    public static final int EACCES = 13;
    public static final int EBUSY = 16;
    public static final int EEXIST = 17;
    public static final int ENODEV = 19;
    public static final int EINVAL = 22;
    public static final int ENOSPC = 28;
    public static final int ERANGE = 34;
    public static final int EPROTO = 71;
    public static final int EMSGSIZE = 90;
    public static final int ENOTSUP = 95;
    public static final int EALREADY = 114;

    private static final Map<Integer, String> TEXTS = Map.ofEntries(
            Map.entry(EPERM, "EPERM, not permitted"),
            Map.entry(ENOENT, "ENOENT, no such thing"),
            Map.entry(EIO, "EIO, input or output error"),
            Map.entry(ENOEXEC, "ENOEXEC, built for another kind of processor"),
            Map.entry(EAGAIN, "EAGAIN, not now"),
            Map.entry(ENOMEM, "ENOMEM, not enough memory"),
            Map.entry(EACCES, "EACCES, no permission"),
            Map.entry(EBUSY, "EBUSY, in use"),
            Map.entry(EEXIST, "EEXIST, exists already"),
            Map.entry(ENODEV, "ENODEV, no such device"),
            Map.entry(EINVAL, "EINVAL, invalid argument"),
            Map.entry(ENOSPC, "ENOSPC, no room left"),
            Map.entry(ERANGE, "ERANGE, out of range"),
            Map.entry(EPROTO, "EPROTO, written by another version"),
            Map.entry(EMSGSIZE, "EMSGSIZE, too long"),
            Map.entry(ENOTSUP, "ENOTSUP, not supported"),
            Map.entry(EALREADY, "EALREADY, done already"));

    private Errno() {
    }

    /** Name and meaning of an error number. */
    public static String text(int errno) {
        return TEXTS.getOrDefault(errno, "error number " + errno);
    }
}
