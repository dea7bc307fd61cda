package org.wirewarrant.bench;

import java.io.IOException;
import java.nio.file.Path;
import org.wirewarrant.capture.CaptureSet;
import org.wirewarrant.flow.FlowMeter;
import org.wirewarrant.flow.IdleLimits;
import org.wirewarrant.flow.Observation;
import org.wirewarrant.wire.HeaderDecoder;

/** Files as observations. */
final class Observations {
    private Observations() {}

    static Observation of(Path file, int threads) throws IOException {
        try (CaptureSet set = SyntheticCapture.open(file)) {
            return new FlowMeter(new HeaderDecoder(), IdleLimits.DEFAULT, threads, FlowMeter.Progress.NONE, () -> false)
                    .observe(set);
        }
    }
}
