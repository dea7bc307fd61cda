package org.wirewarrant.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255",
        "2001:0DB8:0:0:0:0:0:1, 2001:db8::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "::, ::",
        "::1, ::1",
        "1::, 1::",
        "fe80::0:0:1, fe80::1",
        "::ffff:192.0.2.1, ::ffff:192.0.2.1",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221"
    })
    void shouldWriteTheCanonicalForm(String text, String canonical) {
        assertEquals(canonical, IpAddress.parse(text).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.2.3",
                "1.2.3.4.5",
                "256.0.0.1",
                "01.2.3.4",
                "1.2.3.4/24",
                "1..2.3",
                " 1.2.3.4",
                ":",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "12345::",
                "g::",
                "fe80::1%eth0",
                "1:2:3:4:5:6:7:",
                "::1.2.3",
                "1:2:3:4:5:6:7:1.2.3.4"
            })
    void shouldRefuseWhatIsNoAddress(String text) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> IpAddress.parse(text));
        assertEquals("'" + text + "' is not an IPv4 or IPv6 address", refusal.getMessage());
    }

    @Property
    void shouldReadBackWhatItWrites(@ForAll long high, @ForAll long low) {
        IpAddress address = new IpAddress(6, high, low);
        assertEquals(address, IpAddress.parse(address.toString()));
    }

    @Property
    void shouldAgreeWithThePlatform(@ForAll long high, @ForAll long low) throws UnknownHostException {
        byte[] bytes = ByteBuffer.allocate(16).putLong(high).putLong(low).array();
        InetAddress platform = InetAddress.getByAddress(bytes);
        if (platform.getAddress().length == 16) {
            assertEquals(platform, InetAddress.getByName(new IpAddress(6, high, low).toString()));
        }
    }
}
