package org.wirewarrant.capture;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.nio.channels.Channels;

/**
 * Any bytes as a capture file. Run by Maven these go through the committed inputs only; {@code JAZZER_FUZZ=1} with
 * {@code -Djazzer.max_duration=10m} looks for new ones.
 */
class CaptureFuzzTest {
    private static final int MAX_FRAME_BYTES = 1 << 16;

    private final Frame frame = new Frame();

    @FuzzTest(maxDuration = "10m")
    void shouldReadAnyPcap(byte[] bytes) throws Exception {
        if (bytes.length >= 4) {
            RecordReader reader = null;
            ByteWindow window = window(bytes);
            window.require(4);
            if (PcapReader.recognises(window.int32(window.position, false))) {
                reader = new PcapReader(window, MAX_FRAME_BYTES);
            }
            drain(reader, bytes.length);
        }
    }

    @FuzzTest(maxDuration = "10m")
    void shouldReadAnyPcapng(byte[] bytes) throws Exception {
        drain(new PcapngReader(window(bytes), MAX_FRAME_BYTES), bytes.length);
    }

    @FuzzTest(maxDuration = "10m")
    void shouldReadAnyFile(byte[] bytes) throws Exception {
        CaptureFile.Setting setting = new CaptureFile.Setting(new Buffers(), null, MAX_FRAME_BYTES, false);
        try (CaptureFile file =
                CaptureFile.open("fuzz", Channels.newChannel(new ByteArrayInputStream(bytes)), bytes.length, setting)) {
            long frames = 0;
            while (file.next(frame)) {
                frames++;
            }
            if (file.summary().frames() != frames) {
                throw new AssertionError(file.summary());
            }
        } catch (CaptureException e) {
            if (e.what().isEmpty()) {
                throw new AssertionError(e);
            }
        }
    }

    private static ByteWindow window(byte[] bytes) {
        return new ByteWindow(
                new StoredChunks(Channels.newChannel(new ByteArrayInputStream(bytes)), new Buffers(), 1000, null));
    }

    private void drain(RecordReader reader, int length) throws Exception {
        long frames = 0;
        while (reader != null && reader.next(frame)) {
            frames++;
            boolean inside = frame.offset() >= 0
                    && frame.capturedLength() >= 0
                    && frame.capturedLength() <= frame.wireLength()
                    && frame.capturedLength() <= MAX_FRAME_BYTES
                    && frame.offset() + frame.capturedLength() <= frame.bytes().length;
            if (!inside || frames > length / 12) {
                throw new AssertionError("frame " + frames + " of " + frame.capturedLength() + " bytes");
            }
        }
    }
}
