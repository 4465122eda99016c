package org.sluice.rules.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of rules.
 *
 * @param name as it is shown in problems
 * @param content one char a byte (ISO-8859-1)
 */
public record RuleFile(String name, String content) {

    /** Reads files; what cannot be read becomes a problem, the others are returned. */
    public static List<RuleFile> read(List<Path> paths, List<Problem> problems) {
        List<RuleFile> files = new ArrayList<>(paths.size());
        for (Path path : paths) {
            try {
                files.add(new RuleFile(path.toString(),
                        Files.readString(path, StandardCharsets.ISO_8859_1)));
            } catch (NoSuchFileException e) {
                problems.add(unreadable(path, "there is no such file", "look at the path, and at the directory it is"
                        + " relative to: " + Path.of("").toAbsolutePath()));
            } catch (IOException | OutOfMemoryError e) {
                problems.add(unreadable(path, "cannot be read: " + e.getMessage(), "look at its permissions"));
            }
        }
        return files;
    }

    private static Problem unreadable(Path path, String message, String hint) {
        return new Problem(path.toString(), 0, 0, Problem.Severity.ERROR, 0, Reason.FILE, message, hint, "");
    }

    /** A file shipped inside the product: {@code decoder-events}, {@code stream-events}, {@code demo}. */
    public static RuleFile shipped(String name) {
        return new RuleFile("shipped:" + name + ".rules",
                ConfigLines.resource("/org/sluice/rules/shipped/" + name + ".rules"));
    }
}
