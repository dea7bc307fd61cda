package org.wirewarrant.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class CompressionTest {
    @TempDir
    Path folder;

    /** Incompressible frames, so that the compressed file is large enough for a thread of its own. */
    private static byte[] capture(int frames) {
        Random random = new Random(1);
        CaptureBytes bytes = CaptureBytes.little().pcapHeader(0xa1b2c3d4, 2, 4, 1);
        for (int i = 0; i < frames; i++) {
            byte[] frame = new byte[1000];
            random.nextBytes(frame);
            bytes.record(i, 0, frame, 1000);
        }
        return bytes.bytes();
    }

    private static byte[] wrap(Compression compression, byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream wrapped = switch (compression) {
            case GZIP -> new GZIPOutputStream(out);
            case ZSTD -> new ZstdOutputStream(out).setChecksum(true);
            case LZ4 -> new FramedLZ4CompressorOutputStream(out);
            case BZIP2 -> new BZip2CompressorOutputStream(out);
            case XZ -> new XZOutputStream(out, new LZMA2Options(0));
        }) {
            wrapped.write(content);
        }
        return out.toByteArray();
    }

    private Reading read(byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("capture"), content);
        try (CaptureSet source = CaptureFiles.open(List.of(file.toString()), CaptureOptions.defaults())) {
            return Reading.all(source);
        }
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void shouldReadWhatIsInside(Compression compression) throws Exception {
        for (int frames : new int[] {3, 3000}) {
            byte[] plain = capture(frames);
            byte[] wrapped = wrap(compression, plain);
            Reading reading = read(wrapped);
            assertEquals(Reading.of(plain).frames, reading.frames);
            assertEquals("pcap in " + compression.label(), reading.summary.format());
            assertEquals("none", reading.damage());
            assertEquals(wrapped.length, reading.summary.bytes());
            assertEquals(Optional.of(CaptureFilesTest.sha256(wrapped)), reading.summary.sha256());
        }
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void shouldReadSeveralMembersAsOne(Compression compression) throws IOException {
        byte[] plain = capture(400);
        byte[] first = wrap(compression, Arrays.copyOf(plain, 150_001));
        byte[] second = wrap(compression, Arrays.copyOfRange(plain, 150_001, plain.length));
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        Reading reading = read(both);
        assertEquals(Reading.of(plain).frames, reading.frames);
        assertEquals("none", reading.damage());
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void shouldKeepWhatCameBeforeTheDamage(Compression compression) throws Exception {
        byte[] wrapped = wrap(compression, capture(3000));
        byte[] cut = Arrays.copyOf(wrapped, wrapped.length - 1000);
        Reading reading = read(cut);
        List<String> whole = Reading.of(capture(3000)).frames;
        assertEquals(whole.subList(0, reading.frames.size()), reading.frames);
        assertTrue(reading.frames.size() > 1500, reading.frames.size() + " frames");
        String reason = reading.summary.damage().orElseThrow().reason();
        assertTrue(reason.startsWith("the " + compression.label() + " data is "), reason);
        assertEquals(Optional.of(CaptureFilesTest.sha256(cut)), reading.summary.sha256());

        byte[] spoilt = wrapped.clone();
        Arrays.fill(spoilt, wrapped.length - 1000, wrapped.length - 900, (byte) 0x55);
        Reading other = read(spoilt);
        assertTrue(other.summary.damage().isPresent());
        assertEquals(Optional.of(CaptureFilesTest.sha256(spoilt)), other.summary.sha256());
    }

    @Test
    void shouldSkipASkippableFrame() throws IOException {
        CaptureBytes bytes = CaptureBytes.little().int32(0x184d2a50).int32(4).int32(99);
        Reading reading = read(bytes.raw(wrap(Compression.ZSTD, capture(3))).bytes());
        assertEquals(3, reading.frames.size());
    }

    @Test
    void shouldRefuseWhatHoldsNoCapture() throws IOException {
        byte[] text = wrap(Compression.GZIP, new byte[] {'h', 'e', 'l', 'l', 'o'});
        assertTrue(assertThrows(CaptureException.class, () -> read(text)).what().startsWith("is no capture"));
        byte[] twice = wrap(Compression.GZIP, wrap(Compression.XZ, capture(1)));
        assertEquals(
                "is compressed twice",
                assertThrows(CaptureException.class, () -> read(twice)).what());
        byte[] header = Arrays.copyOf(wrap(Compression.GZIP, capture(1)), 9);
        assertEquals(
                "the gzip data is cut short",
                assertThrows(CaptureException.class, () -> read(header)).what());
    }
}
