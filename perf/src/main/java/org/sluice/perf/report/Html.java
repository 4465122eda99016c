package org.sluice.perf.report;

import java.util.List;
import java.util.Map;

/** The report as one HTML page: style and plots inside, nothing loaded from elsewhere. */
public final class Html {
    private static final String STYLE = """
            :root{color-scheme:light dark;--back:#fbfbf9;--text:#1d2327;--soft:#5b6670;--rule:#d9dde0;--head:#eef1f2;
            --c0:#0b6e99;--c1:#c4581a;--c2:#4a7d24;--c3:#8a3f9e;--c4:#a8871b;--c5:#b3304e;--c6:#2f7f78;--c7:#5a5fb0}
            @media (prefers-color-scheme:dark){:root{--back:#16191c;--text:#e6e9eb;--soft:#a0abb4;--rule:#343b41;
            --head:#20262a;--c0:#5cb8e0;--c1:#f0924f;--c2:#8fc765;--c3:#cf8ee0;--c4:#dcc05a;--c5:#f07a93;--c6:#6cc7bf;
            --c7:#a3a8ee}}
            body{margin:0 auto;max-width:60rem;padding:2rem 1.25rem 4rem;background:var(--back);color:var(--text);
            font:16px/1.5 system-ui,-apple-system,"Segoe UI","DejaVu Sans",sans-serif}
            h1{font-size:1.7rem;line-height:1.2;margin:0 0 .3rem}h2{font-size:1.25rem;margin:2.4rem 0 .4rem;
            padding-top:.8rem;border-top:1px solid var(--rule)}
            p{margin:.4rem 0;max-width:48rem}.lead{color:var(--soft)}
            figure{margin:1.2rem 0}figcaption,caption{
            color:var(--soft);font-size:.9rem;text-align:left;margin:0 0 .4rem}
            .scroll{overflow-x:auto}
            table{border-collapse:collapse;font-size:.9rem;margin:1rem 0;font-variant-numeric:tabular-nums}
            th,td{padding:.28rem .8rem .28rem 0;text-align:right;border-bottom:1px solid var(--rule);white-space:nowrap}
            th{font-weight:600;font-size:.9rem}th:first-child,td:first-child{text-align:left}
            .facts td{text-align:left;white-space:normal;vertical-align:top;overflow-wrap:anywhere}
            .facts td:first-child{color:var(--soft);white-space:nowrap}
            svg{width:100%;min-width:30rem;height:auto;display:block}svg text{fill:var(--text);font-size:13px}
            svg .tick{fill:var(--soft);font-size:12px}.grid{stroke:var(--rule);stroke-width:1}
            .axis{fill:none;stroke:var(--soft);stroke-width:1.2}.line{fill:none;stroke-width:2.2;stroke-linejoin:round}
            """;
    private static final String[] DASHES = {"none", "7 3", "2 3", "9 3 2 3", "none", "7 3", "2 3", "9 3 2 3"};

    private Html() {}

    /** Text with the characters that mean something to HTML written out. */
    public static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    /**
     * The page.
     *
     * @param lead a line under the title
     * @param facts what was measured where, shown last
     */
    public static String page(String title, String lead, List<Section> sections, Map<String, String> facts) {
        StringBuilder page = new StringBuilder("<!doctype html>\n<html lang=\"en\">\n<head>\n"
                + "<meta charset=\"utf-8\">\n");
        page.append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<title>")
                .append(escape(title))
                .append("</title>\n<style>\n").append(STYLE).append(seriesStyle())
                        .append("</style>\n</head>\n<body>\n");
        page.append("<h1>").append(escape(title)).append("</h1>\n<p class=\"lead\">").append(escape(lead))
                .append("</p>\n");
        sections.forEach(section -> append(page, section));
        page.append("<h2>Where and how it was measured</h2>\n<div class=\"scroll\"><table class=\"facts\">\n");
        facts.forEach((name, value) -> page.append("<tr><td>").append(escape(name)).append("</td><td>")
                .append(escape(value)).append("</td></tr>\n"));
        return page.append("</table></div>\n</body>\n</html>\n").toString();
    }

    private static String seriesStyle() {
        StringBuilder style = new StringBuilder();
        for (int i = 0; i < DASHES.length; i++) {
            style.append(String.format(".line.s%1$d{stroke:var(--c%1$d);stroke-dasharray:%2$s}"
                    + ".dot.s%1$d,.bar.s%1$d{fill:var(--c%1$d)}%n", i, DASHES[i]));
        }
        return style.toString();
    }

    private static void append(StringBuilder page, Section section) {
        page.append("<h2>").append(escape(section.heading())).append("</h2>\n");
        section.words().forEach(words -> page.append("<p>").append(escape(words)).append("</p>\n"));
        for (Section.Plot plot : section.plots()) {
            page.append("<figure>\n<figcaption>").append(escape(plot.caption())).append("</figcaption>\n")
                    .append("<div class=\"scroll\">").append(plot.svg()).append("</div></figure>\n");
        }
        section.tables().forEach(table -> append(page, table));
    }

    private static void append(StringBuilder page, Section.Table table) {
        page.append("<div class=\"scroll\"><table>\n<caption>").append(escape(table.caption()))
                .append("</caption>\n<tr>");
        table.columns().forEach(column -> page.append("<th>").append(escape(column)).append("</th>"));
        page.append("</tr>\n");
        for (List<String> row : table.rows()) {
            page.append("<tr>");
            row.forEach(cell -> page.append("<td>").append(escape(cell)).append("</td>"));
            page.append("</tr>\n");
        }
        page.append("</table></div>\n");
    }
}
