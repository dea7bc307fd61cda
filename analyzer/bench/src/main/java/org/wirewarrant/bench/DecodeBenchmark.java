package org.wirewarrant.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.wirewarrant.capture.CaptureSet;
import org.wirewarrant.capture.Frame;
import org.wirewarrant.wire.HeaderDecoder;
import org.wirewarrant.wire.Headers;

/** Nanoseconds a frame: reading records alone, and with their headers decoded. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecodeBenchmark {
    static final int PACKETS = 200_000;

    private Path file;

    /** Writes the capture. */
    @Setup
    public void write() {
        file = SyntheticCapture.write(PACKETS, 10_000);
    }

    /** Records alone. */
    @Benchmark
    @OperationsPerInvocation(PACKETS)
    public long read() throws IOException {
        Frame frame = new Frame();
        long bytes = 0;
        try (CaptureSet set = SyntheticCapture.open(file)) {
            while (set.next(frame)) {
                bytes += frame.capturedLength();
            }
        }
        return bytes;
    }

    /** Records and headers. */
    @Benchmark
    @OperationsPerInvocation(PACKETS)
    public long readAndDecode() throws IOException {
        Frame frame = new Frame();
        HeaderDecoder decoder = new HeaderDecoder();
        Headers headers = new Headers();
        long layers = 0;
        try (CaptureSet set = SyntheticCapture.open(file)) {
            while (set.next(frame)) {
                decoder.decode(frame, headers);
                layers += headers.count();
            }
        }
        return layers;
    }
}
