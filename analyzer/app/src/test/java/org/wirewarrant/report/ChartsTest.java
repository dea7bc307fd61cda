package org.wirewarrant.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.wirewarrant.policy.PolicyException;

class ChartsTest {
    static Stream<Chart> charts() throws PolicyException {
        return Stream.of(of(3), of(300)).flatMap(List::stream);
    }

    private static List<Chart> of(int conversations) throws PolicyException {
        FixedResult result = GeneratedResult.of(conversations);
        return Charts.of(result, Tally.of(result));
    }

    @ParameterizedTest
    @MethodSource("charts")
    void shouldDrawAtPrintResolutionWithWhiteMargins(Chart chart) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        chart.writePng(out);

        BufferedImage image = ImageIO.read(new ByteArrayInputStream(out.toByteArray()));
        assertEquals(2250, image.getWidth());
        assertEquals(chart.height() * 5 / 2, image.getHeight());
        for (int x = 0; x < image.getWidth(); x++) {
            assertEquals(0xffffffff, image.getRGB(x, 0), "top edge");
            assertEquals(0xffffffff, image.getRGB(x, image.getHeight() - 1), "bottom edge");
        }
        for (int y = 0; y < image.getHeight(); y++) {
            assertEquals(0xffffffff, image.getRGB(0, y), "left edge");
            assertEquals(0xffffffff, image.getRGB(image.getWidth() - 1, y), "right edge");
        }
    }

    @Test
    void shouldShowEveryVerdictThatOccursInItsColour() throws PolicyException {
        Set<Integer> seen = colours(of(300).get(0).image(1));

        for (Palette colour :
                List.of(Palette.EXPLAINED, Palette.RESERVED, Palette.PROBLEM, Palette.OPEN, Palette.OUTSIDE)) {
            assertTrue(seen.contains(0xff000000 | colour.rgb()), () -> colour + " is missing");
        }
    }

    @Test
    void shouldLeaveOutWhatCouldShowNothing() throws PolicyException {
        FixedResult result = GeneratedResult.of(0);
        List<String> names = List.of(
                "traffic-over-time", "undocumented-services", "busiest-rules", "rule-status", "quality-over-time");

        assertEquals(
                names,
                Charts.of(result.withoutRequirements(), Tally.of(result)).stream()
                        .map(Chart::name)
                        .toList());
    }

    @Test
    void shouldSayThatThereWasNoTraffic() throws PolicyException {
        FixedResult empty = GeneratedResult.of(0);
        Chart chart = TimelineChart.of(Tally.of(empty).timeline());

        assertEquals("No traffic.", chart.text());
        assertTrue(chart.svg().contains("No IP traffic in the capture"));
    }

    @Test
    void shouldSayInWordsWhatTheCaptureLacks() throws PolicyException {
        FixedResult result = GeneratedResult.of(3);

        assertEquals(
                "In the whole window: not captured: 0 s; dropped frames: none; missing TCP payload: 106 B (51.7 %);"
                        + " one-sided TCP flows: none; frames not decoded: none; repeated packets: none.",
                QualityChart.of(Tally.of(result).qualityTimeline()).text());
        assertEquals(
                "No frame carries a time.",
                QualityChart.of(Tally.of(GeneratedResult.of(0)).qualityTimeline())
                        .text());
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 300})
    void shouldGiveTheSameBytesWhateverTheLocaleAndTimeZone(int conversations) throws PolicyException, IOException {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        List<byte[]> here = bytes(of(conversations));
        try {
            Locale.setDefault(
                    new Locale.Builder().setLanguageTag("ar-EG-u-nu-arab").build());
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
            List<byte[]> there = bytes(of(conversations));
            for (int i = 0; i < here.size(); i++) {
                assertArrayEquals(here.get(i), there.get(i));
            }
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @ParameterizedTest
    @MethodSource("charts")
    void shouldWriteSvgWithoutOutsideReferencesAndWithIdsOfItsOwn(Chart chart) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        chart.writeSvg(out);

        Element svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(out.toByteArray()))
                .getDocumentElement();
        assertEquals("0 0 900 " + chart.height(), svg.getAttribute("viewBox").replace(".0", ""));
        NodeList all = svg.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            assertEquals("", element.getAttribute("href") + element.getAttribute("xlink:href"));
            String id = element.getAttribute("id");
            assertTrue(id.isEmpty() || id.startsWith(chart.name()), id);
        }
    }

    private static List<byte[]> bytes(List<Chart> charts) throws IOException {
        List<byte[]> all = new java.util.ArrayList<>();
        for (Chart chart : charts) {
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            chart.writePng(png);
            ByteArrayOutputStream svg = new ByteArrayOutputStream();
            chart.writeSvg(svg);
            all.add(png.toByteArray());
            all.add(svg.toByteArray());
        }
        return all;
    }

    private static Set<Integer> colours(BufferedImage image) {
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                colours.add(image.getRGB(x, y));
            }
        }
        return colours;
    }
}
