package org.sluice.rules.image;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A set that buffers are looked up in: a row of {@link ImageSection#DATASET_BYTES}. Big endian; texts as
 * {@link DataOutputStream#writeUTF} writes them.
 *
 * @param name by which rules know it
 * @param type of its elements
 * @param changeable some rule puts elements in or takes them out
 * @param memoryBytes most memory it may take when it is changeable; 0 for the default
 * @param save absolute path of the file it is kept in, or ""
 * @param contextKey under which an alert shows what the set knows of an element, or ""
 * @param elements what it begins with, each once
 */
public record DatasetRow(String name, Type type, boolean changeable, long memoryBytes, String save, String contextKey,
                         List<Element> elements) {
    /** What a set holds. The ordinal is what images carry: append only. */
    public enum Type {
        /** Any bytes. */
        STRING,
        /** 16 bytes. */
        MD5,
        /** 32 bytes. */
        SHA256,
        /** 4 bytes. */
        IPV4,
        /** 4 bytes, or 16. */
        IP,
        /** 20 bytes. */
        SHA1
    }

    /**
     * One element.
     *
     * @param key its bytes
     * @param score of {@code datarep}, or 0
     * @param context JSON in UTF-8 that an alert shows of it; empty for none
     */
    public record Element(byte[] key, int score, byte[] context) {
    }

    private static final Type[] TYPES = Type.values();
    private static final int LEAST_ELEMENT_BYTES = 12;

    /** Its bytes. */
    public byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(type.ordinal());
            out.writeBoolean(changeable);
            out.writeLong(memoryBytes);
            out.writeUTF(name);
            out.writeUTF(save);
            out.writeUTF(contextKey);
            out.writeInt(elements.size());
            for (Element element : elements) {
                out.writeInt(element.key.length);
                out.write(element.key);
                out.writeInt(element.score);
                out.writeInt(element.context.length);
                out.write(element.context);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * The set of those bytes.
     *
     * @throws ImageException when they are none
     */
    public static DatasetRow decode(byte[] bytes) throws ImageException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            Type type = TYPES[bounded(in.readByte(), TYPES.length - 1)];
            boolean changeable = in.readBoolean();
            long memory = in.readLong();
            String name = in.readUTF();
            String save = in.readUTF();
            String contextKey = in.readUTF();
            int count = bounded(in.readInt(), in.available() / LEAST_ELEMENT_BYTES);
            List<Element> elements = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                byte[] key = in.readNBytes(bounded(in.readInt(), in.available()));
                int score = in.readInt();
                elements.add(new Element(key, score, in.readNBytes(bounded(in.readInt(), in.available()))));
            }
            return new DatasetRow(name, type, changeable, memory, save, contextKey, elements);
        } catch (IOException e) {
            throw new ImageException(ImageException.Reason.INVALID, "a dataset of " + bytes.length + " bytes: " + e.getMessage());
        }
    }

    private static int bounded(int length, int most) throws IOException {
        if (length < 0 || length > most) {
            throw new IOException("a length of " + length + " where " + most + " is the most");
        }
        return length;
    }
}
