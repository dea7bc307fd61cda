package org.wirewarrant.flow;

import java.util.Arrays;

/** Numbers as bytes: small ones take few (LEB128). One thread. */
final class RowOutput {
    private byte[] bytes = new byte[128];
    private int size;

    void reset() {
        size = 0;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    void octet(int value) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, size * 2);
        }
        bytes[size++] = (byte) value;
    }

    /** The lowest octets of a value, highest first. */
    void octets(long value, int count) {
        for (int shift = 8 * (count - 1); shift >= 0; shift -= 8) {
            octet((int) (value >>> shift));
        }
    }

    /** An unsigned number. */
    void number(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            octet(((int) rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        octet((int) rest);
    }

    /** A number of either sign. */
    void signed(long value) {
        number((value << 1) ^ (value >> 63));
    }
}
