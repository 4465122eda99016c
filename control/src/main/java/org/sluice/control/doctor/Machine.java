package org.sluice.control.doctor;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files in which a machine describes itself, below a root; what is not there reads as empty. */
public final class Machine {
    private final Path root;

    /** A machine whose {@code /proc}, {@code /sys} and so on are below {@code root}. */
    public Machine(Path root) {
        this.root = root;
    }

    /** This machine. */
    public static Machine here() {
        return new Machine(Path.of("/"));
    }

    /** A path of the machine, below the root. */
    Path path(String absolute) {
        return root.resolve(absolute.substring(1));
    }

    boolean exists(String absolute) {
        return Files.exists(path(absolute));
    }

    /** A file's text without blanks around it; empty when it cannot be read. */
    String read(String absolute) {
        try {
            return Files.readString(path(absolute)).strip();
        } catch (IOException e) {
            return "";
        }
    }

    /** A file's text as a number. */
    Optional<Long> number(String absolute) {
        try {
            return Optional.of(Long.parseLong(read(absolute)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Names in a folder, sorted. */
    List<String> list(String absolute) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path(absolute))) {
            entries.forEach(entry -> names.add(entry.getFileName().toString()));
        } catch (IOException e) {
            return List.of();
        }
        names.sort(null);
        return names;
    }

    /** The last name of what a link points to; empty when it is no link. */
    String linkName(String absolute) {
        try {
            return Files.readSymbolicLink(path(absolute)).getFileName().toString();
        } catch (IOException e) {
            return "";
        }
    }

    /** The number behind {@code name:} in a file of such lines, in whatever unit the file has. */
    Optional<Long> field(String absolute, String name) {
        return read(absolute).lines().filter(line -> line.startsWith(name + ":"))
            .map(line -> line.substring(name.length() + 1).strip().split("\\s+")[0])
            .filter(text -> text.matches("\\d+")).map(Long::parseLong).findFirst();
    }
}
