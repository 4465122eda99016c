package org.sluice.perf.report;

import java.util.List;
import java.util.Locale;

/** Bars one under the other on a scale of powers of ten, each with its name before and its figure behind it. */
public final class RowPlot {
    private static final int WIDTH = LinePlot.WIDTH;
    private static final int LEFT = 210;
    private static final int RIGHT = 70;
    private static final int ROW = 24;
    private static final int BAR = 15;
    private static final int BOTTOM = 52;

    private RowPlot() {}

    /**
     * Draws bars.
     *
     * @param across label and unit of the values
     * @param names one a bar
     * @param values as many, over 0
     */
    public static String svg(String across, List<String> names, List<Double> values) {
        double least = values.stream().mapToDouble(Double::doubleValue).min().orElse(1);
        double most = values.stream().mapToDouble(Double::doubleValue).max().orElse(10);
        Axis axis = Axis.log(across, least / 2, most);
        int height = names.size() * ROW + BOTTOM;
        StringBuilder svg = new StringBuilder();
        append(svg, "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\" xmlns=\"http://www.w3.org/2000/svg\">",
                WIDTH, height, Html.escape(across));
        for (double tick : axis.ticks()) {
            double x = x(axis, tick);
            append(svg, "<line class=\"grid\" x1=\"%.1f\" x2=\"%.1f\" y1=\"0\" y2=\"%d\"/>", x, x, height - BOTTOM);
            append(svg, "<text class=\"tick\" text-anchor=\"middle\" x=\"%.1f\" y=\"%d\">%s</text>", x,
                    height - BOTTOM + 18, axis.text(tick));
        }
        for (int i = 0; i < names.size(); i++) {
            int y = i * ROW + (ROW - BAR) / 2;
            double end = x(axis, values.get(i));
            append(svg, "<text class=\"tick\" text-anchor=\"end\" x=\"%d\" y=\"%d\">%s</text>", LEFT - 10,
                    y + BAR - 3, Html.escape(names.get(i)));
            append(svg, "<rect class=\"bar s0\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>", LEFT, y,
                    end - LEFT, BAR);
            append(svg, "<text class=\"tick\" x=\"%.1f\" y=\"%d\">%s</text>", end + 6, y + BAR - 3,
                    Figures.digits(values.get(i)));
        }
        append(svg, "<text class=\"label\" text-anchor=\"middle\" x=\"%d\" y=\"%d\">%s</text>",
                (LEFT + WIDTH - RIGHT) / 2, height - 10, Html.escape(across));
        return svg.append("</svg>\n").toString();
    }

    private static double x(Axis axis, double value) {
        return LEFT + axis.place(value) * (WIDTH - LEFT - RIGHT);
    }

    private static void append(StringBuilder svg, String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
