package org.wirewarrant.report;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/** An axis of whole amounts from 0, in few steps of 1, 2 or 5 times a power of ten, written alike in every locale. */
final class AmountAxis extends NumberAxis {
    private static final int MOST_STEPS = 6;

    private final transient LongFunction<String> text;

    private AmountAxis(LongFunction<String> text) {
        this.text = text;
        setAutoRangeIncludesZero(true);
        setAutoRangeMinimumSize(1);
        ChartStyle.style(this);
        setAxisLineVisible(false);
        setTickMarksVisible(false);
    }

    static AmountAxis bytes() {
        return new AmountAxis(Quantities::bytes);
    }

    static AmountAxis counts() {
        return new AmountAxis(Quantities::count);
    }

    @Override
    public List<NumberTick> refreshTicks(Graphics2D graphics, AxisState state, Rectangle2D area, RectangleEdge edge) {
        boolean lying = RectangleEdge.isTopOrBottom(edge);
        long step = step(getRange().getUpperBound());
        List<NumberTick> ticks = new ArrayList<>();
        for (long value = 0; value <= getRange().getUpperBound(); value += step) {
            ticks.add(new NumberTick(
                    value,
                    text.apply(value),
                    lying ? TextAnchor.TOP_CENTER : TextAnchor.CENTER_RIGHT,
                    TextAnchor.CENTER,
                    0));
        }
        return ticks;
    }

    /** The smallest step that divides the range into at most {@value #MOST_STEPS} parts. */
    static long step(double upper) {
        for (long power = 1; ; power *= 10) {
            for (int factor : new int[] {1, 2, 5}) {
                if (upper / (factor * power) <= MOST_STEPS) {
                    return factor * power;
                }
            }
        }
    }
}
