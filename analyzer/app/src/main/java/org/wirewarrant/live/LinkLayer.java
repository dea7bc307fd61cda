package org.wirewarrant.live;

import org.wirewarrant.capture.CaptureException;
import org.wirewarrant.capture.Frame;
import org.wirewarrant.capture.LinkTypes;
import org.wirewarrant.wire.DecodeStop;
import org.wirewarrant.wire.HeaderDecoder;
import org.wirewarrant.wire.Headers;

/** Which link types the decoder knows: asked of itself, with a frame of nothing. */
final class LinkLayer {
    private LinkLayer() {}

    static boolean isDecoded(int linkType) {
        Frame nothing = new Frame();
        nothing.wrap(new byte[0], 0, 0, Integer.MAX_VALUE, 0, linkType, 1);
        Headers headers = new Headers();
        new HeaderDecoder().decode(nothing, headers);
        return headers.stop() != DecodeStop.UNSUPPORTED;
    }

    static CaptureException refused(String name, int linkType) {
        return new CaptureException(
                name,
                "has link type " + LinkTypes.name(linkType) + ", which is not decoded",
                "see wirewarrant interfaces");
    }
}
