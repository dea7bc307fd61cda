package org.wirewarrant.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class CaptureProperties {
    private static final byte[] PCAP = CaptureBytes.pcap(1, 2, 3, 4, 5);
    private static final byte[] PCAPNG = pcapng();

    private static byte[] pcapng() {
        CaptureBytes bytes = CaptureBytes.little();
        bytes.section().describe(1).describe(113, 0, bytes.same().option(9, new byte[] {9}));
        for (int i = 0; i < 6; i++) {
            bytes.enhanced(i % 2, i, new byte[] {(byte) i, 1, 2}, 60 + i);
            bytes.block(5, bytes.same().int32(0).int64(0).option(5, bytes.same().int64(i)));
        }
        return bytes.section().describe(1).enhanced(0, 9, new byte[9], 9).bytes();
    }

    /** Whatever is cut off, what is left is read as it was, and the cut is told. */
    @Example
    void shouldReadAPrefixOfTheFramesWhereverAFileIsCut() throws IOException {
        for (byte[] whole : List.of(PCAP, PCAPNG)) {
            List<String> frames = Reading.of(whole).frames;
            for (int length = 8; length < whole.length; length++) {
                Reading cut = Reading.of(Arrays.copyOf(whole, length));
                assertEquals(frames.subList(0, cut.frames.size()), cut.frames, "cut at " + length);
                boolean clean = cut.damage().equals("none");
                boolean named = cut.damage().contains("cut short");
                assertTrue(clean || named, "cut at " + length + ": " + cut.damage());
            }
        }
    }

    @Property(tries = 1000)
    void shouldSurviveDamage(
            @ForAll boolean next, @ForAll long seed, @ForAll @Size(max = 4) List<@IntRange(max = 600) Integer> places) {
        byte[] bytes = (next ? PCAPNG : PCAP).clone();
        Random random = new Random(seed);
        for (int place : places) {
            bytes[place % bytes.length] = (byte) random.nextInt();
        }
        survive(bytes);
    }

    @Property(tries = 1000)
    void shouldSurviveAnyBytesBehindAHeader(@ForAll boolean next, @ForAll @Size(max = 200) byte[] rest) {
        byte[] start = Arrays.copyOf(next ? PCAPNG : PCAP, next ? 48 : 24);
        byte[] bytes = Arrays.copyOf(start, start.length + rest.length);
        System.arraycopy(rest, 0, bytes, start.length, rest.length);
        survive(bytes);
    }

    private static void survive(byte[] bytes) {
        try {
            Reading reading = Reading.of(bytes);
            assertTrue(reading.frames.size() <= bytes.length / 12);
            assertEquals(reading.frames.size(), reading.summary.frames());
        } catch (CaptureException e) {
            assertTrue(e.what().length() > 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
