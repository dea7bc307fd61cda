package org.wirewarrant.report;

import com.openhtmltopdf.extend.FSObjectDrawer;
import com.openhtmltopdf.extend.FSObjectDrawerFactory;
import com.openhtmltopdf.extend.OutputDevice;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.render.RenderingContext;
import com.openhtmltopdf.util.XRLog;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.awt.Shape;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Calendar;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TimeZone;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.w3c.dom.Element;

/** {@code report.pdf}: the page for filing, as PDF/A-2u with its charts as drawings. The same page gives the same bytes. */
final class PdfReport {
    private static final String FAMILY = "DejaVu Sans";

    private PdfReport() {}

    /**
     * Writes.
     *
     * @param lastNanos time of the last packet, which stands for the document's date; the clock does not
     */
    static void write(ReportPage page, List<Chart> charts, OptionalLong lastNanos, OutputStream out)
            throws IOException {
        XRLog.setLoggingEnabled(false);
        StringOutput xhtml = new StringOutput();
        TemplateEngine.createPrecompiled(ContentType.Html).render("report-pdf.jte", page, xhtml);
        PdfRendererBuilder builder = new PdfRendererBuilder()
                .withHtmlContent(xhtml.toString(), null)
                .useFont(
                        () -> PdfReport.class.getResourceAsStream("DejaVuSans.ttf"),
                        FAMILY,
                        400,
                        FontStyle.NORMAL,
                        true)
                .useFont(
                        () -> PdfReport.class.getResourceAsStream("DejaVuSans-Bold.ttf"),
                        FAMILY,
                        700,
                        FontStyle.NORMAL,
                        true)
                .useObjectDrawerFactory(new ChartDrawers(charts))
                .useReplacementText("?")
                .usePdfAConformance(PdfAConformance.PDFA_2_U)
                .useColorProfile(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData())
                .useExternalResourceAccessControl(
                        (uri, type) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI)
                .withProducer("Wirewarrant " + ProgramVersion.text())
                .toStream(OutputStream.nullOutputStream());
        try (PDDocument document = new DatedDocument(lastNanos.orElse(0))) {
            builder.usePDDocument(document);
            try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
                renderer.createPDFWithoutClosing();
                document.save(out);
            }
        }
    }

    /** Is dated by the capture: the renderer would set the clock's time, in two places. */
    private static final class DatedDocument extends PDDocument {
        private final Calendar date = Calendar.getInstance(TimeZone.getTimeZone("UTC"), Locale.ROOT);

        DatedDocument(long nanos) {
            date.setTimeInMillis(Math.floorDiv(nanos, 1_000_000));
            setDocumentId(nanos);
        }

        @Override
        public void setDocumentInformation(PDDocumentInformation information) {
            information.setCreationDate(date);
            super.setDocumentInformation(information);
        }
    }

    private record ChartDrawers(Map<String, Chart> charts) implements FSObjectDrawerFactory {
        ChartDrawers(List<Chart> charts) {
            this(charts.stream().collect(Collectors.toMap(Chart::name, Function.identity())));
        }

        @Override
        public FSObjectDrawer createDrawer(Element element) {
            return new ChartDrawer(charts.get(element.getAttribute("data-name")));
        }

        @Override
        public boolean isReplacedObject(Element element) {
            return element.getAttribute("type").equals("chart");
        }
    }

    private record ChartDrawer(Chart chart) implements FSObjectDrawer {
        @Override
        public Map<Shape, String> drawObject(
                Element element,
                double x,
                double y,
                double width,
                double height,
                OutputDevice device,
                RenderingContext context,
                int dotsPerPixel) {
            device.drawWithGraphics(
                    (float) x, (float) y, (float) width / dotsPerPixel, (float) height / dotsPerPixel, graphics -> {
                        double scale = width / dotsPerPixel / Chart.WIDTH;
                        graphics.scale(scale, scale);
                        chart.draw(graphics);
                    });
            return Map.of();
        }
    }
}
