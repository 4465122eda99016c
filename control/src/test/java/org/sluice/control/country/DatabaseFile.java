package org.sluice.control.country;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a small database by MaxMind's DB file format 2.0: a binary tree of 24-bit records over IPv6 addresses (IPv4
 * ones below {@code ::/96}), 16 zero bytes, the data, then marker and metadata.
 */
final class DatabaseFile {
    private static final int MAP = 7;
    private static final int TEXT = 2;
    private static final int UINT16 = 5;
    private static final int UINT32 = 6;
    private static final int UINT64 = 9;
    private static final int ARRAY = 11;
    private static final byte[] MARKER = "\u00ab\u00cd\u00efMaxMind.com".getBytes(StandardCharsets.ISO_8859_1);

    /** Children of each node: 0 for none, a node's number, or -1 - offset of a record's data. */
    private final List<int[]> nodes = new ArrayList<>(List.of(new int[2]));
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    /** Files a country's code under a prefix of {@code length} bits of the 128-bit address. */
    DatabaseFile put(byte[] address, int length, String isoCode) {
        int at = data.size();
        value(data, Map.of("country", Map.of("iso_code", isoCode)));
        int node = 0;
        for (int bit = 0; bit < length; bit++) {
            int side = address[bit >> 3] >> 7 - (bit & 7) & 1;
            if (bit == length - 1) {
                nodes.get(node)[side] = -1 - at;
            } else if (nodes.get(node)[side] == 0) {
                nodes.get(node)[side] = nodes.size();
                nodes.add(new int[2]);
            }
            node = nodes.get(node)[side];
        }
        return this;
    }

    /** Files an IPv4 prefix. */
    DatabaseFile put(int address, int length, String isoCode) {
        byte[] mapped = new byte[16];
        for (int i = 0; i < 4; i++) {
            mapped[12 + i] = (byte) (address >>> 24 - 8 * i);
        }
        return put(mapped, 96 + length, isoCode);
    }

    void writeTo(Path file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int[] node : nodes) {
            for (int child : node) {
                int record = child > 0 ? child : child == 0 ? nodes.size() : nodes.size() + 16 - 1 - child;
                number(out, record, 3);
            }
        }
        out.writeBytes(new byte[16]);
        data.writeTo(out);
        out.writeBytes(MARKER);
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("binary_format_major_version", (short) 2);
        metadata.put("binary_format_minor_version", (short) 0);
        metadata.put("build_epoch", 1L);
        metadata.put("database_type", "Test-Country");
        metadata.put("languages", List.of());
        metadata.put("description", Map.of());
        metadata.put("ip_version", (short) 6);
        metadata.put("node_count", nodes.size());
        metadata.put("record_size", (short) 24);
        value(out, metadata);
        Files.write(file, out.toByteArray());
    }

    private static void value(ByteArrayOutputStream out, Object value) {
        switch (value) {
            case Map<?, ?> map -> {
                control(out, MAP, map.size());
                map.forEach((key, member) -> {
                    value(out, key);
                    value(out, member);
                });
            }
            case List<?> list -> {
                control(out, ARRAY, list.size());
                list.forEach(element -> value(out, element));
            }
            case String text -> {
                control(out, TEXT, text.length());
                out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
            }
            case Short number -> {
                control(out, UINT16, 2);
                number(out, number, 2);
            }
            case Integer number -> {
                control(out, UINT32, 4);
                number(out, number, 4);
            }
            case Long number -> {
                control(out, UINT64, 8);
                number(out, number, 8);
            }
            default -> throw new IllegalArgumentException(value.toString());
        }
    }

    /** A value's type and size; types past 7 take a second byte. */
    private static void control(ByteArrayOutputStream out, int type, int size) {
        out.write((type <= MAP ? type << 5 : 0) | size);
        if (type > MAP) {
            out.write(type - MAP);
        }
    }

    private static void number(ByteArrayOutputStream out, long number, int bytes) {
        for (int i = bytes - 1; i >= 0; i--) {
            out.write((int) (number >>> 8 * i));
        }
    }
}
