package org.sluice.rules.text;

import org.sluice.rules.model.PortSet;

/** Ports as rule headers and variables write them: {@code any}, {@code 80}, {@code 80:90}, {@code 80:}, {@code :90}. */
final class PortGrammar {
    private PortGrammar() {}

    /** The ports one word without negation, group or variable stands for; null when it is none. */
    static PortSet parse(String word) {
        if (word.equalsIgnoreCase("any")) {
            return PortSet.ANY;
        }
        int colon = word.indexOf(':');
        if (colon < 0) {
            int port = port(word);
            return port < 0 ? null : PortSet.range(port, port);
        }
        if (word.length() == 1) {
            return null;
        }
        int first = colon == 0 ? 0 : port(word.substring(0, colon).trim());
        int last = colon == word.length() - 1 ? 65535 : port(word.substring(colon + 1).trim());
        return first < 0 || last < first ? null : PortSet.range(first, last);
    }

    private static int port(String digits) {
        if (digits.isEmpty() || digits.length() > 5) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return value > 65535 ? -1 : value;
    }
}
