package org.sluice.control.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads a configuration and checks the whole of it: everything that is wrong is reported at once, with its place, its
 * value
 * and what is allowed.
 */
public final class ConfigurationLoader {
    /**
     * What was read.
     *
     * @param configuration the values that are right; the defaults stand in for those that are not
     * @param problems      errors and warnings, in the order of the file
     */
    public record Loaded(Configuration configuration, List<Problem> problems) {
        /** Whether nothing keeps the system from starting with it. */
        public boolean isUsable() {
            return problems.stream().noneMatch(Problem::isFatal);
        }
    }

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Configuration.Given> given = new LinkedHashMap<>();
    private final boolean acceptsForeignOverrides;

    private ConfigurationLoader(boolean acceptsForeignOverrides) {
        this.acceptsForeignOverrides = acceptsForeignOverrides;
    }

    /**
     * Reads a file and lays what the command line says over it.
     *
     * @param file      null for defaults alone
     * @param overrides {@code key=value} each
     */
    public static Loaded load(Path file, List<String> overrides) {
        return load(file, overrides, false);
    }

    /** The same, for a replay: overrides that are not Sluice's settings are warnings. */
    public static Loaded loadForReplay(Path file, List<String> overrides) {
        return load(file, overrides, true);
    }

    private static Loaded load(Path file, List<String> overrides, boolean acceptsForeignOverrides) {
        ConfigurationLoader loader = new ConfigurationLoader(acceptsForeignOverrides);
        YamlNode.Mapping root = YamlNode.Mapping.empty(Origin.DEFAULT);
        if (file != null) {
            try {
                root = YamlReader.read(file.toString(), Files.readString(file), loader.problems);
            } catch (IOException e) {
                loader.problems.add(Problem.error(new Origin(file.toString(), 0, 0), "", null,
                    e instanceof NoSuchFileException ? "no such file" : "not readable: " + e.getMessage()));
            }
        }
        loader.section("", root);
        overrides.forEach(loader::override);
        new ConfigurationCheck(loader.given, loader.problems).check();
        return new Loaded(new Configuration(loader.given), List.copyOf(loader.problems));
    }

    private void section(String path, YamlNode.Mapping mapping) {
        mapping.entries().forEach((key, entry) -> {
            if (key.isBlank()) {
                problems.add(Problem.error(entry.keyOrigin(), path, key, "a key must be a name"));
            } else {
                value(path.isEmpty() ? key : path + "." + key, entry.keyOrigin(), entry.value());
            }
        });
    }

    private void value(String key, Origin keyOrigin, YamlNode node) {
        Optional<Setting<?>> setting = Settings.find(key);
        if (setting.isPresent()) {
            set(setting.get(), key, node);
            return;
        }
        if (!Settings.isSection(key)) {
            unknown(key, keyOrigin, node instanceof YamlNode.Scalar scalar ? scalar.text() : null);
            return;
        }
        switch (node) {
            case YamlNode.Mapping mapping -> section(key, mapping);
            case YamlNode.Sequence sequence when Settings.isSection(key + ".0") && key.equals("wires") -> {
                for (int i = 0; i < sequence.items().size(); i++) {
                    YamlNode item = sequence.items().get(i);
                    value(key + "." + i, item.origin(), item);
                }
            }
            case YamlNode.Scalar scalar when scalar.text() == null -> { }
            default -> problems.add(Problem.error(node.origin(), key, null, "is " + node.kind()
                + "; it takes a section of keys" + (key.equals("wires") ? " for each wire: - left: ..." : "")));
        }
    }

    private void unknown(String key, Origin origin, String value) {
        List<String> known = Settings.all().stream().map(Setting::key).filter(k -> !k.contains("*")).toList();
        Optional<String> nearest = Spelling.nearest(key, known).or(() -> sections(key, known));
        Optional<String> foreign = Settings.foreign(key);
        if (foreign.isPresent() && nearest.isEmpty()) {
            problems.add(Problem.warning(origin, key, value, "a setting of Suricata's without effect here: "
                + foreign.get()));
        } else {
            problems.add(Problem.error(origin, key, value, "no such setting"
                + nearest.map(name -> "; did you mean " + name + "?")
                    .orElse("; `sluice config show --all` lists all")));
        }
    }

    /** A misspelt section: the nearest beginning of known keys with as many parts. */
    private static Optional<String> sections(String key, List<String> known) {
        int parts = key.split("\\.").length;
        List<String> beginnings = known.stream().map(k -> List.of(k.split("\\."))).filter(k -> k.size() > parts)
            .map(k -> String.join(".", k.subList(0, parts))).distinct().toList();
        return Spelling.nearest(key, beginnings);
    }

    private void set(Setting<?> setting, String key, YamlNode node) {
        SettingType.Shape shape = setting.type().shape();
        String text = switch (node) {
            case YamlNode.Scalar scalar -> scalar.text();
            case YamlNode.Sequence sequence when shape == SettingType.Shape.LIST -> lines(sequence);
            case YamlNode.Sequence sequence when shape == SettingType.Shape.BRACKETS -> brackets(sequence);
            default -> {
                problems.add(Problem.error(node.origin(), key, null,
                    "is " + node.kind() + "; allowed: " + setting.type().allowed()));
                yield null;
            }
        };
        if (text == null || text.isBlank()) {
            if (node instanceof YamlNode.Scalar && key.startsWith("vars.")) {
                problems.add(Problem.error(node.origin(), key, "", "empty; a value that begins with ! must be "
                    + "quoted: \"!$X\""));
            }
            return;
        }
        set(setting, key, text, node.origin());
    }

    private void set(Setting<?> setting, String key, String text, Origin origin) {
        if (key.startsWith("vars.") && !VARIABLE.matcher(key.substring(key.lastIndexOf('.') + 1)).matches()) {
            problems.add(Problem.error(origin, key, text, "a variable's name is made of letters, digits and _"));
            return;
        }
        try {
            Object value = setting.type().parser().parse(text);
            given.put(key, new Configuration.Given(setting, value, origin));
            if (setting.onlyInForce() != null && !isSame(setting.onlyInForce(), value)) {
                problems.add(Problem.warning(origin, key, text, "not in force: this version always does as with "
                    + print(setting)));
            }
        } catch (InvalidValueException e) {
            problems.add(Problem.error(origin, key, text.strip().replace("\n", ", "), "allowed: " + e.getMessage()));
        }
    }

    /** Yes and true are one, and so are no and false. */
    private static boolean isSame(Object one, Object other) {
        return plain(one).equals(plain(other));
    }

    private static String plain(Object value) {
        return switch (value.toString().toLowerCase(java.util.Locale.ROOT)) {
            case "true", "auto" -> "yes";
            case "false" -> "no";
            case String text -> text;
        };
    }

    private static <T> String print(Setting<T> setting) {
        return setting.type().printer().apply(setting.onlyInForce());
    }

    private static String lines(YamlNode.Sequence sequence) {
        StringBuilder lines = new StringBuilder();
        for (YamlNode item : sequence.items()) {
            lines.append(item instanceof YamlNode.Scalar scalar && scalar.text() != null ? scalar.text() : "")
                .append('\n');
        }
        return lines.isEmpty() ? "[]" : lines.toString();
    }

    private static String brackets(YamlNode.Sequence sequence) {
        StringBuilder text = new StringBuilder();
        for (YamlNode item : sequence.items()) {
            text.append(text.isEmpty() ? "[" : ",").append(switch (item) {
                case YamlNode.Scalar scalar -> scalar.text();
                case YamlNode.Sequence inner -> brackets(inner);
                case YamlNode.Mapping _ -> "";
            });
        }
        return text.append(']').toString();
    }

    private void override(String assignment) {
        int equals = assignment.indexOf('=');
        if (equals <= 0) {
            problems.add(Problem.error(Origin.COMMAND_LINE, "", assignment, "must be key=value"));
            return;
        }
        String key = assignment.substring(0, equals).strip();
        String value = assignment.substring(equals + 1).strip();
        Optional<Setting<?>> setting = Settings.find(key);
        if (setting.isPresent()) {
            set(setting.get(), key, value, Origin.COMMAND_LINE);
        } else if (acceptsForeignOverrides) {
            problems.add(Problem.warning(Origin.COMMAND_LINE, key, value,
                "no setting of Sluice's: " + Settings.foreign(key).orElse("it has no effect")));
        } else {
            unknown(key, Origin.COMMAND_LINE, value);
        }
    }
}
