package org.sluice.control.config;

import java.util.List;

/** One line of the table of settings. Does not change once the table is made. */
public final class Setting<T> {
    private final String key;
    private final SettingType<T> type;
    private final String defaultText;
    private final String help;
    private boolean isEssential;
    private T onlyInForce;

    private Setting(String key, SettingType<T> type, String defaultText, String help) {
        this.key = key;
        this.type = type;
        this.defaultText = defaultText;
        this.help = help;
    }

    static <T> Setting<T> of(String key, SettingType<T> type, String defaultText, String help) {
        return new Setting<>(key, type, defaultText, help);
    }

    /** Has the default file show this setting; only while the table is made. */
    Setting<T> essential() {
        isEssential = true;
        return this;
    }

    /**
     * Says that this version behaves as with this one value, whatever is set; another is accepted with a warning. Only
     * while the table is made.
     */
    Setting<T> onlyInForce(T value) {
        onlyInForce = value;
        return this;
    }

    /** The one value in force; null when whatever is set is. */
    T onlyInForce() {
        return onlyInForce;
    }

    /** Whether the default file shows it; the others are found by {@code config default --all}. */
    boolean isEssential() {
        return isEssential;
    }

    /** Dotted; Suricata's where the concept is the same. {@code *} stands for any one name. */
    public String key() {
        return key;
    }

    /** What it takes. */
    public SettingType<T> type() {
        return type;
    }

    /** The default as it would be written; null for none. */
    public String defaultText() {
        return defaultText;
    }

    /** What it does and why the default is what it is: sentences. */
    public String help() {
        return help;
    }

    /** Whether any name may stand in this setting's place. */
    boolean isPattern() {
        return key.contains("*");
    }

    /** Whether a key is this setting's. */
    boolean isKey(String dotted) {
        if (!isPattern()) {
            return key.equals(dotted);
        }
        List<String> shape = List.of(key.split("\\."));
        List<String> names = List.of(dotted.split("\\."));
        if (shape.size() != names.size()) {
            return false;
        }
        for (int i = 0; i < shape.size(); i++) {
            if (!shape.get(i).equals("*") && !shape.get(i).equals(names.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** The default's value; null when there is none. */
    T defaultValue() {
        if (defaultText == null) {
            return null;
        }
        try {
            return type.parser().parse(defaultText);
        } catch (InvalidValueException e) {
            throw new IllegalStateException("the default of " + key + " is not allowed: " + e.getMessage(), e);
        }
    }
}
