package org.sluice.perf.run;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Options of a program: {@code --name value} pairs. Exits with what is allowed when one is unknown or missing. */
final class RunOptions {
    private final Map<String, String> values = new HashMap<>();
    private final String usage;

    private RunOptions(String usage) {
        this.usage = usage;
    }

    /** @param usage the program and its options, for people */
    static RunOptions parse(String[] arguments, String usage, Set<String> allowed) {
        RunOptions options = new RunOptions(usage);
        for (int i = 0; i < arguments.length; i += 2) {
            String name = arguments[i].startsWith("--") ? arguments[i].substring(2) : "";
            if (!allowed.contains(name) || i + 1 == arguments.length) {
                throw options.refuse(arguments[i] + " is no option, or has no value");
            }
            options.values.put(name, arguments[i + 1]);
        }
        return options;
    }

    String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw refuse("--" + name + " is missing");
        }
        return value;
    }

    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    int number(String name, int otherwise) {
        String value = values.get(name);
        try {
            return value == null ? otherwise : Integer.parseInt(value);
        } catch (NumberFormatException noNumber) {
            throw refuse("--" + name + " is " + value + ", not a number");
        }
    }

    private IllegalArgumentException refuse(String problem) {
        System.err.println(problem + "\nusage: " + usage);
        System.exit(64);
        return new IllegalArgumentException(problem);
    }
}
