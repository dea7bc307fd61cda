package org.wirewarrant.report;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.Map;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CrosshairState;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.AbstractXYItemRenderer;
import org.jfree.chart.renderer.xy.XYItemRendererState;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYDataset;
import org.wirewarrant.policy.VerdictKind;

/** Draws a cell of the role matrix. */
final class RoleCellRenderer extends AbstractXYItemRenderer {
    private static final double BAR_HEIGHT = 9;
    private static final double MARGIN = 4;
    /** What occurred at all is at least this wide. */
    private static final double THINNEST = 2.5;

    private final transient RoleMatrix matrix;

    RoleCellRenderer(RoleMatrix matrix) {
        this.matrix = matrix;
    }

    @Override
    public void drawItem(
            Graphics2D graphics,
            XYItemRendererState state,
            Rectangle2D area,
            PlotRenderingInfo info,
            XYPlot plot,
            ValueAxis servers,
            ValueAxis clients,
            XYDataset dataset,
            int series,
            int item,
            CrosshairState crosshair,
            int pass) {
        int column = (int) dataset.getXValue(series, item);
        int row = (int) dataset.getYValue(series, item);
        double left = servers.valueToJava2D(column - 0.5, area, plot.getDomainAxisEdge());
        double right = servers.valueToJava2D(column + 0.5, area, plot.getDomainAxisEdge());
        double top = clients.valueToJava2D(row - 0.5, area, plot.getRangeAxisEdge());
        double bottom = clients.valueToJava2D(row + 0.5, area, plot.getRangeAxisEdge());
        graphics.setPaint(ChartStyle.GRID);
        graphics.setStroke(ChartStyle.HAIRLINE);
        graphics.draw(new Rectangle2D.Double(left, top, right - left, bottom - top));
        Map<VerdictKind, Long> cell = matrix.cells().get(row).get(column);
        if (!cell.isEmpty()) {
            drawVerdicts(graphics, cell, left + MARGIN, bottom - MARGIN - BAR_HEIGHT, right - left - 2 * MARGIN);
            long count = cell.values().stream().mapToLong(Long::longValue).sum();
            graphics.setPaint(ChartStyle.INK);
            graphics.setFont(ChartFonts.sans(11));
            float y = (float) ((top + bottom - MARGIN - BAR_HEIGHT) / 2);
            TextUtils.drawAlignedString(
                    shortCount(count), graphics, (float) ((left + right) / 2), y, TextAnchor.CENTER);
        }
    }

    private static void drawVerdicts(
            Graphics2D graphics, Map<VerdictKind, Long> cell, double left, double top, double width) {
        long count = cell.values().stream().mapToLong(Long::longValue).sum();
        double room = width - THINNEST * cell.size();
        double x = left;
        for (VerdictKind kind : VerdictKind.values()) {
            if (cell.containsKey(kind)) {
                double part = THINNEST + room * cell.get(kind) / count;
                graphics.setPaint(ChartStyle.color(Palette.of(kind)));
                graphics.fill(new Rectangle2D.Double(x, top, part, BAR_HEIGHT));
                x += part;
            }
        }
    }

    private static String shortCount(long count) {
        return count < 100_000 ? Quantities.count(count) : Quantities.decimal(count / 1000.0, 0) + "k";
    }
}
