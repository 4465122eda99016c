package org.sluice.rules.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sluice.bindings.vectorscan.Pattern;
import org.sluice.bindings.vectorscan.Vectorscan;
import org.sluice.rules.image.ImageSection;
import org.sluice.rules.image.ImageWriter;

/** Writes the scan groups: their databases, and for each window its text and its rules. */
final class GroupWriter {
    /** See {@link ImageSection#DATABASE_BYTES}. */
    private static final int DATABASE_ALIGNMENT = 64;

    private final DatabaseCache cache;
    private final IntList rows = new IntList();
    private final IntList databases = new IntList();
    private int databaseBytes;
    private final IntList ruleOffsets = new IntList();
    private final IntList rules = new IntList();
    private final ByteTable texts = new ByteTable();
    private int count;

    GroupWriter(DatabaseCache cache) {
        this.cache = cache;
        ruleOffsets.add(0);
    }

    void write(PatternGroups groups, ImageWriter writer) {
        groups.groups().forEach((key, windows) -> writeGroup(key, windows, writer));
        writer.put(ImageSection.GROUPS, rows.toArray())
                .put(ImageSection.GROUP_PORTS, PatternGroups.ports())
                .put(ImageSection.DATABASES, databases.toLongArray())
                .put(ImageSection.PATTERN_RULES, ruleOffsets.toArray())
                .put(ImageSection.PATTERN_RULE_IDS, rules.toArray());
        texts.writeTo(writer, ImageSection.PATTERN_TEXTS, ImageSection.PATTERN_BYTES);
    }

    private void writeGroup(PatternGroups.Key key, Map<PatternWindow, IntList> windows, ImageWriter writer) {
        int first = texts.size();
        int shortest = PatternWindow.MAX_BYTES;
        List<Pattern> patterns = new ArrayList<>(windows.size());
        for (Map.Entry<PatternWindow, IntList> entry : windows.entrySet()) {
            PatternWindow window = entry.getKey();
            patterns.add(pattern(window, patterns.size()));
            shortest = Math.min(shortest, window.bytes().length);
            byte[] text = new byte[window.bytes().length + 1];
            text[0] = (byte) (window.nocase() ? Vectorscan.CASELESS : 0);
            System.arraycopy(window.bytes(), 0, text, 1, window.bytes().length);
            texts.add(text);
            rules.addAll(entry.getValue().toArray());
            ruleOffsets.add(rules.size());
        }
        byte[] database = cache.get(patterns);
        databases.addAll(databaseBytes, database.length, first, patterns.size(), shortest);
        byte[] padding = new byte[-database.length & DATABASE_ALIGNMENT - 1];
        writer.append(ImageSection.DATABASE_BYTES, database, database.length)
                .append(ImageSection.DATABASE_BYTES, padding, padding.length);
        databaseBytes = Math.addExact(databaseBytes, database.length + padding.length);
        rows.addAll(key.kind(), key.protocol(), key.direction(), key.selector(), count++);
    }

    int windows() {
        return texts.size();
    }

    int databases() {
        return count;
    }

    int reused() {
        return cache.reused();
    }

    long databaseBytes() {
        return databaseBytes;
    }

    /** The pattern that searches for a window. */
    private static Pattern pattern(PatternWindow window, int id) {
        return new Pattern(window.expression(), Vectorscan.SINGLEMATCH | (window.nocase() ? Vectorscan.CASELESS : 0), id);
    }
}
