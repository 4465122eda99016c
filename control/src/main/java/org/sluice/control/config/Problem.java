package org.sluice.control.config;

/**
 * One thing that is wrong, or strange, in a configuration.
 *
 * @param origin   where
 * @param key      the setting's dotted key; empty when the file itself is at fault
 * @param value    what was written; null when there is none to show
 * @param message  what is wrong and what is allowed
 * @param isFatal  false when the system starts all the same
 */
public record Problem(Origin origin, String key, String value, String message, boolean isFatal) {
    static Problem error(Origin origin, String key, String value, String message) {
        return new Problem(origin, key, value, message, true);
    }

    static Problem warning(Origin origin, String key, String value, String message) {
        return new Problem(origin, key, value, message, false);
    }

    @Override
    public String toString() {
        return origin + ": " + (isFatal ? "error" : "warning") + ": "
            + (key.isEmpty() ? "" : key + (value == null ? "" : ": " + value) + ": ") + message;
    }
}
