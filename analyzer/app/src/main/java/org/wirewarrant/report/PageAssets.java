package org.wirewarrant.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Style sheets and script of the report, for its templates. */
public final class PageAssets {
    private PageAssets() {}

    /** The style sheet of the page, with the palette's colours. */
    public static String css() {
        StringBuilder css = new StringBuilder();
        for (Palette colour : Palette.values()) {
            css.append('.')
                    .append(PageMaker.css(colour))
                    .append("{--colour:")
                    .append(colour.css())
                    .append("}\n");
        }
        return css + resource("report.css");
    }

    /** The style sheet of the printed report. */
    public static String printCss() {
        return resource("report-pdf.css");
    }

    /** The script of the page. */
    public static String script() {
        return resource("report.js");
    }

    /** The script of the page of a run that goes on. */
    static String liveScript() {
        return resource("live.js");
    }

    private static String resource(String name) {
        try (InputStream in = PageAssets.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
