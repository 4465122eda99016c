package org.sluice.rules.image;

/**
 * Checks that nothing in an image points outside of it, so that the engine needs not: sizes of columns, order of CSR
 * offsets, ranges of ids, and every instruction of every program.
 */
final class ImageValidator {
    private final RuleImage image;
    private final String name;
    private final int rules;

    ImageValidator(RuleImage image, String name) {
        this.image = image;
        this.name = name;
        rules = image.ruleCount();
    }

    void validate() throws ImageException {
        if (!(rules >= 0 && rules < 1 << 24)) {
            throw invalid(ImageSection.META, "rule count " + rules);
        }
        columns();
        csr(ImageSection.RULE_CLAUSES, rules, image.length(ImageSection.CLAUSES) / 2);
        csr(ImageSection.BUFFER_SPECS, -1, image.length(ImageSection.BUFFER_WORDS));
        csr(ImageSection.PCRES, -1, image.length(ImageSection.PCRE_BYTES));
        csr(ImageSection.VARIABLES, -1, image.length(ImageSection.VARIABLE_BYTES));
        csr(ImageSection.DATASETS, -1, image.length(ImageSection.DATASET_BYTES));
        csr(ImageSection.LISTS, listCount(), image.length(ImageSection.LIST_RULE_IDS));
        csr(ImageSection.PATTERN_TEXTS, -1, image.length(ImageSection.PATTERN_BYTES));
        csr(ImageSection.PATTERN_RULES, rowsOf(ImageSection.PATTERN_TEXTS), image.length(ImageSection.PATTERN_RULE_IDS));
        runs();
        ids(ImageSection.PATTERN_RULE_IDS);
        variables();
        bufferSpecs();
        require(PublicSuffixes.isSound(image.ints(ImageSection.SUFFIXES)), ImageSection.SUFFIXES, "not a table");
        rows();
        intervals();
        groups();
        thresholds();
        programs();
        catalog();
    }

    private void columns() throws ImageException {
        size(ImageSection.RULE_FACTS, rules);
        size(ImageSection.RULE_APP_PROTOCOLS, rules);
        size(ImageSection.RULE_PORT_SETS, 2 * rules);
        size(ImageSection.RULE_ADDRESS_SETS, 2 * rules);
        size(ImageSection.RULE_DSIZES, 2 * rules);
        size(ImageSection.RULE_FLAGS, rules);
        size(ImageSection.RULE_IDENTITIES, 3 * rules);
        size(ImageSection.RULE_PRIORITIES, rules);
        size(ImageSection.RULE_PROGRAMS, 3 * rules);
        size(ImageSection.RULE_CLAUSES, rules + 1);
        size(ImageSection.CATALOG, rules + 1);
        int[] columnOfFlags = image.column(ImageSection.RULE_FLAGS);
        for (int rule = 0; rule < rules; rule++) {
            int flags = columnOfFlags[rule];
            if (!((flags & RuleFlags.ACTION_MASK) < RuleAction.count())) {
                throw invalid(ImageSection.RULE_FLAGS, "action in " + flags);
            }
        }
    }

    private int rowsOf(ImageSection offsets) {
        return image.length(offsets) - 1;
    }

    private int listCount() {
        return RuleLists.count(rowsOf(ImageSection.BUFFER_SPECS), image.meta(ImageDescriptor.META_ADDRESS_SETS));
    }

    /** Offsets must begin at 0, never go back, and end at the number of values. */
    private void csr(ImageSection section, int expectedRows, int values) throws ImageException {
        int[] offsets = image.column(section);
        int count = image.length(section);
        if (!(count > 0 && (expectedRows < 0 || count == expectedRows + 1))) {
            throw invalid(section, count + " offsets");
        }
        if (!(offsets[0] == 0 && offsets[count - 1] == values)) {
            throw invalid(section,
                    "from " + offsets[0] + " to " + offsets[count - 1] + ", expected 0 to " + values);
        }
        for (int i = 1; i < count; i++) {
            if (!(offsets[i] >= offsets[i - 1])) {
                throw invalid(section, "offset " + offsets[i] + " after " + offsets[i - 1]);
            }
        }
    }

    private void ids(ImageSection section) throws ImageException {
        int[] ids = image.column(section);
        for (int i = 0; i < image.length(section); i++) {
            int id = ids[i];
            if (!(id >= 0 && id < rules)) {
                throw invalid(section, "rule " + id);
            }
        }
    }

    private void runs() throws ImageException {
        int[] offsets = image.column(ImageSection.LISTS);
        int[] values = image.column(ImageSection.LIST_RULE_IDS);
        for (int list = 0; list < rowsOf(ImageSection.LISTS); list++) {
            int at = offsets[list];
            while (at < offsets[list + 1]) {
                int count = values[at];
                if (!(count > 0 && count < offsets[list + 1] - at)) {
                    throw invalid(ImageSection.LIST_RULE_IDS, "run of " + count);
                }
                for (int i = 1; i <= count; i++) {
                    if (!in(values[at + i], rules)) {
                        throw invalid(ImageSection.LIST_RULE_IDS, "rule " + values[at + i]);
                    }
                }
                at += count + 1;
            }
        }
    }

    private void variables() throws ImageException {
        int[] offsets = image.ints(ImageSection.VARIABLES);
        for (int i = 0; i + 1 < offsets.length; i++) {
            require(offsets[i + 1] > offsets[i], ImageSection.VARIABLES, "an empty variable");
            int kind = image.bytes(ImageSection.VARIABLE_BYTES).get(java.lang.foreign.ValueLayout.JAVA_BYTE, offsets[i]);
            if (!(kind >= 0 && kind < VariableKind.count())) {
                throw invalid(ImageSection.VARIABLE_BYTES, "kind " + kind);
            }
        }
        int[] expressions = image.ints(ImageSection.PCRES);
        for (int i = 0; i + 1 < expressions.length; i++) {
            require(expressions[i + 1] - expressions[i] >= 4, ImageSection.PCRES, "an expression without options");
        }
        int[] texts = image.column(ImageSection.PATTERN_TEXTS);
        for (int i = 0; i < rowsOf(ImageSection.PATTERN_TEXTS); i++) {
            require(texts[i + 1] - texts[i] >= 2, ImageSection.PATTERN_TEXTS, "an empty pattern");
        }
    }

    private void bufferSpecs() throws ImageException {
        int[] offsets = image.ints(ImageSection.BUFFER_SPECS);
        int[] words = image.ints(ImageSection.BUFFER_WORDS);
        int literals = image.length(ImageSection.LITERALS);
        for (int i = 0; i + 1 < offsets.length; i++) {
            int from = offsets[i];
            int length = offsets[i + 1] - from;
            if (!(length % 2 == 1 && words[from] >= 0 && words[from] < Buffer.values().length)) {
                throw invalid(ImageSection.BUFFER_WORDS, "spec " + i);
            }
            for (int at = from + 1; at < from + length; at += 2) {
                if (!(words[at] >= 0 && words[at] < TransformKind.count())) {
                    throw invalid(ImageSection.BUFFER_WORDS, "transform of " + i);
                }
                int argument = words[at + 1];
                switch (TransformKind.of(words[at])) {
                    case XOR -> {
                        int keyLength = argument >>> 24;
                        if (!(keyLength > 0 && (argument & 0xff_ffff) + (keyLength + 7) / 8 <= literals)) {
                            throw invalid(ImageSection.BUFFER_WORDS, "key of " + i);
                        }
                    }
                    case PCREXFORM -> require(argument >= 0 && argument < rowsOf(ImageSection.PCRES),
                            ImageSection.BUFFER_WORDS, "expression of " + i);
                    case GUNZIP, ZLIB_DEFLATE -> require(argument > 0, ImageSection.BUFFER_WORDS, "size of " + i);
                    default -> { }
                }
            }
        }
    }

    private void rows() throws ImageException {
        int portWords = image.meta(ImageDescriptor.META_PORT_ROW_WORDS);
        int addressWords = image.meta(ImageDescriptor.META_ADDRESS_ROW_WORDS);
        int addressSets = image.meta(ImageDescriptor.META_ADDRESS_SETS);
        require(portWords > 0 && portWords < 1 << 16, ImageSection.META, "port row words");
        require(addressWords > 0 && addressSets > 0 && addressSets <= 64L * addressWords, ImageSection.META,
                "address row words");
        require(image.length(ImageSection.PORT_ROWS) % portWords == 0, ImageSection.PORT_ROWS, "size");
        require(image.length(ImageSection.ADDRESS_ROWS) % addressWords == 0, ImageSection.ADDRESS_ROWS, "size");
        int[] portSets = image.column(ImageSection.RULE_PORT_SETS);
        for (int i = 0; i < 2 * rules; i++) {
            int set = portSets[i];
            if (!(set >= 0 && set < 64 * portWords)) {
                throw invalid(ImageSection.RULE_PORT_SETS, "set " + set);
            }
        }
        int[] addressSetsOfRules = image.column(ImageSection.RULE_ADDRESS_SETS);
        for (int i = 0; i < 2 * rules; i++) {
            int set = addressSetsOfRules[i];
            if (!(set >= 0 && set < addressSets)) {
                throw invalid(ImageSection.RULE_ADDRESS_SETS, "set " + set);
            }
        }
    }

    private void intervals() throws ImageException {
        int portClasses = image.length(ImageSection.PORT_ROWS) / image.meta(ImageDescriptor.META_PORT_ROW_WORDS);
        long addressClasses =
                image.length(ImageSection.ADDRESS_ROWS) / image.meta(ImageDescriptor.META_ADDRESS_ROW_WORDS);
        int[] ports = image.ints(ImageSection.PORT_INTERVALS);
        require(ports.length >= 2 && ports.length % 2 == 0 && ports[0] == 0, ImageSection.PORT_INTERVALS, "size");
        for (int i = 0; i < ports.length; i += 2) {
            if (!(ports[i] <= 0xffff && (i == 0 || ports[i] > ports[i - 2]) && ports[i + 1] >= 0
                    && ports[i + 1] < portClasses)) {
                throw invalid(ImageSection.PORT_INTERVALS, "interval at " + ports[i]);
            }
        }
        addressIntervals(ImageSection.ADDRESS4_INTERVALS, 2, addressClasses);
        addressIntervals(ImageSection.ADDRESS6_INTERVALS, 3, addressClasses);
    }

    private void addressIntervals(ImageSection section, int words, long classes) throws ImageException {
        long[] values = image.longColumn(section);
        int length = image.length(section);
        require(length >= words && length % words == 0, section, "size");
        for (int i = 0; i < length; i += words) {
            long high = words == 3 ? values[i] : 0;
            long low = values[i + words - 2];
            require(i > 0 || (high | low) == 0, section, "does not begin at 0");
            if (i > 0) {
                int order = words == 3 ? Long.compareUnsigned(high, values[i - 3]) : 0;
                order = order != 0 ? order : Long.compareUnsigned(low, values[i - 2]);
                require(order > 0, section, "not ascending");
            }
            require(values[i + words - 1] >= 0 && values[i + words - 1] < classes, section, "class");
        }
    }

    private void groups() throws ImageException {
        int[] groups = image.ints(ImageSection.GROUPS);
        long[] databases = image.longs(ImageSection.DATABASES);
        int[] ports = image.ints(ImageSection.GROUP_PORTS);
        if (!(ports.length <= ScanGroup.MAX_PORTS)) {
            throw invalid(ImageSection.GROUP_PORTS, ports.length + " ports");
        }
        for (int port : ports) {
            if (!(port >= 0 && port <= 0xffff)) {
                throw invalid(ImageSection.GROUP_PORTS, "port " + port);
            }
        }
        require(databases.length % 5 == 0, ImageSection.DATABASES, "size");
        int count = databases.length / 5;
        long bytes = image.length(ImageSection.DATABASE_BYTES);
        int patterns = rowsOf(ImageSection.PATTERN_TEXTS);
        for (int i = 0; i < count; i++) {
            long offset = databases[5 * i];
            long length = databases[5 * i + 1];
            long first = databases[5 * i + 2];
            long patternCount = databases[5 * i + 3];
            if (!(offset >= 0 && length > 0 && length <= bytes && offset <= bytes - length
                    && first >= 0 && patternCount > 0 && patternCount <= patterns && first <= patterns - patternCount && databases[5 * i + 4] > 0 && databases[5 * i + 4] < 1 << 16)) {
                throw invalid(ImageSection.DATABASES, "row " + i);
            }
        }
        require(groups.length % ScanGroup.WORDS == 0, ImageSection.GROUPS, "size");
        int specs = rowsOf(ImageSection.BUFFER_SPECS);
        for (int at = 0; at < groups.length; at += ScanGroup.WORDS) {
            int kind = groups[at + ScanGroup.KIND];
            int selectors = kind == ScanGroup.BUFFER ? specs : ports.length + 1;
            if (!(in(kind, 2) && in(groups[at + ScanGroup.PROTOCOL], ScanGroup.PROTOCOLS)
                    && in(groups[at + ScanGroup.DIRECTION], 2) && in(groups[at + ScanGroup.SELECTOR], selectors) && in(groups[at + ScanGroup.DATABASE], count))) {
                throw invalid(ImageSection.GROUPS, "row " + at / ScanGroup.WORDS);
            }
        }
    }

    private static boolean in(int value, int bound) {
        return value >= 0 && value < bound;
    }

    private void thresholds() throws ImageException {
        int[] rows = image.ints(ImageSection.THRESHOLDS);
        require(rows.length % Thresholds.WORDS == 0, ImageSection.THRESHOLDS, "size");
        for (int at = 0; at < rows.length; at += Thresholds.WORDS) {
            int next = rows[at + Thresholds.NEXT];
            if (!(in(rows[at + Thresholds.TYPE], Thresholds.SUPPRESS + 1)
                    && in(rows[at + Thresholds.TRACK], Thresholds.BY_FLOW + 1) && rows[at + Thresholds.COUNT] >= 0 && rows[at + Thresholds.SECONDS] >= 0 && next >= -1 && next < at / Thresholds.WORDS && in(rows[at + Thresholds.ADDRESS_SET], image.meta(ImageDescriptor.META_ADDRESS_SETS)))) {
                throw invalid(ImageSection.THRESHOLDS, "row " + at / Thresholds.WORDS);
            }
            require(rows[at + Thresholds.TYPE] != Thresholds.RATE
                    || in(rows[at + Thresholds.PARAMETER], RuleAction.count()), ImageSection.THRESHOLDS, "action");
        }
    }

    private void programs() throws ImageException {
        int[] code = image.column(ImageSection.CODE);
        ProgramValidator validator = new ProgramValidator(code, image.length(ImageSection.CODE),
                image.length(ImageSection.LITERALS),
                rowsOf(ImageSection.PCRES), rowsOf(ImageSection.VARIABLES), rowsOf(ImageSection.DATASETS),
                image.meta(ImageDescriptor.META_ADDRESS_SETS));
        int[] programs = image.column(ImageSection.RULE_PROGRAMS);
        int rows = image.length(ImageSection.THRESHOLDS) / Thresholds.WORDS;
        for (int rule = 0; rule < rules; rule++) {
            program(validator, programs[3 * rule], ProgramValidator.CHECKS, rule);
            program(validator, programs[3 * rule + 1], ProgramValidator.EFFECTS, rule);
            if (!(programs[3 * rule + 2] >= -1 && programs[3 * rule + 2] < rows)) {
                throw invalid(ImageSection.RULE_PROGRAMS, "threshold of rule " + rule);
            }
        }
        int[] clauses = image.column(ImageSection.CLAUSES);
        int words = image.length(ImageSection.CLAUSES);
        require(words % 2 == 0, ImageSection.CLAUSES, "size");
        int specs = rowsOf(ImageSection.BUFFER_SPECS);
        for (int i = 0; i < words; i += 2) {
            if (!(in(clauses[i], specs) && clauses[i + 1] >= 0)) {
                throw invalid(ImageSection.CLAUSES, "clause " + i / 2);
            }
            program(validator, clauses[i + 1], ProgramValidator.CLAUSES, i / 2);
        }
    }

    private void program(ProgramValidator validator, int at, int sort, int of) throws ImageException {
        if (at == -1) {
            return;
        }
        String problem = validator.check(at, sort);
        if (!(problem == null)) {
            throw invalid(ImageSection.CODE, "program of " + of + ": " + problem);
        }
    }

    private void catalog() throws ImageException {
        long[] offsets = image.longColumn(ImageSection.CATALOG);
        require(offsets[0] == 0 && offsets[rules] == image.length(ImageSection.CATALOG_BYTES), ImageSection.CATALOG, "ends");
        for (int i = 0; i < rules; i++) {
            if (!(offsets[i + 1] >= offsets[i])) {
                throw invalid(ImageSection.CATALOG, "offset of rule " + i);
            }
        }
    }

    private void size(ImageSection section, int elements) throws ImageException {
        if (!(image.length(section) == elements)) {
            throw invalid(section, image.length(section) + " elements, expected " + elements);
        }
    }

    private void require(boolean holds, ImageSection section, String detail) throws ImageException {
        if (!holds) {
            throw invalid(section, detail);
        }
    }

    /** What is wrong, put into words only when it is: an image has hundreds of thousands of rows. */
    private ImageException invalid(ImageSection section, String detail) {
        return new ImageException(ImageException.Reason.INVALID, name + ": section " + section + ": " + detail);
    }
}
