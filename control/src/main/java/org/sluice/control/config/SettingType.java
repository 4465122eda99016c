package org.sluice.control.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a setting takes: how its text is read, how a value is printed, and what is allowed, in words.
 *
 * @param allowed words for a person
 * @param shape   how it may be written
 * @param parser  from the text of one value; a list's values come each on a line
 * @param printer to text that reads back as the same value
 */
public record SettingType<T>(String allowed, Shape shape, Parser<T> parser, Function<T, String> printer) {
    private static final Pattern SIZE = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([kmgt]?)(?:i?b)?",
        Pattern.CASE_INSENSITIVE);
    private static final Pattern TIME = Pattern.compile("(\\d+)\\s*(us|ms|s|m|h|d|w)?");
    private static final Pattern RANGE = Pattern.compile("(\\d{1,4})(?:-(\\d{1,4}))?");

    /** How a setting may be written. */
    enum Shape {
        /** One value. */
        SINGLE,
        /** A list, or one text with commas. */
        LIST,
        /** One text with brackets of its own; a YAML list is put back into brackets. */
        BRACKETS
    }

    /** Reads a value. */
    interface Parser<T> {
        T parse(String text) throws InvalidValueException;
    }

    /** {@code yes} or {@code no}, and what YAML takes for them. */
    static SettingType<Boolean> bool() {
        String allowed = "yes or no";
        return new SettingType<>(allowed, Shape.SINGLE, text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "yes", "true", "on", "1" -> true;
            case "no", "false", "off", "0" -> false;
            default -> throw new InvalidValueException(allowed);
        }, value -> value ? "yes" : "no");
    }

    /** A whole number. */
    static SettingType<Integer> integer(int least, int most) {
        String allowed = "a whole number, " + least + " to " + most;
        return new SettingType<>(allowed, Shape.SINGLE, text -> {
            try {
                int value = Integer.parseInt(text.replace("_", ""));
                if (value >= least && value <= most) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // Falls through to what is allowed.
            }
            throw new InvalidValueException(allowed);
        }, Object::toString);
    }

    /** An amount of memory or disk in bytes, written with kb, mb, gb or tb (of 1,024). */
    static SettingType<Long> bytes(long least, long most) {
        String allowed = "a size such as 512kb, 64mb or 2gb, " + printBytes(least) + " to " + printBytes(most);
        return new SettingType<>(allowed, Shape.SINGLE, text -> {
            Matcher matcher = SIZE.matcher(text.strip());
            if (matcher.matches()) {
                int power = "kmgt".indexOf(matcher.group(2).toLowerCase(Locale.ROOT)) + 1;
                double value = Double.parseDouble(matcher.group(1)) * (1L << 10 * (matcher.group(2).isEmpty() ? 0
                    : power));
                if (value >= least && value <= most) {
                    return (long) value;
                }
            }
            throw new InvalidValueException(allowed);
        }, SettingType::printBytes);
    }

    private static String printBytes(long bytes) {
        String[] units = {"", "kb", "mb", "gb", "tb"};
        int power = 0;
        long value = bytes;
        while (power < 4 && value != 0 && value % 1024 == 0) {
            value /= 1024;
            power++;
        }
        return value + units[power];
    }

    /** A length of time; a bare number is seconds. */
    static SettingType<Duration> duration(Duration least, Duration most) {
        String allowed = "a time such as 500ms, 30s, 10m, 12h or 30d (a bare number is seconds), " + printTime(least)
            + " to " + printTime(most);
        return new SettingType<>(allowed, Shape.SINGLE, text -> {
            Matcher matcher = TIME.matcher(text.strip().toLowerCase(Locale.ROOT));
            if (matcher.matches() && matcher.group(1).length() <= 12) {
                Duration value = time(Long.parseLong(matcher.group(1)), matcher.group(2));
                if (value.compareTo(least) >= 0 && value.compareTo(most) <= 0) {
                    return value;
                }
            }
            throw new InvalidValueException(allowed);
        }, SettingType::printTime);
    }

    private static Duration time(long amount, String unit) {
        return switch (unit == null ? "s" : unit) {
            case "us" -> Duration.ofNanos(amount * 1_000);
            case "ms" -> Duration.ofMillis(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            case "w" -> Duration.ofDays(7 * amount);
            default -> Duration.ofSeconds(amount);
        };
    }

    private static String printTime(Duration time) {
        if (time.toNanosPart() % 1_000_000 != 0) {
            return time.toNanos() / 1_000 + "us";
        }
        long ms = time.toMillis();
        if (ms % 1_000 != 0) {
            return ms + "ms";
        }
        long seconds = ms / 1_000;
        return seconds != 0 && seconds % 86_400 == 0 ? seconds / 86_400 + "d" : seconds + "s";
    }

    /** One of the constants of an enum, written in lower case with hyphens. */
    static <E extends Enum<E>> SettingType<E> choice(Class<E> values) {
        List<String> names = Arrays.stream(values.getEnumConstants()).map(SettingType::written).toList();
        String allowed = "one of " + String.join(", ", names);
        return new SettingType<>(allowed, Shape.SINGLE, text -> {
            int at = names.indexOf(text.toLowerCase(Locale.ROOT));
            if (at < 0) {
                throw new InvalidValueException(allowed + Spelling.hint(text, names));
            }
            return values.getEnumConstants()[at];
        }, SettingType::written);
    }

    private static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Any text. */
    static SettingType<String> text() {
        return new SettingType<>("a text", Shape.SINGLE, text -> text, text -> text);
    }

    /** A text of one shape. */
    static SettingType<String> text(Pattern shape, String allowed) {
        return new SettingType<>(allowed, Shape.SINGLE, text -> {
            if (!shape.matcher(text).matches()) {
                throw new InvalidValueException(allowed);
            }
            return text;
        }, text -> text);
    }

    /** Addresses or ports as a rule takes them. */
    static SettingType<String> ruleGroup(String allowed) {
        return new SettingType<>(allowed, Shape.BRACKETS, text -> {
            if (text.isBlank() || text.chars().filter(c -> c == '[').count() != text.chars().filter(c -> c == ']')
                .count()) {
                throw new InvalidValueException(allowed);
            }
            return text.strip();
        }, text -> text);
    }

    /** A file or folder, which need not exist (yet). */
    static SettingType<Path> path() {
        return new SettingType<>("a path", Shape.SINGLE, text -> {
            if (text.isBlank() || text.indexOf('\0') >= 0) {
                throw new InvalidValueException("a path");
            }
            return Path.of(text);
        }, Path::toString);
    }

    /** Several of {@code element}. */
    static <T> SettingType<List<T>> list(SettingType<T> element) {
        return new SettingType<>("a list; each " + element.allowed, Shape.LIST, text -> {
            List<T> values = new ArrayList<>();
            for (String part : split(text)) {
                values.add(element.parser.parse(part));
            }
            return List.copyOf(values);
        }, values -> values.stream().map(element.printer).map(ConfigurationYaml::quotedInList)
            .collect(Collectors.joining(", ", "[", "]")));
    }

    /** Processor numbers, as {@code 2-5,8}. */
    static SettingType<List<Integer>> cores() {
        String allowed = "core numbers such as [2, 3] or 2-5,8";
        return new SettingType<>(allowed, Shape.LIST, text -> {
            List<Integer> cores = new ArrayList<>();
            for (String part : split(text)) {
                Matcher range = RANGE.matcher(part);
                if (!range.matches()) {
                    throw new InvalidValueException(allowed);
                }
                int first = Integer.parseInt(range.group(1));
                int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
                for (int core = first; core <= last; core++) {
                    cores.add(core);
                }
                if (last < first || cores.size() != cores.stream().distinct().count()) {
                    throw new InvalidValueException(allowed + ", each once");
                }
            }
            return List.copyOf(cores);
        }, cores -> cores.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]")));
    }

    private static List<String> split(String text) {
        if (text.indexOf('\n') >= 0) {
            return text.lines().map(String::strip).toList();
        }
        String inner = text.strip();
        if (inner.startsWith("[") && inner.endsWith("]")) {
            inner = inner.substring(1, inner.length() - 1);
        }
        List<String> parts = new ArrayList<>();
        for (String part : inner.split(",")) {
            if (!part.isBlank()) {
                parts.add(part.strip());
            }
        }
        return parts;
    }
}
