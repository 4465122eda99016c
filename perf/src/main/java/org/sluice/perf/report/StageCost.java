package org.sluice.perf.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What each stage alone costs, from the results that {@code make bench} left (JMH's JSON). */
public final class StageCost {
    /** A benchmark's result: ns and bytes allocated a packet, event or conversation. */
    private record Cost(String name, String parameters, double ns, double allocated) {}

    private StageCost() {}

    /**
     * The section; none when there are no such results.
     *
     * @param file JMH's JSON
     */
    public static List<Section> of(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            return List.of();
        }
        List<Cost> costs = new ArrayList<>();
        for (JsonNode each : new ObjectMapper().readTree(file.toFile())) {
            String[] name = each.path("benchmark").asText().split("\\.");
            List<String> parameters = new ArrayList<>();
            each.path("params").properties().forEach(p -> parameters.add(p.getKey() + " " + p.getValue().asText()));
            costs.add(new Cost(name[name.length - 2].replace("Benchmark", "") + " " + name[name.length - 1],
                    String.join(", ", parameters), each.path("primaryMetric").path("score").asDouble(),
                    each.path("secondaryMetrics").path("gc.alloc.rate.norm").path("score").asDouble()));
        }
        return costs.isEmpty() ? List.of() : List.of(section(costs));
    }

    private static Section section(List<Cost> costs) {
        List<List<String>> rows = costs.stream().map(each -> List.of(each.name(), each.parameters(),
                Figures.digits(each.ns()),
                Figures.digits(Math.round(each.allocated())))).toList();
        Map<String, Double> cheapest = new LinkedHashMap<>();
        costs.forEach(each -> cheapest.merge(each.name(), each.ns(), Math::min));
        return new Section("Cost of each stage alone",
                List.of("From `make bench` (JMH) on this machine at another time: ns a packet, "
                + "segment, fragment, event or conversation, as each benchmark's description says. The bars show the "
                + "least of each benchmark's parameters."),
                List.of(new Section.Table("ns and bytes allocated", List.of("stage", "with", "ns", "bytes"), rows)),
                List.of(new Section.Plot("Cost by stage", RowPlot.svg("ns, powers of ten",
                        List.copyOf(cheapest.keySet()), List.copyOf(cheapest.values())))));
    }
}
