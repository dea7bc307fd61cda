package org.wirewarrant.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PcapReaderTest {
    private static final byte[] FRAME = {1, 2, 3, 4, 5};

    @Test
    void shouldReadEveryMagic() throws IOException {
        int[] magics = {0xa1b2c3d4, 0xa1b23c4d, 0x1c0001ac, 0x1c0001ab};
        String[] times = {"9000007000", "9000000007", "9000000007", "9000007000"};
        String[] formats = {"pcap", "pcap (nanosecond)", "pcap (Ixia)", "pcap (Ixia)"};
        for (int i = 0; i < magics.length; i++) {
            for (CaptureBytes bytes : List.of(CaptureBytes.little(), CaptureBytes.big())) {
                boolean bigEndian =
                        bytes.bytes().length == 0 && bytes.same().int16(1).bytes()[0] == 0;
                bytes.pcapHeader(magics[i], 2, 4, 1);
                if (i >= 2) {
                    bytes.int32(1234);
                }
                Reading reading = Reading.of(bytes.record(9, 7, FRAME, 60).record(10, 0, FRAME, 5));
                assertEquals(
                        List.of(times[i] + " link 1 5/60 01020304", "10000000000 link 1 5/5 01020304"), reading.frames);
                String expected = formats[i];
                if (bigEndian) {
                    expected = expected.equals("pcap") ? "pcap (big-endian)" : expected.replace(")", ", big-endian)");
                }
                assertEquals(expected, reading.summary.format());
                assertEquals("none", reading.damage());
            }
        }
    }

    @Test
    void shouldReadTheModifiedRecordHeader() throws IOException {
        CaptureBytes bytes = CaptureBytes.little().pcapHeader(0xa1b2cd34, 2, 4, 113);
        for (int i = 0; i < 2; i++) {
            bytes.int32(9)
                    .int32(7)
                    .int32(5)
                    .int32(60)
                    .int32(2)
                    .int16(8)
                    .int8(0)
                    .int8(0)
                    .raw(FRAME);
        }
        Reading reading = Reading.of(bytes);
        String frame = "9000007000 link 113 5/60 01020304";
        assertEquals(List.of(frame, frame), reading.frames);
        assertEquals("pcap (modified)", reading.summary.format());
    }

    @Test
    void shouldReadLengthsInTheOrderOfOldVersions() throws IOException {
        for (int[] version : new int[][] {{2, 1}, {2, 2}, {2, 3}, {543, 0}}) {
            Reading reading = Reading.of(CaptureBytes.big()
                    .pcapHeader(0xa1b2c3d4, version[0], version[1], 1)
                    .int32(9)
                    .int32(7)
                    .int32(60)
                    .int32(5)
                    .raw(FRAME));
            assertEquals(List.of("9000007000 link 1 5/60 01020304"), reading.frames, Arrays.toString(version));
        }
        Reading unswapped =
                Reading.of(CaptureBytes.big().pcapHeader(0xa1b2c3d4, 2, 3, 1).record(9, 7, FRAME, 60));
        assertEquals(List.of("9000007000 link 1 5/60 01020304"), unswapped.frames);
    }

    @Test
    void shouldReadWhatAixWrites() throws IOException {
        Reading reading =
                Reading.of(CaptureBytes.big().pcapHeader(0xa1b2c3d4, 2, 2, 6).record(9, 7, FRAME, 60));
        assertEquals(List.of("9000000007 link 1 5/60 01020304"), reading.frames);
        assertEquals("pcap (AIX, big-endian)", reading.summary.format());
    }

    @Test
    void shouldCutTheFrameCheckSequenceThatTheLinkTypeStates() throws IOException {
        byte[] frame = {1, 2, 3, 4, 5, 6, 7, 8};
        Reading reading = Reading.of(CaptureBytes.little()
                .pcapHeader(0xa1b2c3d4, 2, 4, 0x2400_0001)
                .record(9, 7, frame, 8)
                .record(9, 8, FRAME, 60));
        assertEquals(List.of("9000007000 link 1 4/4 01020304", "9000008000 link 1 5/56 01020304"), reading.frames);
    }

    @Test
    void shouldSummarise() throws IOException {
        byte[] capture = CaptureBytes.pcap(5_000_000_000L, 3_000_000_000L, 4_000_000_000L, 3_500_000_000L);
        CaptureSummary summary = Reading.of(capture).summary;
        assertEquals(
                new CaptureSummary(
                        "-",
                        "pcap (nanosecond)",
                        List.of(1),
                        capture.length,
                        4,
                        OptionalLong.of(3_000_000_000L),
                        OptionalLong.of(5_000_000_000L),
                        2,
                        OptionalLong.empty(),
                        summary.damage(),
                        summary.sha256()),
                summary);
        assertEquals("none", Reading.of(capture).damage());
    }

    @Test
    void shouldNameTheOffsetOfWhatIsCutShort() throws IOException {
        byte[] whole = CaptureBytes.pcap(1, 2, 3);
        assertEquals("none", Reading.of(Arrays.copyOf(whole, 24 + 17 + 17)).damage());
        Reading inHeader = Reading.of(Arrays.copyOf(whole, 24 + 17 + 9));
        assertEquals(1, inHeader.frames.size());
        assertEquals("41: cut short inside a record header: 9 bytes of it are there", inHeader.damage());
        Reading inFrame = Reading.of(Arrays.copyOf(whole, 24 + 17 + 16));
        assertEquals(1, inFrame.frames.size());
        assertEquals("41: cut short inside record 2 of 17 bytes: 16 bytes of it are there", inFrame.damage());
        Reading inFileHeader = Reading.of(Arrays.copyOf(whole, 20));
        assertEquals(List.of(), inFileHeader.frames);
        assertEquals("0: cut short inside the file header: 20 bytes of it are there", inFileHeader.damage());
    }

    @Test
    void shouldEndAtALengthThatCannotBe() throws IOException {
        Reading reading = Reading.of(CaptureBytes.little()
                .pcapHeader(0xa1b2c3d4, 2, 4, 1)
                .record(1, 0, FRAME, 5)
                .int32(2)
                .int32(0)
                .int32(0x7fff_ffffL)
                .int32(0x7fff_ffffL)
                .raw(FRAME));
        assertEquals(1, reading.frames.size());
        assertEquals(
                "45: record 2 claims 2147483647 captured bytes, more than the maximum of 262144", reading.damage());
    }

    @Test
    void shouldReadTheLargestFrame() throws IOException {
        byte[] large = new byte[CaptureOptions.DEFAULT_MAX_FRAME_BYTES];
        large[0] = 7;
        CaptureBytes bytes = CaptureBytes.little().pcapHeader(0xa1b2c3d4, 2, 4, 1);
        for (int i = 0; i < 5; i++) {
            bytes.record(i, 0, large, large.length).record(i, 1, FRAME, 5);
        }
        Reading reading = Reading.of(bytes);
        assertEquals(10, reading.frames.size());
        assertEquals("4000000000 link 1 262144/262144 07000000", reading.frames.get(8));
        assertEquals("4000001000 link 1 5/5 01020304", reading.frames.get(9));
        assertEquals("none", reading.damage());
    }

    @Test
    void shouldKeepAFractionWithinItsSecond() throws IOException {
        Reading reading = Reading.of(CaptureBytes.little()
                .pcapHeader(0xa1b2c3d4, 2, 4, 1)
                .record(9, 0x8000_0000L, FRAME, 5)
                .record(10, 1, FRAME, 5));
        assertEquals(List.of("9999999999 link 1 5/5 01020304", "10000001000 link 1 5/5 01020304"), reading.frames);
        assertEquals("28: time of record 1 has a fraction of a second or more", reading.damage());
    }

    @Test
    void shouldReadTimesPast2038() throws IOException {
        Reading reading = Reading.of(
                CaptureBytes.little().pcapHeader(0xa1b2c3d4, 2, 4, 1).record(0xffff_ffffL, 999_999, FRAME, 5));
        assertEquals(List.of("4294967295999999000 link 1 5/5 01020304"), reading.frames);
    }

    @Test
    void shouldRefuseVersionOne() throws IOException {
        Reading reading =
                Reading.of(CaptureBytes.little().pcapHeader(0xa1b2c3d4, 1, 4, 1).record(9, 7, FRAME, 5));
        assertEquals(List.of(), reading.frames);
        assertEquals("4: pcap version 1.4 is not supported, only 2.0 and later", reading.damage());
    }
}
