package org.wirewarrant.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A pcap file of UDP datagrams over Ethernet and IPv4, each from a random end to a random end. */
final class RandomFlows {
    private static final int FRAME = 14 + 20 + 8;

    private RandomFlows() {}

    static Path write(Path file, int packets) throws IOException {
        Random random = new Random(1);
        ByteBuffer bytes = ByteBuffer.allocate(24 + packets * (16 + FRAME)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(0xa1b2c3d4)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(65535)
                .putInt(1);
        for (int i = 0; i < packets; i++) {
            bytes.order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(i / 1_000_000)
                    .putInt(i % 1_000_000)
                    .putInt(FRAME)
                    .putInt(FRAME);
            bytes.order(ByteOrder.BIG_ENDIAN);
            bytes.put(new byte[12]).putShort((short) 0x0800);
            bytes.putInt(0x45000000 | FRAME - 14).putInt(0).putInt(0x40110000);
            bytes.putLong(random.nextLong());
            bytes.putInt(random.nextInt()).putInt(0x00080000);
        }
        return Files.write(file, bytes.array());
    }
}
