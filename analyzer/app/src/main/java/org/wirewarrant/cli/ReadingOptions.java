package org.wirewarrant.cli;

import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.wirewarrant.capture.CaptureException;
import org.wirewarrant.flow.IdleLimits;
import org.wirewarrant.live.FrameFilter;
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

    CaptureInputs open(List<String> captures, boolean hash, BooleanSupplier stop) throws CaptureException {
        // Compiled first: a wrong filter is said before any file is opened.
        if (decoding.filter().isEmpty()) {
            return CaptureInputs.open(captures, reader, hash);
        }
        FrameFilter compiled = FrameFilter.compile(decoding.filter().get());
        CaptureInputs inputs = CaptureInputs.open(captures, reader, hash);
        inputs.filter(compiled, stop);
        return inputs;
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
