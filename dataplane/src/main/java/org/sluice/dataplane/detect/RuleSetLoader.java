package org.sluice.dataplane.detect;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.sluice.bindings.NativeException;
import org.sluice.bindings.pcre2.CompiledPattern;
import org.sluice.bindings.pcre2.PatternSyntaxException;
import org.sluice.bindings.vectorscan.Database;
import org.sluice.bindings.vectorscan.Pattern;
import org.sluice.bindings.vectorscan.PatternException;
import org.sluice.bindings.vectorscan.Vectorscan;
import org.sluice.rules.image.DatasetRow;
import org.sluice.rules.image.ImageException;
import org.sluice.rules.image.ImageSection;
import org.sluice.rules.image.RuleImage;

/** Makes images ready to run. Cold; one thread at a time. */
public final class RuleSetLoader {
    private final VariableNames names;
    private final Datasets datasets = new Datasets();
    private final Expressions expressions = new Expressions();
    private int recompiled;

    /** @param names of all rule sets of this process */
    public RuleSetLoader(VariableNames names) {
        this.names = names;
    }

    /**
     * Loads an image. Databases of another library version or processor are compiled anew from their patterns.
     *
     * @param generation by which events and acknowledgements name it
     * @throws ImageException when a database or an expression in it cannot be built here at all
     */
    public RuleSet load(RuleImage image, long generation) throws ImageException {
        recompiled = 0;
        List<Database> databases = new ArrayList<>();
        List<CompiledPattern> taken = new ArrayList<>();
        try {
            addDatabases(image, databases);
            takeExpressions(image, taken);
            return new RuleSet(image, generation, databases.toArray(Database[]::new), expressions,
                    taken.toArray(CompiledPattern[]::new), variables(image), datasets(image),
                    TrafficLabels.of(image, names));
        } catch (ImageException | RuntimeException e) {
            databases.forEach(Database::close);
            taken.forEach(expressions::give);
            throw e;
        }
    }

    /** Databases of the last image that had to be compiled anew. */
    public int recompiled() {
        return recompiled;
    }

    private void addDatabases(RuleImage image, List<Database> databases) throws ImageException {
        long[] rows = image.longs(ImageSection.DATABASES);
        MemorySegment bytes = image.bytes(ImageSection.DATABASE_BYTES);
        for (int at = 0; at < rows.length; at += 5) {
            databases.add(database(image, bytes.asSlice(rows[at], rows[at + 1]), (int) rows[at + 2], (int) rows[at + 3]));
        }
    }

    private Database database(RuleImage image, MemorySegment bytes, int first, int count) throws ImageException {
        try {
            return Vectorscan.deserialize(bytes);
        } catch (NativeException foreign) {
            recompiled++;
            try {
                return Vectorscan.compile(patterns(image, first, count));
            } catch (PatternException e) {
                throw new ImageException(ImageException.Reason.INVALID, "database of pattern " + first + ": "
                        + e.getMessage());
            }
        }
    }

    private static List<Pattern> patterns(RuleImage image, int first, int count) {
        List<Pattern> patterns = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            byte[] row = image.row(ImageSection.PATTERN_TEXTS, ImageSection.PATTERN_BYTES, first + i);
            StringBuilder expression = new StringBuilder();
            for (int at = 1; at < row.length; at++) {
                expression.append(String.format("\\x%02x", row[at]));
            }
            patterns.add(new Pattern(expression.toString(), Vectorscan.SINGLEMATCH | row[0], i));
        }
        return patterns;
    }

    private void takeExpressions(RuleImage image, List<CompiledPattern> taken) throws ImageException {
        int count = image.length(ImageSection.PCRES) - 1;
        for (int i = 0; i < count; i++) {
            try {
                taken.add(expressions.take(image.row(ImageSection.PCRES, ImageSection.PCRE_BYTES, i)));
            } catch (PatternSyntaxException e) {
                throw new ImageException(ImageException.Reason.INVALID, "expression " + i + ": " + e.getMessage());
            }
        }
    }

    /** The sets that rules of any image change. */
    public Datasets datasets() {
        return datasets;
    }

    private Dataset[] datasets(RuleImage image) throws ImageException {
        Dataset[] sets = new Dataset[image.length(ImageSection.DATASETS) - 1];
        for (int i = 0; i < sets.length; i++) {
            sets[i] = datasets.of(DatasetRow.decode(image.row(ImageSection.DATASETS, ImageSection.DATASET_BYTES, i)));
        }
        return sets;
    }

    /** This process's numbers for the image's variables. */
    private int[] variables(RuleImage image) {
        int[] variables = new int[image.length(ImageSection.VARIABLES) - 1];
        for (int i = 0; i < variables.length; i++) {
            variables[i] = names.id(image.variableKind(i), image.variableName(i));
        }
        return variables;
    }
}
