package org.wirewarrant.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.wirewarrant.flow.ObservationRows.Table;
import org.wirewarrant.wire.Encapsulation;

/** An observation that is kept row by row is the same when it is read again, however often it was kept on the way. */
class ObservationRowsTest {
    /** Rows in memory. */
    private static final class Memory implements ObservationRows {
        private final Map<Table, TreeMap<Integer, byte[]>> tables = new EnumMap<>(Table.class);
        private byte[] facts;
        private int puts;

        Memory() {
            for (Table table : Table.values()) {
                tables.put(table, new TreeMap<>());
            }
        }

        @Override
        public void put(Table table, int number, byte[] row) {
            tables.get(table).put(number, row);
            puts++;
        }

        @Override
        public void cut(Table table, int size) {
            tables.get(table).tailMap(size).clear();
        }

        Observation read() throws IOException {
            ObservationReader reader = new ObservationReader(facts);
            for (Map.Entry<Table, TreeMap<Integer, byte[]>> table : tables.entrySet()) {
                for (byte[] row : table.getValue().values()) {
                    reader.row(table.getKey(), row);
                }
            }
            return reader.observation();
        }
    }

    private static Memory keep(Observation... states) throws IOException {
        Memory memory = new Memory();
        ObservationWriter writer = new ObservationWriter();
        for (Observation state : states) {
            memory.facts = writer.write(state, memory);
            writer.kept();
        }
        return memory;
    }

    @Provide
    Arbitrary<List<SplitTest.Step>> steps() {
        return new SplitTest().steps();
    }

    @Property(tries = 1000)
    void shouldReadWhatWasKept(@ForAll("steps") List<SplitTest.Step> steps) throws IOException {
        Observation observation = SplitTest.trace(steps, null).observe();
        SplitTest.same(observation, keep(observation).read());
    }

    @Property(tries = 1000)
    void shouldReadTheSameHoweverOftenItWasKept(
            @ForAll("steps") List<SplitTest.Step> steps, @ForAll @Size(max = 4) List<@IntRange(max = 30) Integer> cuts)
            throws IOException {
        Trace trace = SplitTest.trace(steps, null);
        Observation[] states = Stream.concat(
                        cuts.stream().map(cut -> Math.min(cut, trace.size())).sorted(), Stream.of(trace.size()))
                .map(until -> trace.observe(0, until, 0))
                .toArray(Observation[]::new);
        SplitTest.same(trace.observe(), keep(states).read());
    }

    @Property(tries = 500)
    void shouldMergeWhatWasKeptApart(
            @ForAll("steps") List<SplitTest.Step> steps, @ForAll @Size(max = 3) List<@IntRange(max = 30) Integer> cuts)
            throws IOException {
        Trace trace = SplitTest.trace(steps, null);
        List<Observation> parts = new ArrayList<>();
        for (Observation part : SplitTest.parts(trace, cuts, false)) {
            parts.add(0, keep(part).read());
        }
        SplitTest.same(trace.observe(), SplitTest.merge(parts));
    }

    @Test
    void shouldKeepFlowsThatWereHandedOn() throws IOException {
        Trace trace = new Trace();
        for (int i = 0; i < 6000; i++) {
            trace.add(Packet.udp("10.0.%d.%d:5000".formatted(i >> 8, i & 255), "10.1.0.1:53", i % 7));
            trace.add(Packet.tcp("[2001:db8::1]:" + (1024 + i), "[2001:db8::2]:443", Packet.SYN, i, 0));
        }
        Observation observation = trace.observeWithin(FlowMeter.MIN_FLOWS);
        assertTrue(observation.quality(OptionalLong.empty(), 0).partialRecords() > 0);
        SplitTest.same(observation, keep(observation).read());
        // What has shrunk leaves nothing behind.
        Observation small =
                new Trace().add(Packet.udp("10.0.0.1:5000", "10.1.0.1:53", 9)).observe();
        SplitTest.same(small, keep(observation, small).read());
    }

    @Test
    void shouldKeepWhenFramesWereNotDecoded() throws IOException {
        Trace trace = new Trace();
        for (int i = 0; i < 10_000; i++) {
            trace.addFrame(new byte[i % 15]).pause(i * 7L);
        }
        Observation observation = trace.observe();
        SplitTest.same(observation, keep(observation).read());
        assertEquals(observation.history(), keep(observation).read().history());
    }

    @Test
    void shouldGiveOnlyTheRowsThatChanged() throws IOException {
        Trace trace = new Trace();
        for (int i = 0; i < 100; i++) {
            trace.add(Packet.udp("10.0.0.1:" + (5000 + i), "10.1.0.1:53", 3));
        }
        Observation first = trace.observe();
        trace.add(Packet.udp("10.0.0.1:5007", "10.1.0.1:53", 3), Packet.udp("10.0.0.9:6000", "10.1.0.1:53", 3));
        assertEquals(102, keep(first, trace.observe()).puts);
        assertEquals(100, keep(first, first).puts);
    }

    @Test
    void shouldGiveAgainWhatCouldNotBeKept() throws IOException {
        Observation observation =
                new Trace().add(Packet.udp("10.0.0.1:5000", "10.1.0.1:53", 9)).observe();
        ObservationWriter writer = new ObservationWriter();
        writer.write(observation, new Memory());
        Memory memory = new Memory();
        memory.facts = writer.write(observation, memory);
        SplitTest.same(observation, memory.read());
    }

    @Test
    void shouldRefuseAnObservationOfSeveralParts() {
        Observation one =
                new Trace().add(Packet.udp("10.0.0.1:5000", "10.1.0.1:53", 9)).observe();
        assertThrows(IllegalArgumentException.class, () -> new ObservationWriter().write(one.merge(one), new Memory()));
    }

    @Test
    void shouldRefuseRowsThatAreMissingOrCut() throws IOException {
        Observation observation = new Trace()
                .add(Packet.udp("10.0.0.1:5000", "10.1.0.1:53", 9), Packet.udp("10.0.0.2:5000", "10.1.0.1:53", 9))
                .observe();
        Memory missing = keep(observation);
        missing.tables.get(Table.FLOW).remove(1);
        assertEquals("1 of 2 flows are there", refusal(missing));
        Memory cut = keep(observation);
        cut.tables.get(Table.FLOW).computeIfPresent(0, (number, row) -> Arrays.copyOf(row, row.length - 1));
        assertEquals("a row is cut short", refusal(cut));
        Memory newer = keep(observation);
        newer.facts[0] = 3;
        assertEquals("rows of form 3 are not known", refusal(newer));
    }

    private static String refusal(Memory memory) {
        return assertThrows(ObservationFormatException.class, memory::read).getMessage();
    }

    @Property(tries = 2000)
    void shouldNeverFailOtherwiseOnRowsThatWereDamaged(
            @ForAll("steps") List<SplitTest.Step> steps, @ForAll @IntRange(max = 10_000) int where, @ForAll byte what)
            throws IOException {
        Memory memory = keep(SplitTest.trace(steps, null).observe());
        List<byte[]> rows = new ArrayList<>(List.of(memory.facts));
        memory.tables.values().forEach(table -> rows.addAll(table.values()));
        byte[] row = rows.get(where % rows.size());
        row[where / rows.size() % row.length] ^= what;
        try {
            Observation read = memory.read();
            Trace.lines(read.orient(DirectionHint.NONE));
            assertEquals(
                    memory.tables.get(Table.FLOW).size(),
                    read.parts().get(0).records().count());
        } catch (ObservationFormatException expected) {
            assertTrue(expected.getMessage().length() > 10, expected.getMessage());
        }
    }

    /** A mark that is new in records must be new in rows, too, or stores would forget it. */
    @Test
    void shouldKeepEveryMarkOfARecord() throws IOException {
        long[] record = new long[FlowRecords.STRIDE];
        Arrays.setAll(record, word -> word + 1);
        record[FlowRecords.KEY] = FlowKey.word(1, 2, 6, true, (21 << 5) | 3);
        record[FlowRecords.HISTORY] = Event.append(Event.append(0, Event.SYN), Event.RST | Event.FROM_B);
        record[FlowRecords.CHAIN] = (4L << 32) | 9;
        long marks = 0xffL << 31;
        record[FlowRecords.MISC] =
                FlowRecords.VLAN_MASK | (21L << FlowRecords.CARRIES_SHIFT) | marks | FlowRecords.WEAKNESS_MASK;
        RowOutput out = new RowOutput();
        RecordForm.write(record, 0, out);
        long[] read = new long[FlowRecords.STRIDE];
        RecordForm.read(new RowInput(out.toBytes()), false, 4, read, 0);
        assertEquals(Arrays.toString(record), Arrays.toString(read));
    }

    /** Stores hold the ordinals: a new one goes to the end. */
    @Test
    void shouldKeepTheNumbersThatStoresHold() {
        assertEquals(
                "NONE IPIP SIXINFOUR FOURINSIX SIXINSIX GRE NVGRE ERSPAN VXLAN GENEVE GTP_U TEREDO L2TP ETHERIP MPLS CAPWAP"
                        + " AYIYA LISP AMT TZSP PIM ETHERNET",
                names(Arrays.copyOf(Encapsulation.values(), 22)));
        assertEquals("SYN SYN_ACK PAYLOAD ROLE FAN_IN PORT UNDECIDED", names(Arrays.copyOf(Orientation.values(), 7)));
        assertEquals(
                "S0 S1 S2 S3 SF REJ RSTO RSTR RSTOS0 RSTRH SH SHR OTH", names(Arrays.copyOf(ConnState.values(), 13)));
    }

    private static String names(Enum<?>[] values) {
        return String.join(" ", Stream.of(values).map(Enum::name).toList());
    }
}
