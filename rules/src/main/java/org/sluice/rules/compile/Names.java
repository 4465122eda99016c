package org.sluice.rules.compile;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sluice.rules.image.VariableKind;

/** The named variables of a rule set, numbered as they are met. */
final class Names {
    private record Key(VariableKind kind, String name) {
    }

    private final Map<Key, Integer> ids = new LinkedHashMap<>();

    int add(VariableKind kind, String name) {
        return ids.computeIfAbsent(new Key(kind, name), unused -> ids.size());
    }

    ByteTable table() {
        ByteTable table = new ByteTable();
        for (Key key : ids.keySet()) {
            byte[] name = key.name.getBytes(StandardCharsets.UTF_8);
            byte[] row = new byte[name.length + 1];
            row[0] = (byte) key.kind.ordinal();
            System.arraycopy(name, 0, row, 1, name.length);
            table.add(row);
        }
        return table;
    }
}
