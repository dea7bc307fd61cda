package org.wirewarrant.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wirewarrant.wire.IpProtocol;

class ConnStatesTest {
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "S, S0",
        "Sh, S1",
        "ShA, S1",
        "ShADad, S1",
        "ShADadF, S2",
        "ShADadf, S3",
        "ShADadFf, SF",
        "ShADadfFA, SF",
        "Sr, REJ",
        "Hr, REJ",
        "Sar, REJ",
        "ShADR, RSTO",
        "ShADadfR, RSTO",
        "ShADdr, RSTR",
        "ShADadFr, RSTR",
        "SR, RSTOS0",
        "SDR, RSTOS0",
        "SAR, OTH",
        "hr, RSTRH",
        "SF, SH",
        "hf, SHR",
        "ShADadFfR, SF",
        "ShADadFfr, SF",
        "A, OTH",
        "Dd, OTH",
        "DdFf, SF",
        "h, OTH",
        "Ss, S1"
    })
    void shouldGiveZeeksStateOfTcp(String history, ConnState expected) {
        assertEquals(expected, ConnStates.of(IpProtocol.TCP, Histories.of(history), history.contains("D")));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"D, S0", "Dd, SF", "d, SHR"})
    void shouldGiveZeeksStateOfUdp(String history, ConnState expected) {
        assertEquals(expected, ConnStates.of(IpProtocol.UDP, Histories.of(history), true));
    }

    @ParameterizedTest
    @CsvSource({"1", "47", "58", "89"})
    void shouldGiveOtherForProtocolsWithoutConnections(int protocol) {
        assertEquals(ConnState.OTH, ConnStates.of(protocol, Histories.of("Dd"), true));
    }
}
