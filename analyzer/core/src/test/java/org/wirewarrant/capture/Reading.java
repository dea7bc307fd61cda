package org.wirewarrant.capture;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads captures into lines of text, so that a test asserts all of them. */
final class Reading {
    final List<String> frames = new ArrayList<>();
    final CaptureSummary summary;

    private Reading(CaptureSet source) throws IOException {
        Frame frame = new Frame();
        while (source.next(frame)) {
            frames.add(describe(frame));
        }
        summary = source.summary();
    }

    static Reading of(byte[] capture) throws IOException {
        CaptureOptions options = CaptureOptions.defaults().withStandardInput(new ByteArrayInputStream(capture));
        try (CaptureSet source = CaptureFiles.open(List.of("-"), options)) {
            return new Reading(source);
        }
    }

    static Reading all(CaptureSet source) throws IOException {
        return new Reading(source);
    }

    static Reading of(CaptureBytes capture) throws IOException {
        return of(capture.bytes());
    }

    /** Time, link type, lengths and the first bytes. */
    static String describe(Frame frame) {
        StringBuilder text = new StringBuilder();
        text.append(frame.nanos() == Frame.NO_TIME ? "no time" : Long.toString(frame.nanos()))
                .append(" link ")
                .append(frame.linkType())
                .append(' ')
                .append(frame.capturedLength())
                .append('/')
                .append(frame.wireLength())
                .append(' ');
        for (int i = 0; i < Math.min(4, frame.capturedLength()); i++) {
            text.append(String.format("%02x", frame.bytes()[frame.offset() + i]));
        }
        return text.toString();
    }

    /** Damage as text, {@code none} without. */
    String damage() {
        return summary.damage()
                .map(damage -> damage.offset() + ": " + damage.reason())
                .orElse("none");
    }
}
