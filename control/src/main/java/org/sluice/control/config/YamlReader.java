package org.sluice.control.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a YAML document into nodes that know their places. Values stay the text that was written. */
final class YamlReader {
    private final String source;
    private final JsonParser parser;
    private final List<Problem> problems;

    private YamlReader(String source, JsonParser parser, List<Problem> problems) {
        this.source = source;
        this.parser = parser;
        this.problems = problems;
    }

    /** The document's sections; empty, with a problem added, when it is no YAML or not made of keys. */
    static YamlNode.Mapping read(String source, String yaml, List<Problem> problems) {
        Origin start = new Origin(source, 1, 1);
        try (JsonParser parser = new YAMLFactory().createParser(yaml)) {
            if (parser.nextToken() == null) {
                return YamlNode.Mapping.empty(start);
            }
            YamlNode root = new YamlReader(source, parser, problems).node();
            if (root instanceof YamlNode.Mapping mapping) {
                return mapping;
            }
            if (!(root instanceof YamlNode.Scalar scalar && scalar.text() == null)) {
                problems.add(Problem.error(root.origin(), "", null, "the file is " + root.kind()
                    + "; it must be made of keys and values, such as  rule-files: [local.rules]"));
            }
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            Origin origin = at == null ? start : new Origin(source, at.getLineNr(), at.getColumnNr());
            problems.add(Problem.error(origin, "", null, "not YAML: " + firstLine(e.getOriginalMessage())));
        } catch (IOException e) {
            problems.add(Problem.error(start, "", null, "not readable: " + e.getMessage()));
        }
        return YamlNode.Mapping.empty(start);
    }

    private static String firstLine(String message) {
        return message.strip().lines().limit(2).reduce((a, b) -> a + ", " + b).orElse("");
    }

    private Origin here() {
        JsonLocation at = parser.currentTokenLocation();
        return new Origin(source, at.getLineNr(), at.getColumnNr());
    }

    private YamlNode node() throws IOException {
        Origin origin = here();
        return switch (parser.currentToken()) {
            case START_OBJECT -> mapping(origin);
            case START_ARRAY -> sequence(origin);
            case VALUE_NULL -> new YamlNode.Scalar(origin, null);
            default -> new YamlNode.Scalar(origin, parser.getText());
        };
    }

    private YamlNode.Mapping mapping(Origin origin) throws IOException {
        Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            Origin keyOrigin = here();
            parser.nextToken();
            YamlNode.Entry before = entries.putIfAbsent(key, new YamlNode.Entry(keyOrigin, node()));
            if (before != null) {
                problems.add(Problem.error(keyOrigin, key, null, "written twice; first at " + before.keyOrigin()));
            }
        }
        return new YamlNode.Mapping(origin, entries);
    }

    private YamlNode.Sequence sequence(Origin origin) throws IOException {
        List<YamlNode> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node());
        }
        return new YamlNode.Sequence(origin, items);
    }
}
