package org.sluice.dataplane.app;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

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

    /** A fraction; a sink that has none of its own takes it as text. */
    default void real(String key, double value) {
        text(key, Double.toString(value));
    }

    /** JSON, valid and in UTF-8; a sink that cannot nest it takes it as text. */
    default void json(String key, byte[] bytes, int offset, int length) {
        text(key, new String(bytes, offset, length, StandardCharsets.UTF_8));
    }

    /** All that {@code bytes} holds, as a string. */
    default void text(String key, NativeBytes bytes) {
        text(key, bytes.memory(), bytes.offset(), bytes.length());
    }
}
