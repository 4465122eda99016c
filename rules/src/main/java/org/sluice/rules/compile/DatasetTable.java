package org.sluice.rules.compile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sluice.rules.image.DatasetRow;
import org.sluice.rules.model.DatasetMatch;
import org.sluice.rules.model.Place;

/** The sets of a rule set, by name: rules that name the same one share it, and its file is read once. */
final class DatasetTable {
    private record Known(int index, DatasetRow row) {
    }

    private final Path stateDirectory;
    private final Map<String, Known> sets = new LinkedHashMap<>();

    /** @param stateDirectory where sets with {@code save} or {@code state} are kept, or null for nowhere */
    DatasetTable(Path stateDirectory) {
        this.stateDirectory = stateDirectory;
    }

    /** The index of the set that a rule names. */
    int add(DatasetMatch match, Place place) throws UnenforceableException {
        boolean changes = match.operation() == DatasetMatch.Operation.SET
                || match.operation() == DatasetMatch.Operation.UNSET;
        DatasetRow.Type type = DatasetRow.Type.valueOf(match.type().name());
        Known known = sets.get(match.name());
        if (known != null && known.row.type() != type) {
            throw new UnenforceableException(keyword(match), "the set \"" + match.name() + "\" is of type "
                    + known.row.type() + " in an earlier rule, and of type " + type + " here");
        }
        DatasetRow row = known == null ? read(match, type, changes, place) : known.row;
        if (known == null || changes && !row.changeable()) {
            int index = known == null ? sets.size() : known.index;
            sets.put(match.name(), new Known(index, new DatasetRow(row.name(), type, row.changeable() || changes,
                    row.memoryBytes(), row.save(), row.contextKey(), row.elements())));
            return index;
        }
        return known.index;
    }

    private static String keyword(DatasetMatch match) {
        if (match.format() == DatasetMatch.Format.DIGESTS) {
            return match.name().substring(0, match.name().indexOf(' '));
        }
        return match.operation() == DatasetMatch.Operation.REPUTATION ? "datarep" : "dataset";
    }

    private DatasetRow read(DatasetMatch match, DatasetRow.Type type, boolean changes, Place place)
            throws UnenforceableException {
        boolean json = match.format() == DatasetMatch.Format.JSON || match.format() == DatasetMatch.Format.NDJSON;
        if (json && (changes || !match.save().isEmpty())) {
            throw new UnenforceableException(keyword(match), "a set of JSON objects can only be asked, not changed or saved");
        }
        if (json && DatasetFile.option(match, "value_key").isEmpty()) {
            throw new UnenforceableException(keyword(match), "value_key is missing: name the member that is the element");
        }
        Path save = match.save().isEmpty() ? null : inState(match);
        return new DatasetRow(match.name(), type, changes, match.memcapBytes(), save == null ? "" : save.toString(),
                json ? DatasetFile.option(match, "context_key") : "", elements(match, save, place));
    }

    private List<DatasetRow.Element> elements(DatasetMatch match, Path save, Place place) throws UnenforceableException {
        if (save != null && Files.isReadable(save)) {
            return new DatasetFile(keyword(match), save, match).read();
        }
        if (match.load().isEmpty()) {
            return new ArrayList<>();
        }
        Path file = beside(place, match.load());
        if (!Files.isReadable(file)) {
            if (match.load().equals(match.save())) {
                return new ArrayList<>();
            }
            throw new UnenforceableException(keyword(match), file + ": no such file, or not readable");
        }
        return new DatasetFile(keyword(match), file, match).read();
    }

    private static Path beside(Place place, String file) {
        Path rules = Path.of(place.file()).toAbsolutePath().getParent();
        return rules == null ? Path.of(file) : rules.resolve(file);
    }

    /** Rules come from elsewhere: what they have written stays in one directory. */
    private Path inState(DatasetMatch match) throws UnenforceableException {
        if (stateDirectory == null) {
            throw new UnenforceableException(keyword(match), "there is no directory to save \"" + match.save() + "\" in");
        }
        Path directory = stateDirectory.toAbsolutePath().normalize();
        Path file = directory.resolve(match.save()).normalize();
        if (Path.of(match.save()).isAbsolute() || !file.startsWith(directory) || file.equals(directory)) {
            throw new UnenforceableException(keyword(match), "\"" + match.save() + "\" lies outside of " + directory
                    + "; name a file in it");
        }
        return file;
    }

    ByteTable table() {
        ByteTable table = new ByteTable();
        sets.values().forEach(known -> table.add(known.row.encode()));
        return table;
    }
}
