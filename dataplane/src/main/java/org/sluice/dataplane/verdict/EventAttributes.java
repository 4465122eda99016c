package org.sluice.dataplane.verdict;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.app.AttributeSink;
import org.sluice.dataplane.contract.AttributeWriter;

/** Carries what a transaction tells of itself into the event under construction. */
final class EventAttributes implements AttributeSink {
    private final AttributeWriter writer;

    EventAttributes(AttributeWriter writer) {
        this.writer = writer;
    }

    private static String key(String key) {
        return key == null ? "" : key;
    }

    @Override
    public void beginObject(String key) {
        writer.object(key(key));
    }

    @Override
    public void endObject() {
        writer.end();
    }

    @Override
    public void beginArray(String key) {
        writer.array(key(key));
    }

    @Override
    public void endArray() {
        writer.end();
    }

    @Override
    public void text(String key, MemorySegment memory, long offset, int length) {
        writer.string(key(key), memory, offset, length);
    }

    @Override
    public void text(String key, String value) {
        writer.string(key(key), value);
    }

    @Override
    public void integer(String key, long value) {
        writer.number(key(key), value);
    }

    @Override
    public void real(String key, double value) {
        writer.real(key(key), value);
    }

    @Override
    public void json(String key, byte[] bytes, int offset, int length) {
        writer.json(key(key), bytes, offset, length);
    }

    @Override
    public void bool(String key, boolean value) {
        writer.bool(key(key), value);
    }
}
