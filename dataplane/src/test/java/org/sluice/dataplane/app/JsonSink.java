package org.sluice.dataplane.app;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/** Writes attributes as JSON, for tests to read. */
public final class JsonSink implements AttributeSink {
    private final StringBuilder out = new StringBuilder("{");

    @Override
    public void beginObject(String key) {
        key(key).append('{');
    }

    @Override
    public void endObject() {
        out.append('}');
    }

    @Override
    public void beginArray(String key) {
        key(key).append('[');
    }

    @Override
    public void endArray() {
        out.append(']');
    }

    @Override
    public void text(String key, MemorySegment memory, long offset, int length) {
        text(key, new String(memory.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE),
                StandardCharsets.ISO_8859_1));
    }

    @Override
    public void text(String key, String value) {
        key(key).append('"').append(value).append('"');
    }

    @Override
    public void integer(String key, long value) {
        key(key).append(value);
    }

    @Override
    public void bool(String key, boolean value) {
        key(key).append(value);
    }

    @Override
    public String toString() {
        return out + "}";
    }

    private StringBuilder key(String key) {
        char last = out.charAt(out.length() - 1);
        if (last != '{' && last != '[') {
            out.append(',');
        }
        return key == null ? out : out.append('"').append(key).append("\":");
    }
}
