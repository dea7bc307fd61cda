package org.wirewarrant.report;

import java.awt.Color;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.xy.DefaultXYDataset;
import org.wirewarrant.policy.VerdictKind;

/** Who talked to whom: rows are client roles, columns server roles, and each cell has its count over a bar of its verdicts. */
final class RoleMatrixChart {
    private static final String TITLE =
            "Who talked to whom: conversations from client roles (left) to server roles (below)";
    private static final int CELL_HEIGHT = 36;
    private static final int AROUND = 110;
    private static final int LONGEST = 26;
    private static final int POINTS_OF_A_LETTER = 7;

    private RoleMatrixChart() {}

    static Chart of(RoleMatrix matrix) {
        int longest = matrix.servers().stream()
                .mapToInt(name -> cut(name).length())
                .max()
                .orElse(0);
        int labels = upright(matrix) ? longest * POINTS_OF_A_LETTER : 20;
        int height =
                AROUND + labels + CELL_HEIGHT * Math.max(3, matrix.clients().size());
        return new Chart("role-matrix", TITLE, text(matrix), height, () -> draw(matrix));
    }

    private static JFreeChart draw(RoleMatrix matrix) {
        if (matrix.clients().isEmpty()) {
            XYPlot empty = new XYPlot();
            empty.setNoDataMessage("No conversations");
            return ChartStyle.chart(TITLE, "", empty);
        }
        SymbolAxis servers = axis(matrix.servers());
        servers.setVerticalTickLabels(upright(matrix));
        SymbolAxis clients = axis(matrix.clients());
        clients.setInverted(true);
        DefaultXYDataset data = new DefaultXYDataset();
        data.addSeries("cells", places(matrix));
        XYPlot plot = new XYPlot(data, servers, clients, new RoleCellRenderer(matrix));
        plot.setDomainAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinesVisible(false);
        plot.setFixedLegendItems(legend(matrix));
        JFreeChart chart = ChartStyle.chart(TITLE, "", plot);
        ChartStyle.addLegend(chart);
        plot.setOutlineVisible(true);
        plot.setOutlinePaint(ChartStyle.GRID);
        return chart;
    }

    private static SymbolAxis axis(List<String> names) {
        SymbolAxis axis =
                new SymbolAxis(null, names.stream().map(RoleMatrixChart::cut).toArray(String[]::new));
        ChartStyle.style(axis);
        axis.setRange(-0.5, names.size() - 0.5);
        axis.setGridBandsVisible(false);
        axis.setTickMarksVisible(false);
        axis.setAxisLineVisible(false);
        return axis;
    }

    private static double[][] places(RoleMatrix matrix) {
        int columns = matrix.servers().size();
        int count = matrix.clients().size() * columns;
        double[][] places = new double[2][count];
        for (int i = 0; i < count; i++) {
            int row = i / columns;
            places[0][i] = i - row * columns;
            places[1][i] = row;
        }
        return places;
    }

    private static LegendItemCollection legend(RoleMatrix matrix) {
        LegendItemCollection legend = new LegendItemCollection();
        for (VerdictKind kind : VerdictKind.values()) {
            if (matrix.cells().stream().flatMap(List::stream).anyMatch(cell -> cell.containsKey(kind))) {
                Color colour = ChartStyle.color(Palette.of(kind));
                legend.add(new LegendItem(kind.keyword(), null, null, null, new Rectangle(8, 8), colour));
            }
        }
        return legend;
    }

    /** Whether the names of the columns stand on end, because they are wider than the columns. */
    private static boolean upright(RoleMatrix matrix) {
        int column = (Chart.WIDTH - 260) / Math.max(1, matrix.servers().size());
        return matrix.servers().stream().anyMatch(name -> cut(name).length() * POINTS_OF_A_LETTER > column);
    }

    private static String cut(String name) {
        return name.length() <= LONGEST ? name : name.substring(0, LONGEST - 1) + "\u2026";
    }

    private static String text(RoleMatrix matrix) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < matrix.clients().size(); i++) {
            for (int j = 0; j < matrix.servers().size(); j++) {
                Map<VerdictKind, Long> cell = matrix.cells().get(i).get(j);
                if (!cell.isEmpty()) {
                    List<String> counts = Arrays.stream(VerdictKind.values())
                            .filter(cell::containsKey)
                            .map(kind -> cell.get(kind) + " " + kind.keyword())
                            .toList();
                    parts.add(matrix.clients().get(i) + " to "
                            + matrix.servers().get(j) + ": " + String.join(", ", counts));
                }
            }
        }
        return parts.isEmpty() ? "No conversations." : String.join("; ", parts) + ".";
    }
}
