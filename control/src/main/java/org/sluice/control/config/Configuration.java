package org.sluice.control.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** All settings as they are in force: what was given, over the defaults. */
public final class Configuration {
    /** A value that somebody gave. */
    record Given(Setting<?> setting, Object value, Origin origin) {
    }

    private final Map<String, Given> given;

    Configuration(Map<String, Given> given) {
        this.given = Collections.unmodifiableMap(new LinkedHashMap<>(given));
    }

    /** Nothing but defaults. */
    public static Configuration defaults() {
        return new Configuration(Map.of());
    }

    /** The values somebody gave, by dotted key, in the order they were met. */
    Map<String, Given> given() {
        return given;
    }

    /** The value in force; null when there is no default and nobody gave one. */
    public <T> T get(Setting<T> setting) {
        return value(setting, setting.key());
    }

    /** The value in force of a setting with {@code *} in its key, for the names that stand there. */
    public <T> T get(Setting<T> setting, String... names) {
        String key = setting.key();
        for (String name : names) {
            key = key.replaceFirst("\\*", name);
        }
        return value(setting, key);
    }

    @SuppressWarnings("unchecked")
    private <T> T value(Setting<T> setting, String key) {
        Given value = given.get(key);
        return value == null ? setting.defaultValue() : (T) value.value();
    }

    /** Where a value comes from. */
    public Origin origin(String key) {
        Given value = given.get(key);
        return value == null ? Origin.DEFAULT : value.origin();
    }

    /** This configuration with another default of one setting. */
    public <T> Configuration orElse(Setting<T> setting, T otherDefault) {
        if (isGiven(setting)) {
            return this;
        }
        Map<String, Given> all = new LinkedHashMap<>(given);
        all.put(setting.key(), new Given(setting, otherDefault, Origin.DEFAULT));
        return new Configuration(all);
    }

    /** Whether somebody gave this setting a value, were it the default's. */
    public boolean isGiven(Setting<?> setting) {
        return given.containsKey(setting.key());
    }

    /**
     * The policy in force where a setting or, by its {@code auto}, the common one decides. The common one's own
     * {@code auto} means {@code drop-flow} where packets can be dropped, else {@code ignore}, as in Suricata.
     *
     * @param drops whether packets can be dropped
     */
    public Policy policy(Setting<Policy> setting, boolean drops) {
        Policy policy = get(setting);
        if (policy == Policy.AUTO) {
            policy = get(TrafficSettings.EXCEPTION_POLICY);
        }
        if (policy != Policy.AUTO) {
            return policy;
        }
        boolean isAccepted = setting == TrafficSettings.MIDSTREAM_POLICY && get(TrafficSettings.MIDSTREAM);
        return drops && !isAccepted ? Policy.DROP_FLOW : Policy.IGNORE;
    }

    /** Address variables of rules by name. */
    public Map<String, String> addressGroups() {
        return groups(Settings.ADDRESS_GROUPS, TrafficSettings.ADDRESS_GROUP);
    }

    /** Port variables of rules by name. */
    public Map<String, String> portGroups() {
        return groups(Settings.PORT_GROUPS, TrafficSettings.PORT_GROUP);
    }

    private Map<String, String> groups(Map<String, String> defaults, Setting<String> setting) {
        Map<String, String> groups = new LinkedHashMap<>(defaults);
        for (String name : names(setting)) {
            groups.put(name, get(setting, name));
        }
        return Collections.unmodifiableMap(groups);
    }

    /** The names that stand for the last {@code *} of a setting's key, of the values somebody gave. */
    public List<String> names(Setting<?> setting) {
        List<String> shape = List.of(setting.key().split("\\."));
        int at = shape.lastIndexOf("*");
        List<String> names = new ArrayList<>();
        given.forEach((key, value) -> {
            if (value.setting() == setting) {
                names.add(key.split("\\.")[at]);
            }
        });
        return names;
    }

    /** The wires, in the order of the file. */
    public List<Wire> wires() {
        TreeSet<Integer> indices = new TreeSet<>();
        for (String key : given.keySet()) {
            if (key.startsWith("wires.")) {
                indices.add(Integer.parseInt(key.split("\\.")[1]));
            }
        }
        List<Wire> wires = new ArrayList<>();
        for (int index : indices) {
            String at = Integer.toString(index);
            String name = get(PortSettings.WIRE_NAME, at);
            wires.add(new Wire(name == null ? "wire" + index : name, get(PortSettings.WIRE_LEFT, at),
                get(PortSettings.WIRE_RIGHT, at), get(PortSettings.WIRE_MTU, at), get(PortSettings.WIRE_QUEUES, at)));
        }
        return wires;
    }

    /** A file of the rule path: as it is when absolute, else below {@code default-rule-path}. */
    public Path inRulePath(Path file) {
        return get(DetectionSettings.RULE_PATH).resolve(file);
    }

    /** The whole configuration as YAML, defaults included when {@code all}, each value with its origin. */
    public String toYaml(boolean all) {
        return new ConfigurationYaml(this).effective(all);
    }
}
