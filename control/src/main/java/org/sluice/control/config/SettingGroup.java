package org.sluice.control.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A part of the table of settings, under one heading of the default file. Filled while its class is initialised. */
final class SettingGroup {
    private static final Duration DAY = Duration.ofDays(1);

    private final String title;
    private final List<Setting<?>> settings = new ArrayList<>();

    SettingGroup(String title) {
        this.title = title;
    }

    /** The heading. */
    String title() {
        return title;
    }

    /** Its settings, in the order of the table. */
    List<Setting<?>> settings() {
        return Collections.unmodifiableList(settings);
    }

    <T> Setting<T> add(Setting<T> setting) {
        settings.add(setting);
        return setting;
    }

    Setting<Boolean> bool(String key, String value, String help) {
        return add(Setting.of(key, SettingType.bool(), value, help));
    }

    Setting<Integer> integer(String key, int least, int most, String value, String help) {
        return add(Setting.of(key, SettingType.integer(least, most), value, help));
    }

    Setting<Long> bytes(String key, String value, String help) {
        return add(Setting.of(key, SettingType.bytes(0, 1L << 42), value, help));
    }

    Setting<Duration> duration(String key, String value, String help) {
        return add(Setting.of(key, SettingType.duration(Duration.ZERO, DAY.multipliedBy(3650)), value, help));
    }

    Setting<Policy> policy(String key, String help) {
        return policy(key, "auto", help);
    }

    Setting<Policy> policy(String key, String value, String help) {
        return add(Setting.of(key, SettingType.choice(Policy.class), value, help));
    }

    <E extends Enum<E>> Setting<E> choice(String key, Class<E> values, String value, String help) {
        return add(Setting.of(key, SettingType.choice(values), value, help));
    }
}
