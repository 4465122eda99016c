package org.sluice.rules.compile;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sluice.rules.image.DatasetRow;
import org.sluice.rules.model.DatasetMatch;

/**
 * Reads the file of a set: one element a line, with a score behind a comma or without; or JSON, the element a member.
 */
final class DatasetFile {
    private static final byte[] NONE = {};
    private static final int MOST_SCORE = 65535;

    private final String keyword;
    private final Path file;
    private final DatasetMatch match;
    /** By key in ISO 8859-1, which has a character for every byte: the first of equal ones counts. */
    private final Map<String, DatasetRow.Element> elements = new LinkedHashMap<>();

    DatasetFile(String keyword, Path file, DatasetMatch match) {
        this.keyword = keyword;
        this.file = file;
        this.match = match;
    }

    List<DatasetRow.Element> read() throws UnenforceableException {
        try {
            switch (match.format()) {
                case CSV -> readLines();
                case JSON -> readArray();
                case NDJSON -> readDocuments();
                case DIGESTS -> readDigests();
            }
        } catch (IOException e) {
            throw new UnenforceableException(keyword, file + " cannot be read: " + e);
        } catch (IllegalArgumentException e) {
            throw new UnenforceableException(keyword, file + ": " + e.getMessage());
        }
        return new ArrayList<>(elements.values());
    }

    private void readLines() throws IOException {
        int number = 0;
        for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
            number++;
            String element = line.strip();
            if (element.isEmpty() || element.startsWith("#")) {
                continue;
            }
            int comma = element.indexOf(',');
            try {
                int score = comma < 0 ? 0 : score(element.substring(comma + 1).strip());
                add(encoded(comma < 0 ? element : element.substring(0, comma).strip()), score, NONE);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
            }
        }
    }

    private void readDigests() throws IOException {
        int number = 0;
        for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
            number++;
            String digest = line.strip().split("[^0-9A-Za-z]", 2)[0];
            if (!line.isBlank() && !line.startsWith("#")) {
                try {
                    add(key(digest), 0, NONE);
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
                }
            }
        }
    }

    private static int score(String text) {
        int score = Integer.parseInt(text);
        if (score < 0 || score > MOST_SCORE) {
            throw new IllegalArgumentException("score " + text + " is not 0 to " + MOST_SCORE);
        }
        return score;
    }

    private void add(byte[] key, int score, byte[] context) {
        elements.putIfAbsent(new String(key, StandardCharsets.ISO_8859_1), new DatasetRow.Element(key, score, context));
    }

    private byte[] encoded(String text) {
        return match.type() == DatasetMatch.Type.STRING ? Base64.getDecoder().decode(text) : key(text);
    }

    private byte[] key(String text) {
        return switch (match.type()) {
            case STRING -> text.getBytes(StandardCharsets.UTF_8);
            case MD5 -> digest(text, 16);
            case SHA256 -> digest(text, 32);
            case SHA1 -> digest(text, 20);
            case IPV4 -> address(text, true);
            case IP -> address(text, false);
        };
    }

    private static byte[] digest(String text, int bytes) {
        if (text.length() != 2 * bytes) {
            throw new IllegalArgumentException("\"" + text + "\" is not " + 2 * bytes + " hexadecimal digits");
        }
        return HexFormat.of().parseHex(text);
    }

    private static byte[] address(String text, boolean four) {
        byte[] address = InetAddress.ofLiteral(text).getAddress();
        if (four && address.length != 4) {
            throw new IllegalArgumentException(text + " is no IPv4 address");
        }
        return address;
    }

    // JSON.

    private void readArray() throws IOException {
        Object value = new JsonValue(Files.readString(file)).next();
        String path = option("array_key");
        Object array = path.isEmpty() ? value : member(value, path);
        if (!(array instanceof List<?> list)) {
            throw new IllegalArgumentException(path.isEmpty() ? "no array" : "no array at " + path);
        }
        list.forEach(this::addDocument);
    }

    private void readDocuments() throws IOException {
        JsonValue values = new JsonValue(Files.readString(file));
        while (values.hasNext()) {
            addDocument(values.next());
        }
    }

    private void addDocument(Object document) {
        String path = option("value_key");
        Object value = member(document, path);
        if (value == null) {
            throw new IllegalArgumentException("an object without \"" + path + "\"");
        }
        if (has("remove_key")) {
            remove(document, path);
        }
        add(key(value.toString()), 0, JsonValue.write(document).getBytes(StandardCharsets.UTF_8));
    }

    private static Object member(Object value, String path) {
        Object found = value;
        for (String name : path.split("\\.")) {
            found = found instanceof Map<?, ?> members ? members.get(name) : null;
        }
        return found;
    }

    private static void remove(Object document, String path) {
        int dot = path.lastIndexOf('.');
        Object holder = dot < 0 ? document : member(document, path.substring(0, dot));
        if (holder instanceof Map<?, ?> members) {
            members.remove(path.substring(dot + 1));
        }
    }

    private String option(String name) {
        return option(match, name);
    }

    private boolean has(String name) {
        return options(match).contains(name);
    }

    /** Value of an option of a JSON format, or "". */
    static String option(DatasetMatch match, String name) {
        for (String option : options(match)) {
            if (option.startsWith(name + ' ')) {
                return option.substring(name.length() + 1).strip();
            }
        }
        return "";
    }

    private static Set<String> options(DatasetMatch match) {
        return new LinkedHashSet<>(List.of(match.options().split(",")));
    }
}
