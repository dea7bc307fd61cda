package org.wirewarrant.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wirewarrant.policy.PolicyException;

class TerminalSummaryTest {
    @Test
    void shouldFitEightyPlainColumns(@TempDir Path folder) throws IOException, PolicyException {
        FixedResult result = SmallResult.of(SmallResult.pack(folder));

        assertEquals("""
                Demo
                no site given, so roles are not verified

                Capture    a,b.pcapng | pcapng | 21 frames | 4.1 kB
                Window     2026-11-21 01:02:03 to 01:02:04 UTC (1 s)
                Damage     a,b.pcapng: the file ends inside a block (byte 4,000); all before it
                           is in the report
                Quality    2 dropped | 33.3 % of TCP one-sided | 12.5 % estimated loss | 1 frame
                           not decoded

                Conversations  3 in 3 flows
                  documented                1   33.3 %  ###########
                  approved                  1   33.3 %  ###########
                  undocumented              1   33.3 %  ###########

                Rules  3 documented statements
                  seen-ambiguous            1   33.3 %  ###########
                  unseen                    1   33.3 %  ###########
                  not-observable            1   33.3 %  ###########

                Findings  1 high, 1 medium
                  high     =1+1, said "it" and went on
                           no-rule | -demo-db is near | 1 flow, 660 B

                Required  1 of 2 rules never answered in this window
                  unseen   Database, tcp/udp 5432-5433, web -> db
                           demo-db | medium confidence: db: 3 hosts, <b>2</b>

                Ranges  1 rule matched by a range of ports alone
                  demo-web (1024-65535): 3 of 64,512 ports used, 2 conversations and 25 % of all
                  bytes by it alone
                  1 conversation would be undocumented without ranges of more than 1,024 ports
                  (--no-broad-ranges)

                Report     reports/demo
                """, TerminalSummary.of(result, Tally.of(result), Optional.of("reports/demo"), TextStyle.PLAIN));
    }

    @ParameterizedTest
    @CsvSource({"3, 80", "300, 80", "300, 60", "30000, 120"})
    void shouldKeepToTheWidthWhateverTheResult(int conversations, int width) throws PolicyException {
        FixedResult result = GeneratedResult.of(conversations);

        String text = TerminalSummary.of(result, Tally.of(result), Optional.empty(), new TextStyle(width, false, true));

        text.lines().forEach(line -> assertTrue(line.length() <= width, line));
        assertTrue(text.lines().count() <= 90, () -> text.lines().count() + " lines");
    }

    @Test
    void shouldColourWithoutChangingTheText() throws PolicyException {
        FixedResult result = GeneratedResult.of(300);
        Tally tally = Tally.of(result);

        String coloured = TerminalSummary.of(result, tally, Optional.empty(), new TextStyle(80, true, true));
        String plain = TerminalSummary.of(result, tally, Optional.empty(), new TextStyle(80, false, true));

        assertTrue(coloured.contains("\u001b[31m"));
        assertEquals(plain, coloured.replaceAll("\u001b\\[[0-9]+m", ""));
    }
}
