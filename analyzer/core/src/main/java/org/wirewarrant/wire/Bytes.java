package org.wirewarrant.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Unsigned big-endian reads. The caller has checked the bounds against what was captured. */
final class Bytes {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Bytes() {}

    static int u8(byte[] bytes, int index) {
        return bytes[index] & 0xff;
    }

    static int u16(byte[] bytes, int index) {
        return (short) SHORT.get(bytes, index) & 0xffff;
    }

    static int u24(byte[] bytes, int index) {
        return (u16(bytes, index) << 8) | u8(bytes, index + 2);
    }

    /** 32 bits as they are; negative with the top bit set. */
    static int i32(byte[] bytes, int index) {
        return (int) INT.get(bytes, index);
    }

    static long i64(byte[] bytes, int index) {
        return (long) LONG.get(bytes, index);
    }
}
