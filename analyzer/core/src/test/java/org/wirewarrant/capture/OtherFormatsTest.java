package org.wirewarrant.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class OtherFormatsTest {
    private static final byte[] FRAME = {1, 2, 3, 4, 5};

    @Test
    void shouldReadSnoop() throws IOException {
        CaptureBytes bytes = CaptureBytes.big().text("snoop\0\0\0").int32(2).int32(4);
        for (int i = 0; i < 2; i++) {
            bytes.int32(60)
                    .int32(5)
                    .int32(32)
                    .int32(i * 3L)
                    .int32(9)
                    .int32(7)
                    .raw(FRAME)
                    .raw(new byte[3]);
        }
        Reading reading = Reading.of(bytes.int32(60));
        String frame = "9000007000 link 1 5/60 01020304";
        assertEquals(List.of(frame, frame), reading.frames);
        assertEquals("snoop", reading.summary.format());
        assertEquals(OptionalLong.of(3), reading.summary.interfaceDrops());
        assertEquals("80: cut short inside a record header: 4 bytes of it are there", reading.damage());
    }

    @Test
    void shouldNotBelieveLengthsOfSnoop() throws IOException {
        CaptureBytes bytes = CaptureBytes.big().text("snoop\0\0\0").int32(2).int32(4);
        bytes.int32(60)
                .int32(0x7fff_ffff)
                .int32(0x7fff_ffff)
                .int32(0)
                .int32(9)
                .int32(7)
                .raw(FRAME);
        Reading reading = Reading.of(bytes);
        assertEquals(List.of(), reading.frames);
        assertEquals("16: record 1 of 2147483647 bytes claims 2147483647 captured bytes", reading.damage());
    }

    @Test
    void shouldReadErf() throws IOException {
        CaptureBytes bytes = CaptureBytes.little();
        erf(bytes, 0x02, 24, 5);
        erf(bytes, 0x82, 32, 60);
        erf(bytes, 0x30, 24, 0);
        erf(bytes, 0x15, 24, 5);
        Reading reading = Reading.of(bytes);
        assertEquals(
                List.of(
                        "1700000000500000000 link 1 5/5 01020304",
                        "1700000000500000000 link 1 6/60 01020304",
                        "1700000000500000000 link 197 24/24 00000080"),
                reading.frames);
        assertEquals("ERF", reading.summary.format());
        assertEquals(OptionalLong.of(3), reading.summary.interfaceDrops());
        assertEquals("none", reading.damage());
    }

    /** A record with one extension header where the type says so, and the two bytes that Ethernet records have. */
    private static void erf(CaptureBytes bytes, int type, int length, int wire) {
        int extension = (type & 0x80) != 0 ? 8 : 0;
        bytes.int32(0x8000_0000L).int32(1_700_000_000L).int8(type).int8(4);
        bytes.int8(length >> 8).int8(length).int8(0).int8(1).int8(wire >> 8).int8(wire);
        bytes.raw(new byte[extension]).raw((byte) 0, (byte) 0).raw(FRAME).raw(new byte[length - 16 - extension - 7]);
    }
}
