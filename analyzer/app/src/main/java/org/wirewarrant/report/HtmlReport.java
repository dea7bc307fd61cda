package org.wirewarrant.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.WriterOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** {@code report.html}: one file that asks nothing of the network. */
final class HtmlReport {
    private HtmlReport() {}

    static void write(ReportPage page, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        TemplateEngine.createPrecompiled(ContentType.Html).render("report.jte", page, new WriterOutput(writer));
        writer.flush();
    }
}
