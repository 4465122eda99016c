package org.sluice.dataplane.app;

import java.lang.foreign.MemorySegment;

/**
 * Takes the attributes of a transaction in the shape of EVE JSON, without allocating. Keys are constants; inside an
 * array the key is null.
 */
public interface AttributeSink {
    /** Opens a nested object. */
    void beginObject(String key);

    /** Closes the innermost object. */
    void endObject();

    /** Opens an array. */
    void beginArray(String key);

    /** Closes the innermost array. */
    void endArray();

    /** A string of bytes as they were on the wire; the sink escapes what its format cannot carry. */
    void text(String key, MemorySegment memory, long offset, int length);

    /** A constant string. */
    void text(String key, String value);

    /** A number. */
    void integer(String key, long value);

    /** A truth value. */
    void bool(String key, boolean value);

    /** All that {@code bytes} holds, as a string. */
    default void text(String key, NativeBytes bytes) {
        text(key, bytes.memory(), bytes.offset(), bytes.length());
    }
}
