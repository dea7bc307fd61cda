package org.wirewarrant.report;

import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/**
 * A time axis in UTC whose values are nanoseconds since its start, because a double holds no nanoseconds since 1970. Labels say as much
 * as the step needs: the date for days, the time for seconds, decimals below.
 */
final class UtcAxis extends NumberAxis {
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final int GAP = 18;

    private final transient long start;

    UtcAxis(long startNanos, long lengthNanos) {
        this.start = startNanos;
        ChartStyle.style(this);
        setRange(0, (double) Math.max(1, lengthNanos));
        setLowerMargin(0);
        setUpperMargin(0);
    }

    @Override
    public List<NumberTick> refreshTicks(Graphics2D graphics, AxisState state, Rectangle2D area, RectangleEdge edge) {
        graphics.setFont(getTickLabelFont());
        FontRenderContext context = graphics.getFontRenderContext();
        long length = (long) getRange().getLength();
        long step = 1;
        for (; step < Long.MAX_VALUE / 16; step = larger(step)) {
            double width = getTickLabelFont()
                            .getStringBounds(label(start, step), context)
                            .getWidth()
                    + GAP;
            if (length / (double) step * width <= area.getWidth()) {
                break;
            }
        }
        List<NumberTick> ticks = new ArrayList<>();
        for (long time = -Math.floorDiv(-start, step) * step; time <= start + length; time += step) {
            double value = time - start;
            ticks.add(new NumberTick(value, label(time, step), TextAnchor.TOP_CENTER, TextAnchor.CENTER, 0));
        }
        if (ticks.isEmpty()) {
            ticks.add(new NumberTick(0.0, label(start, SECOND), TextAnchor.TOP_LEFT, TextAnchor.CENTER, 0));
        }
        return ticks;
    }

    /** 1, 2, 5 times powers of ten up to 5 s, then what clocks and calendars count in. */
    private static long larger(long step) {
        if (step < 5 * SECOND) {
            long power = 1;
            while (power * 10 <= step) {
                power *= 10;
            }
            long factor = step / power;
            return factor == 1 ? 2 * power : factor == 2 ? 5 * power : 10 * power;
        }
        long[] steps = {
            10 * SECOND,
            15 * SECOND,
            30 * SECOND,
            MINUTE,
            2 * MINUTE,
            5 * MINUTE,
            10 * MINUTE,
            15 * MINUTE,
            30 * MINUTE,
            HOUR,
            2 * HOUR,
            3 * HOUR,
            6 * HOUR,
            12 * HOUR,
            DAY,
            2 * DAY,
            7 * DAY,
            14 * DAY
        };
        for (long next : steps) {
            if (next > step) {
                return next;
            }
        }
        return 2 * step;
    }

    private static String label(long time, long step) {
        String text = TimeText.rfc3339(time);
        if (step >= DAY) {
            return text.substring(0, 10);
        }
        if (step >= HOUR) {
            return text.substring(5, 10) + " " + text.substring(11, 16);
        }
        if (step >= MINUTE) {
            return text.substring(11, 16);
        }
        if (step >= SECOND) {
            return text.substring(11, 19);
        }
        int decimals = 9;
        for (long unit = 1; unit * 10 <= step; unit *= 10) {
            decimals--;
        }
        return text.substring(11, 20 + decimals);
    }
}
