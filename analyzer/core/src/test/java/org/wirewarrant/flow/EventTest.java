package org.wirewarrant.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class EventTest {
    @Provide
    Arbitrary<Long> histories() {
        return Arbitraries.strings().withChars("SHADFRshadfr").ofMaxLength(20).map(Histories::of);
    }

    @Property
    void shouldJoinAssociatively(
            @ForAll("histories") long x, @ForAll("histories") long y, @ForAll("histories") long z) {
        assertEquals(Event.join(Event.join(x, y), z), Event.join(x, Event.join(y, z)));
    }

    @Property
    void shouldJoinTheEmptyHistoryWithoutChange(@ForAll("histories") long x) {
        assertEquals(x, Event.join(x, 0));
        assertEquals(x, Event.join(0, x));
    }

    @Property
    void shouldSwapSidesBack(@ForAll("histories") long x) {
        assertEquals(x, Event.swapSides(Event.swapSides(x)));
    }

    @Test
    void shouldKeepEveryEventOnceInOrder() {
        assertEquals("ShADadFfRr", Histories.letters(Histories.of("ShADadDDaaAFfRrS")));
        assertEquals("sHadADfFrR", Histories.letters(Event.swapSides(Histories.of("ShADadFfRr"))));
    }

    @Test
    void shouldTellTheEventsOfATcpPacket() {
        assertEquals(Event.SYN, Event.ofTcp(0x02, 0));
        assertEquals(Event.SYN_ACK, Event.ofTcp(0x12, 0));
        assertEquals(Event.ACK, Event.ofTcp(0x10, 0));
        assertEquals(Event.DATA, Event.ofTcp(0x18, 5));
        assertEquals(Event.FIN, Event.ofTcp(0x11, 0));
        assertEquals(Event.DATA | Event.FIN << 4, Event.ofTcp(0x19, 5));
        assertEquals(Event.RST, Event.ofTcp(0x15, 5));
    }
}
