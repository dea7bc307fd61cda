package org.wirewarrant.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PcapngReaderTest {
    private static final byte[] FRAME = {1, 2, 3, 4, 5};
    private static final String AT_7 = "7000 link 1 5/60 01020304";

    private static CaptureBytes start() {
        return CaptureBytes.little().section().describe(1);
    }

    @Test
    void shouldReadEveryPacketBlockInBothByteOrders() throws IOException {
        for (CaptureBytes bytes : List.of(CaptureBytes.little(), CaptureBytes.big())) {
            bytes.section().describe(1).enhanced(0, 7, FRAME, 60);
            bytes.block(3, bytes.same().int32(60).raw(FRAME));
            bytes.block(
                    2,
                    bytes.same()
                            .int16(0)
                            .int16(3)
                            .int32(0)
                            .int32(9)
                            .int32(5)
                            .int32(70)
                            .raw(FRAME));
            Reading reading = Reading.of(bytes);
            assertEquals(List.of(AT_7, "no time link 1 8/60 01020304", "9000 link 1 5/70 01020304"), reading.frames);
            assertEquals(OptionalLong.of(3), reading.summary.interfaceDrops());
            assertEquals("none", reading.damage());
        }
    }

    @Test
    void shouldCutSimplePacketsAtTheSnapLength() throws IOException {
        CaptureBytes bytes = CaptureBytes.little();
        bytes.section().describe(1, 3, bytes.same());
        Reading reading = Reading.of(bytes.block(3, bytes.same().int32(60).raw((byte) 1, (byte) 2, (byte) 3)));
        assertEquals(List.of("no time link 1 3/60 010203"), reading.frames);
    }

    @Test
    void shouldPassOverOtherBlocks() throws IOException {
        CaptureBytes bytes = start();
        bytes.block(4, bytes.same().text("names"))
                .block(10, bytes.same().int32(0x544c534b).int32(4).text("keys"))
                .block(0xbad, bytes.same().int32(32473).text("custom"))
                .block(0x40000bad, bytes.same().int32(32473))
                .block(0x7777, bytes.same().raw(new byte[300_000]))
                .enhanced(0, 7, FRAME, 60);
        Reading reading = Reading.of(bytes);
        assertEquals(List.of(AT_7), reading.frames);
        assertEquals("none", reading.damage());
    }

    @Test
    void shouldKeepInterfacesAndSectionsApart() throws IOException {
        CaptureBytes little = CaptureBytes.little();
        little.section().describe(1).describe(101, 0, little.same().option(9, new byte[] {9}));
        little.enhanced(1, 7, FRAME, 60).enhanced(0, 7, FRAME, 60);
        CaptureBytes big = CaptureBytes.big();
        big.section().describe(113).enhanced(0, 8, FRAME, 60);
        Reading reading = Reading.of(little.raw(big.bytes()));
        assertEquals(List.of("7 link 101 5/60 01020304", AT_7, "8000 link 113 5/60 01020304"), reading.frames);
        assertEquals(List.of(1, 101, 113), reading.summary.linkTypes());
        assertEquals("none", reading.damage());
    }

    @Test
    void shouldReadEveryResolutionAndOffset() throws IOException {
        assertEquals(3_000_000_000L, nanos(0, 3, 0));
        assertEquals(3_000_000L, nanos(3, 3, 0));
        assertEquals(3_000L, nanos(6, 3, 0));
        assertEquals(3L, nanos(9, 3, 0));
        assertEquals(3L, nanos(12, 3_999, 0));
        assertEquals(0L, nanos(100, Long.MAX_VALUE, 0));
        assertEquals(1_500_000_000L, nanos(0x81, 3, 0));
        assertEquals(1_250_000_000L, nanos(0xa0, (1L << 32) + (1L << 30), 0));
        assertEquals(1_750_000_000L, nanos(0xbf, (1L << 63) | (1L << 62) | (1L << 61), 0));
        assertEquals(500_000_000L, nanos(0xc0, 1L << 63, 0));
        assertEquals(0L, nanos(0xff, -1L, 0));
        assertEquals(5_000_003_000L, nanos(6, 3, 5));
        assertEquals(-4_999_997_000L, nanos(6, 3, -5));
        assertEquals(Long.MAX_VALUE, nanos(0, -1L, 0));
        assertEquals(Long.MAX_VALUE, nanos(6, 3, Long.MAX_VALUE));
        assertEquals(Long.MIN_VALUE + 1, nanos(6, 3, Long.MIN_VALUE));
    }

    private static long nanos(int resolution, long ticks, long offset) throws IOException {
        CaptureBytes bytes = CaptureBytes.little();
        CaptureBytes options = bytes.same()
                .option(2, "eth0\0".getBytes(StandardCharsets.US_ASCII))
                .option(9, new byte[] {(byte) resolution})
                .option(14, bytes.same().int64(offset))
                .int32(0);
        bytes.section().describe(1, 0, options).enhanced(0, ticks, FRAME, 60);
        return Reading.of(bytes).summary.firstNanos().orElseThrow();
    }

    @Test
    void shouldCountDropsOfTheStatisticsOrThePackets() throws IOException {
        CaptureBytes bytes = CaptureBytes.little().section().describe(1).describe(1);
        CaptureBytes lost =
                bytes.same().option(1, new byte[] {'x'}).option(4, bytes.same().int64(2));
        bytes.enhanced(1, 7, FRAME, 60, lost).enhanced(1, 7, FRAME, 60, lost);
        bytes.block(
                5,
                bytes.same()
                        .int32(0)
                        .int64(0)
                        .option(4, bytes.same().int64(100))
                        .option(5, bytes.same().int64(10)));
        bytes.block(5, bytes.same().int32(0).int64(0).option(5, bytes.same().int64(30)));
        assertEquals(OptionalLong.of(34), Reading.of(bytes).summary.interfaceDrops());
        assertEquals(
                OptionalLong.empty(),
                Reading.of(start().enhanced(0, 7, FRAME, 60)).summary.interfaceDrops());
    }

    @Test
    void shouldGoOnAfterAPacketThatCannotBe() throws IOException {
        CaptureBytes bytes = start();
        int at = bytes.size();
        bytes.block(6, bytes.same().int32(0).int32(0).int32(7).int32(65536).int32(65536));
        Reading reading = Reading.of(bytes.enhanced(0, 7, FRAME, 60));
        assertEquals(List.of(AT_7), reading.frames);
        assertEquals(at + ": packet of 65536 captured bytes in a block of 32", reading.damage());
    }

    @Test
    void shouldGoOnAfterAnInterfaceThatIsNotDescribed() throws IOException {
        CaptureBytes bytes = start();
        int at = bytes.size();
        Reading reading = Reading.of(bytes.enhanced(4, 7, FRAME, 60).enhanced(0, 7, FRAME, 60));
        assertEquals(List.of(AT_7), reading.frames);
        assertEquals(at + ": packet of interface 4, which its section does not describe", reading.damage());
    }

    @Test
    void shouldFindTheNextBlockWhenALengthLies() throws IOException {
        for (long length : new long[] {0, 8, 0x0fff_fff0L, 0xffff_fffcL}) {
            CaptureBytes bytes = start().enhanced(0, 7, FRAME, 60);
            int at = bytes.size();
            bytes.int32(6).int32(length).raw(new byte[32]);
            Reading reading = Reading.of(bytes.enhanced(0, 7, FRAME, 60));
            assertEquals(List.of(AT_7, AT_7), reading.frames, "length " + length);
            assertEquals(at, reading.summary.damage().orElseThrow().offset());
        }
    }

    @Test
    void shouldNoteLengthsThatDisagree() throws IOException {
        byte[] bytes =
                start().enhanced(0, 7, FRAME, 60).enhanced(0, 7, FRAME, 60).bytes();
        int trailer = bytes.length - 40 - 4;
        bytes[trailer] = 48;
        Reading reading = Reading.of(bytes);
        assertEquals(List.of(AT_7, AT_7), reading.frames);
        assertEquals(trailer + ": block length 40 at its start is 48 at its end", reading.damage());
    }

    @Test
    void shouldPassOverASectionOfAnotherVersion() throws IOException {
        CaptureBytes bytes = start().enhanced(0, 7, FRAME, 60);
        int at = bytes.size();
        bytes.block(0x0a0d0d0a, bytes.same().int32(0x1a2b3c4d).int16(2).int16(0).int64(-1));
        bytes.describe(1).enhanced(0, 9, FRAME, 60);
        Reading reading = Reading.of(bytes.section().describe(1).enhanced(0, 7, FRAME, 60));
        assertEquals(List.of(AT_7, AT_7), reading.frames);
        assertEquals((at + 12) + ": pcapng version 2.0 is not supported; section 2 is passed over", reading.damage());
    }

    @Test
    void shouldNameTheOffsetOfWhatIsCutShort() throws IOException {
        CaptureBytes bytes = start();
        int at = bytes.size();
        byte[] whole = bytes.enhanced(0, 7, FRAME, 60).bytes();
        for (int length = at + 1; length < whole.length; length++) {
            Reading reading = Reading.of(Arrays.copyOf(whole, length));
            assertEquals(List.of(), reading.frames);
            String what = length < at + 8 ? "a block header" : "an enhanced packet block of 40 bytes";
            assertEquals(
                    at + ": cut short inside " + what + ": " + (length - at) + " bytes of it are there",
                    reading.damage());
        }
    }

    @Test
    void shouldNotBelieveLengthsOfOptions() throws IOException {
        CaptureBytes bytes = CaptureBytes.little();
        bytes.section();
        int at = bytes.size();
        bytes.describe(1, 0, bytes.same().int16(9).int16(0x3030).int32(0)).enhanced(0, 7, FRAME, 60);
        Reading reading = Reading.of(bytes);
        assertEquals(List.of(AT_7), reading.frames);
        assertEquals((at + 16) + ": option of 12336 bytes is longer than its interface description", reading.damage());
    }
}
