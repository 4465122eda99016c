package org.sluice.perf.report;

import java.util.List;
import java.util.Locale;

/**
 * Lines over two axes, as an {@code <svg>} element. Colours come from the page's style (classes {@code s0} to
 * {@code s7}), so they suit light and dark; a line also has a dash pattern of its own.
 */
public final class LinePlot {
    static final int WIDTH = 760;
    static final int HEIGHT = 340;
    private static final int LEFT = 92;
    private static final int RIGHT = 34;
    private static final int TOP = 14;
    private static final int BOTTOM = 52;
    private static final int LEGEND_ROW = 22;
    private static final int LEGEND_COLUMN = 168;
    private static final int SERIES_STYLES = 8;

    /**
     * A line.
     *
     * @param name in the legend
     * @param xs places on the axis across
     * @param ys as many values
     * @param marked whether every point gets a dot
     */
    public record Series(String name, List<Double> xs, List<Double> ys, boolean marked) {
        /** Refuses points without a place. */
        public Series {
            xs = List.copyOf(xs);
            ys = List.copyOf(ys);
            if (xs.size() != ys.size()) {
                throw new IllegalArgumentException("series " + name + ": " + xs.size() + " places, " + ys.size()
                        + " values");
            }
        }
    }

    private final Axis across;
    private final Axis up;
    private final List<Series> series;
    private final StringBuilder svg = new StringBuilder();
    private final int top;
    private final int height;

    private LinePlot(Axis across, Axis up, List<Series> series) {
        this.across = across;
        this.up = up;
        this.series = series;
        top = TOP + legendRows() * LEGEND_ROW;
        height = HEIGHT + legendRows() * LEGEND_ROW;
    }

    /** Draws the lines. */
    public static String svg(Axis across, Axis up, List<Series> series) {
        return new LinePlot(across, up, series).draw();
    }

    private String draw() {
        svg.append(String.format(Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s over %s\" "
                        + "xmlns=\"http://www.w3.org/2000/svg\">%n",
                WIDTH, height, Html.escape(up.label()), Html.escape(across.label())));
        legend();
        frame();
        for (int i = 0; i < series.size(); i++) {
            line(series.get(i), i % SERIES_STYLES);
        }
        return svg.append("</svg>\n").toString();
    }

    private int legendRows() {
        int aRow = (WIDTH - LEFT - RIGHT) / LEGEND_COLUMN;
        return (series.size() + aRow - 1) / aRow;
    }

    private void legend() {
        int aRow = (WIDTH - LEFT - RIGHT) / LEGEND_COLUMN;
        for (int i = 0; i < series.size(); i++) {
            int x = LEFT + i % aRow * LEGEND_COLUMN;
            int y = TOP + i / aRow * LEGEND_ROW;
            append("<line class=\"line s%d\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>", i % SERIES_STYLES, x, x + 28,
                    y, y);
            append("<text class=\"legend\" x=\"%d\" y=\"%d\">%s</text>", x + 34, y + 4, Html.escape(series.get(i)
                    .name()));
        }
    }

    private void frame() {
        for (double tick : up.ticks()) {
            double y = y(tick);
            append("<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>", LEFT, WIDTH - RIGHT, y, y);
            append("<text class=\"tick\" text-anchor=\"end\" x=\"%d\" y=\"%.1f\">%s</text>", LEFT - 8, y + 4,
                    up.text(tick));
        }
        for (double tick : across.ticks()) {
            double x = x(tick);
            append("<line class=\"grid\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>", x, x, top, height - BOTTOM);
            append("<text class=\"tick\" text-anchor=\"middle\" x=\"%.1f\" y=\"%d\">%s</text>", x, height - BOTTOM + 18,
                    across.text(tick));
        }
        append("<path class=\"axis\" d=\"M%d %d V%d H%d\"/>", LEFT, top, height - BOTTOM, WIDTH - RIGHT);
        append("<text class=\"label\" text-anchor=\"middle\" x=\"%d\" y=\"%d\">%s</text>", (LEFT + WIDTH - RIGHT) / 2,
                height - 10, Html.escape(across.label()));
        int middle = (top + height - BOTTOM) / 2;
        append("<text class=\"label\" text-anchor=\"middle\" transform=\"translate(18 %d) rotate(-90)\">%s</text>",
                middle,
                Html.escape(up.label()));
    }

    private void line(Series each, int style) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < each.xs().size(); i++) {
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(each.xs().get(i)), y(each.ys().get(i))));
        }
        append("<polyline class=\"line s%d\" points=\"%s\"/>", style, points.toString().strip());
        for (int i = 0; each.marked() && i < each.xs().size(); i++) {
            append("<circle class=\"dot s%d\" cx=\"%.1f\" cy=\"%.1f\" r=\"3\"><title>%s: %s, %s</title></circle>",
                    style,
                    x(each.xs().get(i)), y(each.ys().get(i)), Html.escape(each.name()),
                    Figures.digits(each.xs().get(i)), Figures.digits(each.ys().get(i)));
        }
    }

    private double x(double value) {
        return LEFT + across.place(value) * (WIDTH - LEFT - RIGHT);
    }

    private double y(double value) {
        return height - BOTTOM - up.place(value) * (height - BOTTOM - top);
    }

    private void append(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
