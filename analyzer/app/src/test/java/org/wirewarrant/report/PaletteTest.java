package org.wirewarrant.report;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PaletteTest {
    /** Vienot, Brettel and Mollon 1999 for the first two, a plain blue-blind projection for the third; rows give linear R, G, B. */
    private static final double[][][] SIGHTS = {
        {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
        {{0.11238, 0.88762, 0}, {0.11238, 0.88762, 0}, {0.00401, -0.00401, 1}},
        {{0.29275, 0.70725, 0}, {0.29275, 0.70725, 0}, {-0.02234, 0.02234, 1}},
        {{1, 0.14461, -0.14461}, {0, 0.85924, 0.14076}, {0, 0.85924, 0.14076}}
    };

    static Stream<Arguments> pairs() {
        return Stream.of(Palette.values())
                .flatMap(a -> Stream.of(Palette.values())
                        .filter(b -> b.compareTo(a) > 0)
                        .map(b -> Arguments.of(a, b)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void shouldKeepColoursApartInLightnessForEveryKindOfSight(Palette a, Palette b) {
        for (double[][] sight : SIGHTS) {
            double difference = Math.abs(lightness(a.rgb(), sight) - lightness(b.rgb(), sight));

            assertTrue(difference >= 9, () -> a + " and " + b + " differ by " + difference + " of 100 in lightness");
        }
    }

    @ParameterizedTest
    @MethodSource("org.wirewarrant.report.PaletteTest#colours")
    void shouldKeepTextOnColoursReadable(Palette colour) {
        double own = luminance(colour.rgb(), SIGHTS[0]);
        double ink = colour.light() ? luminance(0x22262a, SIGHTS[0]) : 1;
        double contrast = (Math.max(own, ink) + 0.05) / (Math.min(own, ink) + 0.05);

        assertTrue(contrast >= 4.5, () -> colour + " has a contrast of " + contrast + ", WCAG asks for 4.5");
    }

    static Stream<Palette> colours() {
        return Stream.of(Palette.values());
    }

    /** CIE L*, 0 to 100. */
    private static double lightness(int rgb, double[][] sight) {
        double y = luminance(rgb, sight);
        return y > 0.008856 ? 116 * Math.cbrt(y) - 16 : 903.3 * y;
    }

    private static double luminance(int rgb, double[][] sight) {
        double[] linear = {linear(rgb >> 16 & 0xff), linear(rgb >> 8 & 0xff), linear(rgb & 0xff)};
        double[] seen = new double[3];
        for (int i = 0; i < 3; i++) {
            double sum = 0;
            for (int j = 0; j < 3; j++) {
                sum += sight[i][j] * linear[j];
            }
            seen[i] = Math.min(1, Math.max(0, sum));
        }
        return 0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2];
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
