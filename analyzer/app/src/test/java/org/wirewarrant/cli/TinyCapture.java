package org.wirewarrant.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** A pcap file of TCP handshakes over Ethernet and IPv4, one for each server port, each from 10.0.0.1 to 10.0.0.2. */
public final class TinyCapture {
    private static final int SYN = 0x02;
    private static final int ACK = 0x10;
    private static final int FRAME = 14 + 20 + 20;

    private TinyCapture() {}

    public static byte[] bytes(int... ports) {
        ByteBuffer file =
                ByteBuffer.allocate(24 + ports.length * 3 * (16 + FRAME)).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0xa1b2c3d4)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(65535)
                .putInt(1);
        int second = 1_795_222_923;
        for (int port : ports) {
            record(file, second, 0, 1, 2, 40000, port, 100, 0, SYN);
            record(file, second, 1000, 2, 1, port, 40000, 500, 101, SYN | ACK);
            record(file, second, 2000, 1, 2, 40000, port, 101, 501, ACK);
            second++;
        }
        return file.array();
    }

    public static Path write(Path file, int... ports) throws IOException {
        return Files.write(file, bytes(ports));
    }

    private static void record(
            ByteBuffer file,
            int second,
            int micros,
            int from,
            int to,
            int fromPort,
            int toPort,
            int sequence,
            int acknowledged,
            int flags) {
        file.order(ByteOrder.LITTLE_ENDIAN)
                .putInt(second)
                .putInt(micros)
                .putInt(FRAME)
                .putInt(FRAME);
        file.order(ByteOrder.BIG_ENDIAN);
        file.put(new byte[12]).putShort((short) 0x0800);
        file.put((byte) 0x45)
                .put((byte) 0)
                .putShort((short) 40)
                .putInt(0)
                .put((byte) 64)
                .put((byte) 6)
                .putShort((short) 0);
        file.putInt(0x0a000000 + from).putInt(0x0a000000 + to);
        file.putShort((short) fromPort)
                .putShort((short) toPort)
                .putInt(sequence)
                .putInt(acknowledged);
        file.put((byte) 0x50).put((byte) flags).putShort((short) 1000).putInt(0);
    }
}
