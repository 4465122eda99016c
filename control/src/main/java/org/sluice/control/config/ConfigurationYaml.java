package org.sluice.control.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes settings as YAML: the commented default file, and the values in force with their origins. */
public final class ConfigurationYaml {
    private static final int COLUMNS = 110;
    private static final String NOT_PLAIN = "!&*[]{}#|>@`\"'%,?:- \t";

    private final Configuration configuration;

    ConfigurationYaml(Configuration configuration) {
        this.configuration = configuration;
    }

    /** A key of the tree being written. */
    private static final class Branch {
        private final Map<String, Branch> children = new LinkedHashMap<>();
        private final List<String> comments = new ArrayList<>();
        private String value;
        private String remark = "";
    }

    /** The default file: the settings most people look at, each with what it does and why it is as it is. */
    public static String defaults() {
        return new ConfigurationYaml(Configuration.defaults()).defaultFile(false);
    }

    /** The same with every setting there is. */
    public static String reference() {
        return new ConfigurationYaml(Configuration.defaults()).defaultFile(true);
    }

    private String defaultFile(boolean all) {
        StringBuilder yaml = new StringBuilder("""
            # Sluice's configuration. Every value here is the default: remove what you do not change.
            # `sluice config check` checks the file, `sluice config show --all` prints every setting and its origin.
            # Keys are Suricata's where the concept is the same. Sizes: 64kb, 1mb, 2gb. Times: 500ms, 30s, 10m, 30d.
            """);
        for (SettingGroup group : Settings.GROUPS) {
            Branch root = new Branch();
            for (Setting<?> setting : group.settings()) {
                if (!setting.isPattern() && (all || setting.isEssential())) {
                    leaf(root, setting.key(), text(setting, setting.defaultValue()), comment(setting, all));
                }
            }
            String example = example(group);
            if (!root.children.isEmpty() || example != null) {
                yaml.append("\n# ").append("-".repeat(4)).append(' ').append(group.title()).append('\n');
                yaml.append(example == null ? "" : example);
                write(yaml, root, 0);
            }
        }
        return yaml.toString();
    }

    private static String example(SettingGroup group) {
        if (group == PortSettings.WIRES) {
            return """
                # Two ends each: a PCI address bound to a DPDK driver, or a DPDK device string.
                wires: []
                #  - name: wire0
                #    left: 0000:01:00.0
                #    right: 0000:01:00.1
                #  - name: lab
                #    left: net_af_packet0,iface=eth1
                #    right: net_af_packet1,iface=eth2
                #    mtu: 9000
                """;
        }
        if (group == TrafficSettings.VARS) {
            return "# Used as $NAME in rules. All of Suricata's are there without being named here.\nvars:\n  "
                + "address-groups:\n"
                + "    HOME_NET: \"" + Settings.ADDRESS_GROUPS.get("HOME_NET") + "\"\n"
                + "    EXTERNAL_NET: \"" + Settings.ADDRESS_GROUPS.get("EXTERNAL_NET") + "\"\n"
                + "  port-groups:\n    HTTP_PORTS: \"" + Settings.PORT_GROUPS.get("HTTP_PORTS") + "\"\n";
        }
        return null;
    }

    private static List<String> comment(Setting<?> setting, boolean all) {
        List<String> lines = wrap(setting.help());
        if (all) {
            lines.addAll(wrap("Allowed: " + setting.type().allowed() + "."));
        }
        return lines;
    }

    private static List<String> wrap(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > COLUMNS) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** The values in force, with a remark where each comes from; without {@code all} only those that somebody gave. */
    String effective(boolean all) {
        Branch root = new Branch();
        for (Setting<?> setting : Settings.all()) {
            configuration.given().forEach((key, value) -> {
                if (value.setting() == setting) {
                    leaf(root, key, text(setting, value.value()), List.of()).remark = value.origin().toString();
                }
            });
            if (all && !setting.isPattern() && !configuration.given().containsKey(setting.key())) {
                leaf(root, setting.key(), text(setting, setting.defaultValue()), List.of()).remark = "default";
            }
        }
        if (all) {
            addDefaultGroups(root, "vars.address-groups.", configuration.addressGroups());
            addDefaultGroups(root, "vars.port-groups.", configuration.portGroups());
        }
        StringBuilder yaml = new StringBuilder();
        write(yaml, root, 0);
        return yaml.isEmpty() ? "# nothing but defaults; --all prints them\n" : yaml.toString();
    }

    private void addDefaultGroups(Branch root, String prefix, Map<String, String> groups) {
        groups.forEach((name, value) -> {
            if (!configuration.given().containsKey(prefix + name)) {
                leaf(root, prefix + name, quoted(value), List.of()).remark = "default";
            }
        });
    }

    private static <T> String text(Setting<T> setting, Object value) {
        if (value == null) {
            return "";
        }
        @SuppressWarnings("unchecked")
        T typed = (T) value;
        String printed = setting.type().printer().apply(typed);
        return setting.type().shape() == SettingType.Shape.LIST ? printed : quoted(printed);
    }

    private static Branch leaf(Branch root, String key, String value, List<String> comments) {
        Branch at = root;
        for (String name : key.split("\\.")) {
            at = at.children.computeIfAbsent(name, _ -> new Branch());
        }
        at.value = value;
        at.comments.addAll(comments);
        return at;
    }

    private static void write(StringBuilder yaml, Branch branch, int depth) {
        branch.children.forEach((name, child) -> {
            String indent = "  ".repeat(depth);
            child.comments.forEach(line -> yaml.append(indent).append("# ").append(line).append('\n'));
            yaml.append(indent);
            yaml.append(name.chars().allMatch(Character::isDigit) ? "\"" + name + "\"" : name).append(':');
            if (child.value != null) {
                yaml.append(child.value.isEmpty() ? "" : " ").append(child.value);
                yaml.append(child.remark.isEmpty() ? "" : "    # " + child.remark);
            }
            yaml.append('\n');
            write(yaml, child, depth + 1);
        });
    }

    private static String quoted(String value) {
        boolean isPlain = !value.isEmpty() && value.chars().noneMatch(c -> c < ' ')
            && NOT_PLAIN.indexOf(value.charAt(0)) < 0 && !value.contains(": ") && !value.contains(" #");
        return isPlain ? value : "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** A value as an item of a bracketed list. */
    static String quotedInList(String value) {
        return value.isEmpty() || value.chars().anyMatch(c -> NOT_PLAIN.indexOf(c) >= 0 && c != '-' && c != ':')
            || NOT_PLAIN.indexOf(value.charAt(0)) >= 0 ? "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"")
                + "\"" : value;
    }
}
