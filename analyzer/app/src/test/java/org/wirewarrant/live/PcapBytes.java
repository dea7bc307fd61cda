package org.wirewarrant.live;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes small classic pcap files with nanosecond times, a frame at a time. */
final class PcapBytes {
    static final long SECOND = 1_000_000_000L;

    private final int linkType;
    private final List<byte[]> records = new ArrayList<>();

    PcapBytes(int linkType) {
        this.linkType = linkType;
    }

    /** A UDP datagram from 10.0.0.x to 10.0.0.y in Ethernet. */
    static byte[] udp(int from, int fromPort, int to, int toPort, int payload) {
        ByteBuffer frame = ByteBuffer.allocate(42 + payload);
        frame.put(new byte[] {2, 0, 0, 0, 0, (byte) to, 2, 0, 0, 0, 0, (byte) from});
        frame.putShort((short) 0x0800);
        frame.putShort((short) 0x4500).putShort((short) (28 + payload));
        frame.putInt(0).put((byte) 64).put((byte) 17).putShort((short) 0);
        frame.put(new byte[] {10, 0, 0, (byte) from, 10, 0, 0, (byte) to});
        frame.putShort((short) fromPort)
                .putShort((short) toPort)
                .putShort((short) (8 + payload))
                .putShort((short) 0);
        return frame.array();
    }

    PcapBytes add(long nanos, byte[] frame) {
        return add((int) (nanos / SECOND), (int) (nanos % SECOND), frame);
    }

    PcapBytes add(int seconds, int fraction, byte[] frame) {
        ByteBuffer record = ByteBuffer.allocate(16 + frame.length).order(ByteOrder.LITTLE_ENDIAN);
        record.putInt(seconds).putInt(fraction).putInt(frame.length).putInt(frame.length);
        record.put(frame);
        records.add(record.array());
        return this;
    }

    byte[] bytes() {
        int length = 24 + records.stream().mapToInt(record -> record.length).sum();
        ByteBuffer file = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0xa1b23c4d).putShort((short) 2).putShort((short) 4);
        file.putInt(0).putInt(0).putInt(262_144).putInt(linkType);
        records.forEach(file::put);
        return file.array();
    }

    Path write(Path file) throws IOException {
        return Files.write(file, bytes());
    }
}
