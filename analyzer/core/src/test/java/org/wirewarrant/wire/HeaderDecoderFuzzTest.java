package org.wirewarrant.wire;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.wirewarrant.capture.Frame;

/**
 * Any bytes as a frame: two bytes of link type, two of how much longer it was on the wire, then the frame. Run by Maven this goes through
 * the committed inputs only; {@code JAZZER_FUZZ=1} with {@code -Djazzer.max_duration=10m} looks for new ones.
 */
class HeaderDecoderFuzzTest {
    private final HeaderDecoder decoder = new HeaderDecoder();
    private final Headers headers = new Headers();
    private final Frame frame = new Frame();

    @FuzzTest(maxDuration = "10m")
    void shouldDecodeAnyFrame(byte[] bytes) {
        if (bytes.length < 4) {
            return;
        }
        int captured = bytes.length - 4;
        int linkType = Bytes.u16(bytes, 0) % 300;
        int wire = captured + Bytes.u16(bytes, 2);
        frame.wrap(bytes, 4, captured, wire, 0, linkType, 1);
        decoder.decode(frame, headers);
        for (int i = 0; i < headers.count(); i++) {
            PacketView view = headers.layer(i);
            boolean inside = view.payloadCaptured >= 0
                    && view.payloadLength >= 0
                    && (view.payloadCaptured == 0 || view.payloadOffset + view.payloadCaptured <= bytes.length);
            if (!inside) {
                throw new AssertionError("layer " + i + " of " + headers.count());
            }
        }
    }
}
