package org.wirewarrant.capture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes capture files for tests, sound and unsound ones, in either byte order. */
final class CaptureBytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteOrder order;

    CaptureBytes(ByteOrder order) {
        this.order = order;
    }

    static CaptureBytes little() {
        return new CaptureBytes(ByteOrder.LITTLE_ENDIAN);
    }

    static CaptureBytes big() {
        return new CaptureBytes(ByteOrder.BIG_ENDIAN);
    }

    /** A pcap of frames at these nanoseconds, each with its number as its only byte. */
    static byte[] pcap(long... nanos) {
        CaptureBytes bytes = little().pcapHeader(0xa1b23c4d, 2, 4, 1);
        for (int i = 0; i < nanos.length; i++) {
            bytes.record(nanos[i] / 1_000_000_000, nanos[i] % 1_000_000_000, new byte[] {(byte) i}, 1);
        }
        return bytes.bytes();
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    int size() {
        return out.size();
    }

    CaptureBytes int8(int value) {
        out.write(value);
        return this;
    }

    CaptureBytes int16(int value) {
        out.writeBytes(
                ByteBuffer.allocate(2).order(order).putShort((short) value).array());
        return this;
    }

    CaptureBytes int32(long value) {
        out.writeBytes(ByteBuffer.allocate(4).order(order).putInt((int) value).array());
        return this;
    }

    CaptureBytes int64(long value) {
        out.writeBytes(ByteBuffer.allocate(8).order(order).putLong(value).array());
        return this;
    }

    CaptureBytes raw(byte... bytes) {
        out.writeBytes(bytes);
        return this;
    }

    CaptureBytes text(String text) {
        return raw(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    CaptureBytes pcapHeader(int magic, int major, int minor, int network) {
        return int32(magic)
                .int16(major)
                .int16(minor)
                .int32(0)
                .int32(0)
                .int32(262144)
                .int32(network);
    }

    CaptureBytes record(long seconds, long fraction, byte[] frame, int wire) {
        return int32(seconds).int32(fraction).int32(frame.length).int32(wire).raw(frame);
    }

    /** Section header block without options. */
    CaptureBytes section() {
        return block(0x0a0d0d0a, same().int32(0x1a2b3c4d).int16(1).int16(0).int64(-1));
    }

    /** Interface description block with options as they are. */
    CaptureBytes describe(int linkType, int snapLength, CaptureBytes options) {
        return block(1, same().int16(linkType).int16(0).int32(snapLength).raw(options.bytes()));
    }

    CaptureBytes describe(int linkType) {
        return describe(linkType, 0, same());
    }

    CaptureBytes enhanced(int number, long ticks, byte[] frame, int wire) {
        return enhanced(number, ticks, frame, wire, same());
    }

    CaptureBytes enhanced(int number, long ticks, byte[] frame, int wire, CaptureBytes options) {
        return block(
                6,
                same().int32(number)
                        .int32(ticks >>> 32)
                        .int32(ticks)
                        .int32(frame.length)
                        .int32(wire)
                        .raw(frame)
                        .pad()
                        .raw(options.bytes()));
    }

    CaptureBytes block(int type, CaptureBytes body) {
        body.pad();
        int total = 12 + body.size();
        return int32(type).int32(total).raw(body.bytes()).int32(total);
    }

    CaptureBytes option(int code, byte[] value) {
        return int16(code).int16(value.length).raw(value).pad();
    }

    CaptureBytes option(int code, CaptureBytes value) {
        return option(code, value.bytes());
    }

    private CaptureBytes pad() {
        while (out.size() % 4 != 0) {
            out.write(0);
        }
        return this;
    }

    /** An empty writer of the same byte order. */
    CaptureBytes same() {
        return new CaptureBytes(order);
    }
}
