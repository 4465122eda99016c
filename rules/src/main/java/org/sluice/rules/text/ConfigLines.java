package org.sluice.rules.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The lines of a configuration file that are neither blank nor comments; a backslash at the end joins the next. */
final class ConfigLines {
    private ConfigLines() {}

    /**
     * One line.
     *
     * @param number of its first physical line, counted from 1
     * @param text without the blanks around it
     */
    record Line(int number, String text) {}

    static List<Line> read(String content) {
        List<Line> lines = new ArrayList<>();
        RuleLines physical = new RuleLines("", content);
        RuleText text;
        while ((text = physical.next()) != null) {
            lines.add(new Line(text.firstLine(), text.text().trim()));
        }
        return lines;
    }

    /** A file shipped inside the product. */
    static String resource(String path) {
        try (InputStream in = ConfigLines.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + path + " is missing from this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
