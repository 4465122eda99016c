package org.sluice.rules.image;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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

    /** The bytes of an entry. */
    public static byte[] encode(Entry entry) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256 + entry.text().length());
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            text(out, entry.file());
            out.writeInt(entry.line());
            out.writeLong(entry.sid());
            out.writeLong(entry.gid());
            out.writeLong(entry.rev());
            out.writeInt(entry.priority());
            text(out, entry.action());
            text(out, entry.msg());
            text(out, entry.classtype());
            texts(out, entry.references());
            texts(out, entry.metadata());
            text(out, entry.text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
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

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static void texts(DataOutputStream out, List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            text(out, text);
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
