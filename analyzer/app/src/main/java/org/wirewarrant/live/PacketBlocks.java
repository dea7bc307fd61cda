package org.wirewarrant.live;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.wirewarrant.capture.Frame;

/** Blocks of pcapng (draft-ietf-opsawg-pcapng), little-endian, times in nanoseconds. */
final class PacketBlocks {
    private static final int SECTION = 0x0a0d0d0a;
    private static final int BYTE_ORDER = 0x1a2b3c4d;
    private static final int INTERFACE = 1;
    private static final int PACKET = 6;
    private static final short NAME = 2;
    private static final short RESOLUTION = 9;
    private static final int SECTION_BYTES = 28;
    private static final int PACKET_OVERHEAD = 32;

    private PacketBlocks() {}

    static byte[] section() {
        byte[] bytes = new byte[SECTION_BYTES];
        ByteBuffer block = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        block.putInt(SECTION).putInt(SECTION_BYTES).putInt(BYTE_ORDER);
        block.putShort((short) 1).putShort((short) 0).putLong(-1);
        block.putInt(SECTION_BYTES);
        return bytes;
    }

    static byte[] description(String name, int linkType, int snapLength) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[16 + 4 + padded(text.length) + 8 + 4 + 4];
        ByteBuffer block = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        block.putInt(INTERFACE).putInt(bytes.length);
        block.putShort((short) linkType).putShort((short) 0).putInt(snapLength);
        block.putShort(NAME).putShort((short) text.length).put(text);
        block.position(16 + 4 + padded(text.length));
        block.putShort(RESOLUTION).putShort((short) 1).putInt(9);
        block.putInt(0);
        block.putInt(bytes.length);
        return bytes;
    }

    /** Bytes that a frame takes. */
    static int bytes(Frame frame) {
        return PACKET_OVERHEAD + padded(frame.capturedLength());
    }

    /** Adds a frame to a buffer that has room. */
    static void add(ByteBuffer blocks, Frame frame, int description) {
        int bytes = bytes(frame);
        int end = blocks.position() + bytes;
        blocks.putInt(PACKET).putInt(bytes).putInt(description);
        blocks.putInt((int) (frame.nanos() >>> 32)).putInt((int) frame.nanos());
        blocks.putInt(frame.capturedLength()).putInt(frame.wireLength());
        blocks.put(frame.bytes(), frame.offset(), frame.capturedLength());
        while (blocks.position() < end - 4) {
            blocks.put((byte) 0);
        }
        blocks.putInt(bytes);
    }

    static ByteBuffer block(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int padded(int length) {
        return (length + 3) & ~3;
    }
}
