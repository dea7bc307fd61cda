package org.wirewarrant.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.wirewarrant.flow.Observation;

/** Nanoseconds a frame from the file to its flow. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FlowBenchmark {
    private static final int PACKETS = 1_000_000;

    /** Number of 5-tuples: some fit into the caches, others do not. */
    @Param({"1000", "300000"})
    private int flows;

    /** Threads: with two, decoding runs beside the table. */
    @Param({"1", "2"})
    private int threads;

    private Path file;

    /** Writes the capture. */
    @Setup
    public void write() {
        file = SyntheticCapture.write(PACKETS, flows);
    }

    /** Reads, decodes, and keeps flows. */
    @Benchmark
    @OperationsPerInvocation(PACKETS)
    public Observation observe() throws IOException {
        return Observations.of(file, threads);
    }
}
