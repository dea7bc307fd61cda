package org.wirewarrant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundleNameTest {
    @ParameterizedTest
    @CsvSource({
        "Zimbra lab, samples/pcap/zimbra-lab.pcapng, reports/zimbra-lab-zimbra-lab",
        "zimbra, /var/Monday 08.pcap.gz, reports/zimbra-monday-08",
        "zimbra, -, reports/zimbra-stdin",
        "zimbra, captures/2026/, reports/zimbra-2026",
        "zimbra, /, reports/zimbra-root",
        "Übersicht / 3, x.CAP, reports/bersicht-3-x",
        "..., .pcap, reports/audit-audit"
    })
    void shouldJoinJudgeAndCapture(String judge, String capture, Path expected) {
        assertEquals(expected, BundleName.of(judge, capture));
    }
}
