package org.sluice.perf.report;

import java.util.List;
import java.util.Locale;

/** Bars in groups, as an {@code <svg>} element; each bar has its figure over it. */
public final class BarPlot {
    private static final int WIDTH = LinePlot.WIDTH;
    private static final int HEIGHT = 340;
    private static final int LEFT = 92;
    private static final int RIGHT = 16;
    private static final int TOP = 20;
    private static final int BOTTOM = 52;
    private static final int LEGEND_ROW = 22;
    private static final int LEGEND_COLUMN = 220;
    private static final int WIDEST = 64;

    private final StringBuilder svg = new StringBuilder();

    private BarPlot() {}

    /**
     * Draws bars.
     *
     * @param across label of the groups
     * @param up label and unit of the values
     * @param groups names along the axis
     * @param names of the series, for the legend
     * @param values {@code [series][group]}
     */
    public static String svg(String across, String up, List<String> groups, List<String> names, double[][] values) {
        return new BarPlot().draw(across, up, groups, names, values);
    }

    private String draw(String across, String up, List<String> groups, List<String> names, double[][] values) {
        double most = 0;
        for (double[] series : values) {
            for (double value : series) {
                most = Math.max(most, value);
            }
        }
        Axis axis = Axis.fromZero(up, most * 1.08);
        int top = TOP + (names.size() > 1 ? LEGEND_ROW : 0);
        int height = HEIGHT + (names.size() > 1 ? LEGEND_ROW : 0);
        append("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s by %s\" xmlns=\"http://www.w3.org/2000/svg\">",
                WIDTH,
                height, Html.escape(up), Html.escape(across));
        legend(names);
        for (double tick : axis.ticks()) {
            double y = y(axis, tick, top, height);
            append("<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>", LEFT, WIDTH - RIGHT, y, y);
            append("<text class=\"tick\" text-anchor=\"end\" x=\"%d\" y=\"%.1f\">%s</text>", LEFT - 8, y + 4,
                    axis.text(tick));
        }
        double group = (WIDTH - LEFT - RIGHT) / (double) groups.size();
        double bar = Math.min(WIDEST, group * 0.8 / names.size());
        for (int g = 0; g < groups.size(); g++) {
            double middle = LEFT + (g + 0.5) * group;
            for (int s = 0; s < names.size(); s++) {
                double x = middle + (s - names.size() / 2.0) * bar;
                double y = y(axis, values[s][g], top, height);
                append("<rect class=\"bar s%d\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>", s, x + 1, y,
                        bar - 2,
                        height - BOTTOM - y);
                append("<text class=\"tick\" text-anchor=\"middle\" x=\"%.1f\" y=\"%.1f\">%s</text>", x + bar / 2,
                        y - 5,
                        Figures.digits(values[s][g]));
            }
            append("<text class=\"tick\" text-anchor=\"middle\" x=\"%.1f\" y=\"%d\">%s</text>", middle,
                    height - BOTTOM + 18,
                    Html.escape(groups.get(g)));
        }
        append("<path class=\"axis\" d=\"M%d %d V%d H%d\"/>", LEFT, top, height - BOTTOM, WIDTH - RIGHT);
        append("<text class=\"label\" text-anchor=\"middle\" x=\"%d\" y=\"%d\">%s</text>", (LEFT + WIDTH - RIGHT) / 2,
                height - 10, Html.escape(across));
        append("<text class=\"label\" text-anchor=\"middle\" transform=\"translate(18 %d) rotate(-90)\">%s</text>",
                (top + height - BOTTOM) / 2, Html.escape(up));
        return svg.append("</svg>\n").toString();
    }

    private void legend(List<String> names) {
        for (int i = 0; names.size() > 1 && i < names.size(); i++) {
            int x = LEFT + i * LEGEND_COLUMN;
            append("<rect class=\"bar s%d\" x=\"%d\" y=\"4\" width=\"14\" height=\"14\"/>", i, x);
            append("<text class=\"legend\" x=\"%d\" y=\"16\">%s</text>", x + 20, Html.escape(names.get(i)));
        }
    }

    private static double y(Axis axis, double value, int top, int height) {
        return height - BOTTOM - axis.place(value) * (height - BOTTOM - top);
    }

    private void append(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
