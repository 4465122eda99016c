package org.sluice.control.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** What a reload came to, in words: the members of the control plane's answer that a person wants first. */
final class ReloadText {
    private ReloadText() {
    }

    static String of(JsonNode answer) {
        StringBuilder text = new StringBuilder();
        answer.path("problems").forEach(problem -> text.append(problem.asText()).append('\n'));
        text.append("generation ").append(answer.path("generation").asLong()).append(' ')
            .append(answer.path("outcome").asText());
        if (answer.has("total")) {
            text.append(": ").append(answer.path("loaded").asInt()).append(" of ").append(answer.path("total").asInt())
                .append(" rules");
        }
        text.append(String.format(java.util.Locale.ROOT, ", compiled in %.0f ms, adopted by %d workers in %.1f ms",
            answer.path("compile_ms").asDouble(), answer.path("workers").asInt(), answer.path("adopt_ms").asDouble()));
        String why = answer.path("text").asText();
        return why.isEmpty() ? text.toString() : text.append(": ").append(why).toString();
    }
}
