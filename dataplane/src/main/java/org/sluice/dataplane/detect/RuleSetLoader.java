package org.sluice.dataplane.detect;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.sluice.bindings.NativeException;
import org.sluice.bindings.pcre2.CompiledPattern;
import org.sluice.bindings.pcre2.PatternSyntaxException;
import org.sluice.bindings.pcre2.Pcre2;
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
        List<AutoCloseable> built = new ArrayList<>();
        try {
            Database[] databases = databases(image, built);
            CompiledPattern[] expressions = expressions(image, built);
            return new RuleSet(image, generation, databases, expressions, variables(image), datasets(image),
                    TrafficLabels.of(image, names));
        } catch (ImageException | RuntimeException e) {
            close(built);
            throw e;
        }
    }

    /** Databases of the last image that had to be compiled anew. */
    public int recompiled() {
        return recompiled;
    }

    private static void close(List<AutoCloseable> built) {
        for (AutoCloseable resource : built) {
            if (resource instanceof Database database) {
                database.close();
            } else if (resource instanceof CompiledPattern pattern) {
                pattern.close();
            }
        }
    }

    private Database[] databases(RuleImage image, List<AutoCloseable> built) throws ImageException {
        long[] rows = image.longs(ImageSection.DATABASES);
        MemorySegment bytes = image.bytes(ImageSection.DATABASE_BYTES);
        Database[] databases = new Database[rows.length / 5];
        for (int i = 0; i < databases.length; i++) {
            databases[i] = database(image, bytes.asSlice(rows[5 * i], rows[5 * i + 1]), (int) rows[5 * i + 2],
                    (int) rows[5 * i + 3]);
            built.add(databases[i]);
        }
        return databases;
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

    private static CompiledPattern[] expressions(RuleImage image, List<AutoCloseable> built) throws ImageException {
        CompiledPattern[] expressions = new CompiledPattern[image.length(ImageSection.PCRES) - 1];
        for (int i = 0; i < expressions.length; i++) {
            byte[] row = image.row(ImageSection.PCRES, ImageSection.PCRE_BYTES, i);
            int options = row[0] & 0xff | (row[1] & 0xff) << 8 | (row[2] & 0xff) << 16 | (row[3] & 0xff) << 24;
            try {
                expressions[i] = Pcre2.compile(new String(row, 4, row.length - 4, StandardCharsets.ISO_8859_1), options);
                built.add(expressions[i]);
            } catch (PatternSyntaxException e) {
                throw new ImageException(ImageException.Reason.INVALID, "expression " + i + ": " + e.getMessage());
            }
        }
        return expressions;
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
