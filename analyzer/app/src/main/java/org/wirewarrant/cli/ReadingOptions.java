package org.wirewarrant.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.wirewarrant.capture.CaptureException;
import org.wirewarrant.capture.Frame;
import org.wirewarrant.flow.IdleLimits;
import org.wirewarrant.live.FrameFilter;
import org.wirewarrant.report.FrameReplay;
import org.wirewarrant.wire.HeaderDecoder;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How captures are read and decoded. */
final class ReadingOptions {
    @Option(
            names = "--reader",
            paramLabel = "NAME",
            defaultValue = "own",
            description =
                    "What reads capture files: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}); libpcap is the"
                            + " reference, and reads no compressed files.")
    private CaptureInputs.Reader reader;

    @Mixin
    private DecodingOptions decoding;

    HeaderDecoder decoder() {
        return decoding.decoder();
    }

    IdleLimits limits() {
        return decoding.limits();
    }

    private Map<String, Path> places = Map.of();

    /** Says where captures are that are not where their names say. */
    void moved(Map<String, Path> files) {
        places = files;
    }

    CaptureInputs open(List<String> captures, boolean hash, BooleanSupplier stop) throws CaptureException {
        // Compiled first: a wrong filter is said before any file is opened.
        if (decoding.filter().isEmpty()) {
            return CaptureInputs.open(captures, places, reader, hash);
        }
        FrameFilter compiled = FrameFilter.compile(decoding.filter().get());
        CaptureInputs inputs = CaptureInputs.open(captures, places, reader, hash);
        inputs.filter(compiled, stop);
        return inputs;
    }

    /** Shows the audited frames again, by opening the captures a second time. */
    FrameReplay replay(List<String> captures) {
        return sink -> {
            try (CaptureInputs again = open(captures, false, () -> false)) {
                Frame frame = new Frame();
                boolean more = true;
                while (more && again.source().next(frame)) {
                    more = sink.frame(frame, again.names().get(again.currentInput()));
                }
                return "";
            } catch (CaptureException e) {
                throw new IOException(e.getMessage(), e);
            }
        };
    }

    /** What the user should be reminded of; empty for nothing. */
    String reminder() {
        return decoding.reminder();
    }

    /** Adds what decides the content of a bundle. */
    void describe(Map<String, List<String>> arguments) {
        arguments.put("reader", List.of(reader.toString()));
        decoding.describe(arguments);
    }
}
