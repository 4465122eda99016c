package org.sluice.dataplane.app.http2;

/** Types of frames (RFC 9113, 6), flags, settings and error codes, by number. */
final class FrameType {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int PRIORITY = 2;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PUSH_PROMISE = 5;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;

    static final int END_STREAM = 0x1;
    static final int ACK = 0x1;
    static final int END_HEADERS = 0x4;
    static final int PADDED = 0x8;
    static final int HAS_PRIORITY = 0x20;

    private static final String[] ERRORS = {
        "NOERROR", "PROTOCOLERROR", "INTERNALERROR", "FLOWCONTROLERROR", "SETTINGSTIMEOUT", "STREAMCLOSED",
        "FRAMESIZEERROR", "REFUSEDSTREAM", "CANCEL", "COMPRESSIONERROR", "CONNECTERROR", "ENHANCEYOURCALM",
        "INADEQUATESECURITY", "HTTP11REQUIRED",
    };
    private static final String[] SETTING_NAMES = {
        null, "SETTINGSHEADERTABLESIZE", "SETTINGSENABLEPUSH", "SETTINGSMAXCONCURRENTSTREAMS",
        "SETTINGSINITIALWINDOWSIZE", "SETTINGSMAXFRAMESIZE", "SETTINGSMAXHEADERLISTSIZE",
    };

    private FrameType() {
    }

    /** EVE's name of an error code, or null. */
    static String error(long code) {
        return code >= 0 && code < ERRORS.length ? ERRORS[(int) code] : null;
    }

    /** EVE's name of a setting, or null. */
    static String setting(long id) {
        return id >= 0 && id < SETTING_NAMES.length ? SETTING_NAMES[(int) id] : null;
    }
}
