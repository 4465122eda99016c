package org.sluice.rules.image;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What an operator reads about a rule: rows of {@link ImageSection#CATALOG_BYTES}. Strings are a 4-byte big-endian
 * length and UTF-8; lists are a 4-byte count and their elements. Read by the control plane only.
 */
public final class Catalog {
    /**
     * One rule.
     *
     * @param file where it was written
     * @param line in that file, from 1
     * @param sid signature id
     * @param gid generator id
     * @param rev revision
     * @param priority 1 the most important
     * @param action as in rules
     * @param msg its message
     * @param classtype its class's short name, or ""
     * @param references each as {@code system,id}
     * @param metadata keys and values, alternating
     * @param text the rule as written
     */
    public record Entry(String file, int line, long sid, long gid, long rev, int priority, String action, String msg,
                        String classtype, List<String> references, List<String> metadata, String text) {
    }

    private Catalog() {
    }

    /** Writes entries, one after the other, into a buffer that it keeps: a rule set has tens of thousands. */
    public static final class Encoder {
        private byte[] bytes = new byte[4096];
        private int size;

        /** Encodes an entry: its bytes are the first of {@link #bytes()}. */
        public int encode(Entry entry) {
            size = 0;
            text(entry.file());
            number(entry.line(), Integer.BYTES);
            number(entry.sid(), Long.BYTES);
            number(entry.gid(), Long.BYTES);
            number(entry.rev(), Long.BYTES);
            number(entry.priority(), Integer.BYTES);
            text(entry.action());
            text(entry.msg());
            text(entry.classtype());
            texts(entry.references());
            texts(entry.metadata());
            text(entry.text());
            return size;
        }

        /** The buffer; as much of it as {@link #encode} said is the entry. Valid until the next one. */
        public byte[] bytes() {
            return bytes;
        }

        private void number(long value, int count) {
            reserve(count);
            for (int i = count - 1; i >= 0; i--) {
                bytes[size++] = (byte) (value >>> 8 * i);
            }
        }

        private void text(String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            number(utf8.length, Integer.BYTES);
            reserve(utf8.length);
            System.arraycopy(utf8, 0, bytes, size, utf8.length);
            size += utf8.length;
        }

        private void texts(List<String> texts) {
            number(texts.size(), Integer.BYTES);
            for (int i = 0; i < texts.size(); i++) {
                text(texts.get(i));
            }
        }

        private void reserve(int count) {
            if (count > bytes.length - size) {
                bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + count));
            }
        }
    }

    /**
     * The entry of those bytes.
     *
     * @throws IllegalArgumentException when they are none
     */
    public static Entry decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return new Entry(text(in), in.readInt(), in.readLong(), in.readLong(), in.readLong(), in.readInt(),
                    text(in), text(in), text(in), texts(in), texts(in), text(in));
        } catch (IOException e) {
            throw new IllegalArgumentException("not a catalog entry of " + bytes.length + " bytes", e);
        }
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(bounded(in.readInt(), in.available())), StandardCharsets.UTF_8);
    }

    private static List<String> texts(DataInputStream in) throws IOException {
        int count = bounded(in.readInt(), in.available());
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(text(in));
        }
        return List.copyOf(texts);
    }

    private static int bounded(int length, int available) throws IOException {
        if (length < 0 || length > available) {
            throw new IOException("a length of " + length + " with " + available + " bytes left");
        }
        return length;
    }
}
