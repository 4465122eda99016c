package org.sluice.rules.compile;

import java.io.IOException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.sluice.rules.image.PublicSuffixes;

/** Reads the list of public suffixes (publicsuffix.org/list, its format) into the table that images carry. */
final class SuffixTable {
    private static final int LONGEST = 255;

    private final Path list;
    private int[] words = {};

    /** @param list the file; read when a rule first asks for it */
    SuffixTable(Path list) {
        this.list = list;
    }

    /** Has the image carry the list. */
    void require(String keyword) throws UnenforceableException {
        if (words.length > 0) {
            return;
        }
        try {
            words = build(read());
        } catch (IOException e) {
            throw new UnenforceableException(keyword, "the list of public suffixes, " + list
                    + ", cannot be read: apt install publicsuffix");
        }
    }

    /** The table, empty unless a rule asked for it. */
    int[] words() {
        return words;
    }

    /** A rule a line: a name, {@code *.name} or {@code !name}, up to the first blank; {@code //} begins a comment. */
    private Map<String, Integer> read() throws IOException {
        Map<String, Integer> kinds = new LinkedHashMap<>();
        for (String line : Files.readAllLines(list, StandardCharsets.UTF_8)) {
            String rule = line.strip().split("\\s", 2)[0].toLowerCase(Locale.ROOT);
            if (rule.isEmpty() || rule.startsWith("//")) {
                continue;
            }
            boolean wildcard = rule.startsWith("*.");
            boolean exception = rule.startsWith("!");
            String name = rule.substring(wildcard ? 2 : exception ? 1 : 0);
            int kind = wildcard ? PublicSuffixes.WILDCARD : exception ? PublicSuffixes.EXCEPTION : PublicSuffixes.NAMED;
            kinds.merge(name, kind, (a, b) -> a | b);
            kinds.merge(ascii(name), kind, (a, b) -> a | b);
        }
        if (kinds.isEmpty()) {
            throw new IOException("no rule in " + list);
        }
        return kinds;
    }

    /** The name as DNS has it (RFC 5891); one that cannot be so written as it is. */
    private static String ascii(String name) {
        try {
            return IDN.toASCII(name, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }

    private static int[] build(Map<String, Integer> kinds) {
        int slots = Integer.highestOneBit(Math.max(1, kinds.size())) * 4;
        IntList bytes = new IntList();
        int[] table = new int[slots];
        kinds.forEach((name, kind) -> {
            byte[] text = name.getBytes(StandardCharsets.UTF_8);
            if (text.length > LONGEST) {
                return;
            }
            int hash = PublicSuffixes.emptyHash();
            for (int i = text.length - 1; i >= 0; i--) {
                hash = PublicSuffixes.hash(hash, text[i] & 0xff);
            }
            int slot = PublicSuffixes.slot(hash, slots);
            while (table[slot] != 0) {
                slot = slot + 1 & slots - 1;
            }
            table[slot] = 4 * (slots + 1) + bytes.size();
            bytes.addAll(kind, text.length);
            for (byte b : text) {
                bytes.add(b & 0xff);
            }
        });
        int[] words = new int[1 + slots + (bytes.size() + 3) / 4];
        words[0] = slots;
        System.arraycopy(table, 0, words, 1, slots);
        int[] values = bytes.toArray();
        for (int i = 0; i < values.length; i++) {
            words[1 + slots + i / 4] |= values[i] << 8 * (i % 4);
        }
        return words;
    }
}
