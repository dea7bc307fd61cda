package org.wirewarrant.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.wirewarrant.audit.FlowRow;
import org.wirewarrant.flow.ConnState;
import org.wirewarrant.flow.Orientation;
import org.wirewarrant.policy.Reason;
import org.wirewarrant.policy.Verdict;
import org.wirewarrant.wire.IpAddress;

/** Nanoseconds to format a row of {@code flows.csv}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CsvBenchmark {
    private static final int ROWS = 10_000;

    private final List<FlowRow> rows = new ArrayList<>();

    /** Makes the rows. */
    @Setup
    public void fill() {
        Verdict verdict = new Verdict(Reason.NO_RULE, List.of(), "", Optional.empty());
        for (int i = 0; i < ROWS; i++) {
            rows.add(new FlowRow(
                    i + 1L,
                    i % 3 == 0 ? 17 : 6,
                    new IpAddress(4, 0, 0x0a000000L + i),
                    1024 + i,
                    i % 10 == 0 ? new IpAddress(6, 0x20010db800000000L, i) : new IpAddress(4, 0, 0xc6120000L + i),
                    443,
                    1_700_000_000_000_000_000L + i * 1_000_003L,
                    1_700_000_000_000_000_000L + i * 2_000_003L,
                    10,
                    12,
                    1000 + i,
                    20_000 + i,
                    ConnState.SF,
                    true,
                    Orientation.SYN,
                    "",
                    "",
                    verdict,
                    "F-0123456789ab"));
        }
    }

    /** One row, encoded. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public Writer write() throws IOException {
        Writer out = new OutputStreamWriter(OutputStream.nullOutputStream(), StandardCharsets.UTF_8);
        CsvTables.FLOWS.write(rows, out);
        out.flush();
        return out;
    }
}
