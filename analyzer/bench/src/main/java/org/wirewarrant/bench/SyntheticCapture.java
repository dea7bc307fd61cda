package org.wirewarrant.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.wirewarrant.capture.CaptureException;
import org.wirewarrant.capture.CaptureFiles;
import org.wirewarrant.capture.CaptureOptions;
import org.wirewarrant.capture.CaptureSet;

/** A small pcap file of TCP and UDP over IPv4, the same for the same seed: handshakes, requests, answers, in turns. */
final class SyntheticCapture {
    private static final int[] PORTS = {443, 443, 80, 22, 25, 53, 123, 389, 636, 3306, 5432, 7025, 8080, 8443, 161, 445
    };
    private static final long START_SECONDS = 1_700_000_000L;
    private static final int HEADERS = 54;

    private SyntheticCapture() {}

    /**
     * Writes a file.
     *
     * @param packets how many frames
     * @param flows on how many 5-tuples
     */
    static Path write(int packets, int flows) {
        try {
            Path file = Files.createTempFile("bench", ".pcap");
            file.toFile().deleteOnExit();
            try (OutputStream out = Files.newOutputStream(file)) {
                out.write(header());
                Random random = new Random(1);
                int[] sent = new int[flows];
                for (int i = 0; i < packets; i++) {
                    int flow = random.nextInt(flows);
                    out.write(packet(i, flow, sent[flow]++, random));
                }
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens a file without hashing it. */
    static CaptureSet open(Path file) {
        try {
            return CaptureFiles.open(
                    List.of(file.toString()), CaptureOptions.defaults().withHash(false));
        } catch (CaptureException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] header() {
        return little(24)
                .putInt(0xa1b2c3d4)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(65535)
                .putInt(1)
                .array();
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] packet(int number, int flow, int sent, Random random) {
        boolean udp = flow % 3 == 0;
        boolean back = (sent & 1) == 1;
        int payload = udp ? 40 : sent < 3 ? 0 : 20 + random.nextInt(1000);
        int transport = udp ? 8 : 20;
        int frame = 14 + 20 + transport + payload;
        byte[] bytes = new byte[16 + Math.max(frame, HEADERS)];
        ByteBuffer record = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        record.putInt((int) (START_SECONDS + number / 10_000))
                .putInt(number % 10_000 * 100)
                .putInt(Math.max(frame, HEADERS))
                .putInt(Math.max(frame, HEADERS));
        record.order(ByteOrder.BIG_ENDIAN);
        record.putLong(0x0200_0000_0001_0200L).putInt(2).putShort((short) 0x0800);
        int client = 0x0a000001 + flow % 5000;
        int server = 0xc6120001 + flow / 7 % 2000;
        int clientPort = 1024 + flow % 60_000;
        int serverPort = PORTS[flow % PORTS.length];
        record.put((byte) 0x45)
                .put((byte) 0)
                .putShort((short) (20 + transport + payload))
                .putInt(number << 16)
                .put((byte) 64)
                .put((byte) (udp ? 17 : 6))
                .putShort((short) 0)
                .putInt(back ? server : client)
                .putInt(back ? client : server)
                .putShort((short) (back ? serverPort : clientPort))
                .putShort((short) (back ? clientPort : serverPort));
        if (udp) {
            record.putShort((short) (8 + payload)).putShort((short) number);
        } else {
            int flags = sent == 0 ? 0x02 : sent == 1 ? 0x12 : 0x18;
            record.putInt(sent * 1000)
                    .putInt(sent * 1000)
                    .put((byte) 0x50)
                    .put((byte) flags)
                    .putShort((short) 8192)
                    .putInt(number);
        }
        while (record.position() < 16 + frame) {
            record.put((byte) (random.nextInt() & 0x7f));
        }
        return bytes;
    }
}
