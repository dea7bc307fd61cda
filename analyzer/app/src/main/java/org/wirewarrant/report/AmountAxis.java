package org.wirewarrant.report;

import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.function.LongFunction;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.TickUnit;
import org.jfree.chart.axis.TickUnitSource;

/** An axis of whole amounts from 0, in steps of 1, 2 or 5 times a power of ten, written alike in every locale. */
final class AmountAxis {
    private AmountAxis() {}

    static NumberAxis bytes(String label) {
        return axis(label, Quantities::bytes);
    }

    static NumberAxis counts(String label) {
        return axis(label, Quantities::count);
    }

    private static NumberAxis axis(String label, LongFunction<String> text) {
        NumberAxis axis = new NumberAxis(label);
        axis.setStandardTickUnits(new Steps(new Format(text)));
        axis.setAutoRangeIncludesZero(true);
        axis.setAutoRangeMinimumSize(1);
        axis.setMinorTickMarksVisible(false);
        ChartStyle.style(axis);
        return axis;
    }

    private static final class Steps implements TickUnitSource {
        private final NumberFormat format;

        Steps(NumberFormat format) {
            this.format = format;
        }

        @Override
        public TickUnit getLargerTickUnit(TickUnit unit) {
            return getCeilingTickUnit(unit.getSize() * 1.01);
        }

        @Override
        public TickUnit getCeilingTickUnit(TickUnit unit) {
            return getCeilingTickUnit(unit.getSize());
        }

        @Override
        public TickUnit getCeilingTickUnit(double size) {
            double power = Math.pow(10, Math.floor(Math.log10(Math.max(1, size))));
            for (int factor : new int[] {1, 2, 5, 10}) {
                if (factor * power >= size * 0.999) {
                    return new NumberTickUnit(factor * power, format);
                }
            }
            return new NumberTickUnit(10 * power, format);
        }
    }

    private static final class Format extends NumberFormat {
        private final transient LongFunction<String> text;

        Format(LongFunction<String> text) {
            this.text = text;
        }

        @Override
        public StringBuffer format(double number, StringBuffer out, FieldPosition position) {
            return out.append(text.apply(Math.round(number)));
        }

        @Override
        public StringBuffer format(long number, StringBuffer out, FieldPosition position) {
            return out.append(text.apply(number));
        }

        @Override
        public Number parse(String source, ParsePosition position) {
            throw new UnsupportedOperationException();
        }
    }
}
