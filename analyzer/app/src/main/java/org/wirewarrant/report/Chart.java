package org.wirewarrant.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jfree.chart.JFreeChart;
import org.jfree.svg.SVGGraphics2D;
import org.jfree.svg.SVGHints;

/**
 * One picture of a report.
 *
 * @param name file name without extension
 * @param title its heading
 * @param text what it shows, in words, for those who do not see it
 * @param height in units of which {@value #WIDTH} make the width; made even, so that the picture ends with a whole row of pixels
 * @param source makes the drawing; each call gives one of its own, because a drawing belongs to one thread
 */
record Chart(String name, String title, String text, int height, Supplier<JFreeChart> source) {
    static final int WIDTH = 900;
    /** 2250 pixels across: 300 to the inch on a page with margins. */
    private static final double PRINT_SCALE = 2.5;

    private static final String FAMILY = "DejaVu Sans, Verdana, Arial, sans-serif";

    Chart {
        height = (height + 1) / 2 * 2;
    }

    void writePng(OutputStream out) throws IOException {
        // In memory: by itself ImageIO would put a file into the temporary folder.
        ImageOutputStream memory = new MemoryCacheImageOutputStream(out);
        ImageIO.write(image(PRINT_SCALE), "png", memory);
        memory.flush();
    }

    BufferedImage image(double scale) {
        BufferedImage image = new BufferedImage(
                (int) Math.round(WIDTH * scale), (int) Math.round(height * scale), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.scale(scale, scale);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, WIDTH, height);
        draw(graphics);
        graphics.dispose();
        return image;
    }

    void writeSvg(OutputStream out) throws IOException {
        out.write(("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + svg() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** An svg element that scales with its place. */
    String svg() {
        SVGGraphics2D graphics = new SVGGraphics2D(WIDTH, height);
        graphics.setDefsKeyPrefix(name + "-");
        graphics.setFontFunction(family -> FAMILY);
        graphics.setRenderingHint(SVGHints.KEY_TEXT_RENDERING, SVGHints.VALUE_TEXT_RENDERING_LEGIBILITY);
        draw(graphics);
        return graphics.getSVGElement(null, true, new org.jfree.svg.ViewBox(0, 0, WIDTH, height), null, null);
    }

    /** Draws at its own size. */
    void draw(Graphics2D graphics) {
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        source.get().draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, height));
    }
}
