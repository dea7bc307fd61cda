package org.wirewarrant.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class HeaderDecoderProperties {
    private static final List<LayerCases.Case> CASES = LayerCases.all();

    @Property(tries = 2000)
    void shouldSurviveAnyBytes(
            @ForAll @Size(max = 300) byte[] frame,
            @ForAll @IntRange(max = 300) int linkType,
            @ForAll @IntRange(max = 70_000) int more) {
        check(Layers.decode(new HeaderDecoder(), linkType, frame, frame.length + more), frame.length);
    }

    @Property(tries = 5000)
    void shouldSurviveDamagedHeaders(
            @ForAll("cases") LayerCases.Case whole,
            @ForAll @Size(min = 1, max = 6) List<@IntRange(max = 400) Integer> places,
            @ForAll @Size(6) byte[] values,
            @ForAll @IntRange(max = 2000) int more) {
        byte[] frame = whole.frame.clone();
        for (int i = 0; i < places.size(); i++) {
            frame[places.get(i) % frame.length] = values[i];
        }
        check(Layers.decode(new HeaderDecoder(), whole.linkType, frame, frame.length + more), frame.length);
    }

    @Provide
    Arbitrary<LayerCases.Case> cases() {
        return Arbitraries.of(CASES);
    }

    private static void check(Headers headers, int captured) {
        assertTrue(headers.count() <= Headers.MAX_LAYERS);
        for (int i = 0; i < headers.count(); i++) {
            PacketView view = headers.layer(i);
            assertTrue(view.version == 4 || view.version == 6);
            assertTrue(view.payloadLength >= 0);
            assertTrue(view.payloadCaptured >= 0);
            // decoded at 101 of its buffer
            assertTrue(view.payloadCaptured == 0 || view.payloadOffset + view.payloadCaptured <= 101 + captured);
            assertTrue(i == 0 == (view.encapsulation == Encapsulation.NONE));
        }
    }

    /** A capture that keeps less never sees other layers, and never takes a cut for a lie. */
    @Example
    void shouldSeeAPrefixOfTheLayersWhereverAFrameIsCut() {
        for (LayerCases.Case whole : CASES) {
            Headers headers = Layers.decode(new HeaderDecoder(), whole.linkType, whole.frame, whole.frame.length);
            List<String> layers = layers(headers);
            DecodeStop stop = headers.stop();
            for (int length = 0; length < Math.min(whole.frame.length, 400); length++) {
                Headers cut = Layers.decode(
                        new HeaderDecoder(), whole.linkType, Arrays.copyOf(whole.frame, length), whole.frame.length);
                List<String> kept = layers(cut);
                assertEquals(
                        layers.subList(0, Math.min(kept.size(), layers.size())), kept, whole + " cut at " + length);
                boolean lie = cut.stop() == DecodeStop.MALFORMED && stop != DecodeStop.MALFORMED;
                assertTrue(!lie, whole + " cut at " + length);
                if (kept.isEmpty() && !layers.isEmpty()) {
                    assertTrue(cut.stop() == DecodeStop.SNAPPED || isGuess(whole), whole + " cut at " + length);
                }
            }
        }
    }

    /** Under a label stack lies what looks like it: with less of it captured the guess is not made. */
    private static boolean isGuess(LayerCases.Case frame) {
        return frame.name.startsWith("MPLS");
    }

    private static List<String> layers(Headers headers) {
        List<String> layers = new ArrayList<>();
        for (int i = 0; i < headers.count(); i++) {
            PacketView view = headers.layer(i);
            layers.add(view.encapsulation
                    + " " + ConversationView.address(view.version, view.sourceHigh, view.sourceLow)
                    + ":" + view.sourcePort
                    + ">" + ConversationView.address(view.version, view.destinationHigh, view.destinationLow)
                    + ":" + view.destinationPort
                    + " p" + view.protocol
                    + " len " + view.ipLength
                    + " fragment " + view.fragment);
        }
        return layers;
    }
}
