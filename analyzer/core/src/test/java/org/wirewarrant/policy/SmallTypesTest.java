package org.wirewarrant.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wirewarrant.wire.IpProtocol;

class SmallTypesTest {
    @ParameterizedTest
    @CsvSource({
        "8.7, 8.7, 0",
        "8.7, 8.7.0, 0",
        "8.7, 8.10, -1",
        "8.8.15, 8.8.9, 1",
        "2020, 2020.1, -1",
        "2.0, 2.0a, -1",
        "2.0a, 2.0B, -1",
        "99999999999999999999, 100000000000000000000, -1"
    })
    void shouldOrderVersions(String a, String b, int expected) {
        assertEquals(expected, Integer.signum(Versions.compare(a, b)));
        assertEquals(-expected, Integer.signum(Versions.compare(b, a)));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "requirment, requirement",
                "form, from",
                "mailbx, mailbox",
                "WEB, web",
                "x, -",
                "prots, ports",
                "completely, -"
            })
    void shouldFindTheWordThatWasMeant(String word, String expected) {
        List<String> known = List.of("requirement", "from", "mailbox", "web", "ports", "protocol");
        assertEquals(Optional.ofNullable(expected), Text.nearest(word, known));
    }

    @Test
    void shouldListWords() {
        assertEquals(
                List.of("", "a", "a or b", "a, b or c", "a, b and 2 more"),
                List.of(
                        Text.or(List.of()),
                        Text.or(List.of("a")),
                        Text.or(List.of("a", "b")),
                        Text.or(List.of("a", "b", "c")),
                        Text.some(List.of("a", "b", "c", "d"), 2)));
    }

    @Test
    void shouldKnowPortsByTheWidthOfTheirRange() {
        PortSet ports = new PortSet(List.of(new PortRange(443, 443), new PortRange(400, 500), new PortRange(1, 65535)));
        assertEquals(
                List.of(1, 101, 65535, 0),
                Stream.of(443, 444, 80, 0).map(ports::width).toList());
        assertEquals("443,400-500,1-65535", ports.toString());
        PortSet patched = new PortSet(List.of(new PortRange(1, 10), new PortRange(11, 20)));
        assertEquals(true, patched.containsAll(new PortSet(List.of(new PortRange(5, 15)))));
        assertEquals(false, patched.containsAll(new PortSet(List.of(new PortRange(5, 21)))));
        PortSet edges = new PortSet(List.of(new PortRange(1, 2), new PortRange(65534, 65535)));
        assertEquals("2-3,65535", edges.plus(1).toString());
        assertEquals("65532-65533", edges.plus(-2).toString());
    }

    @Test
    void shouldNameServicesByProtocol() {
        assertEquals(
                List.of("Optional[exec]", "Optional[comsat]", "Optional[echo-request]", "Optional.empty"),
                List.of(
                        ServiceNames.of(IpProtocol.TCP, 512).toString(),
                        ServiceNames.of(IpProtocol.UDP, 512).toString(),
                        ServiceNames.of(IpProtocol.ICMP, 8).toString(),
                        ServiceNames.of(IpProtocol.SCTP, 512).toString()));
        assertEquals(true, ServiceNames.keys().size() > 600);
        assertEquals(
                true,
                ServiceNames.keys().stream()
                        .allMatch(key -> IpProtocol.hasPorts(key >> 16) || IpProtocol.isIcmp(key >> 16)));
    }

    @Test
    void shouldFindCircles() {
        assertEquals(
                Set.of("a", "b", "c"),
                new TreeSet<>(Circles.in(Map.of(
                        "a",
                        List.of("b"),
                        "b",
                        List.of("c", "end"),
                        "c",
                        List.of("a"),
                        "start",
                        List.of("a"),
                        "end",
                        List.of("nowhere")))));
        assertEquals(Set.of(), Circles.in(Map.of("a", List.of("b", "c"), "b", List.of("c"), "c", List.of())));
    }

    @Test
    void shouldNameProtocols() {
        assertEquals(
                List.of("tcp", "ipv6-icmp", "200"),
                List.of(IpProtocols.keyword(6), IpProtocols.keyword(58), IpProtocols.keyword(200)));
        assertEquals(
                List.of(6, 200, -1, -1),
                Stream.of("tcp", "200", "256", "TCP").map(IpProtocols::number).toList());
    }
}
