package org.wirewarrant.capture;

/** What an interface description block says, and the drop counters that later blocks give for it. */
final class PcapngInterface {
    private static final long BILLION = 1_000_000_000L;

    final int linkType;
    /** Longest captured frame, 0 for no limit. */
    final long snapLength;

    int frameCheckBytes;
    long offsetSeconds;

    /** Nanoseconds of a tick when at least 1, else 0. */
    private long multiplier = 1000;
    /** Ticks of a nanosecond (powers of ten finer than 9), else 0. */
    private long divisor;
    /** Binary fraction bits of a second, else -1. */
    private int fractionBits = -1;

    private long counter = -1;
    private long between;

    PcapngInterface(int linkType, long snapLength) {
        this.linkType = linkType;
        this.snapLength = snapLength;
    }

    /** Sets {@code if_tsresol}: a negative power of ten, or of two when the top bit is set. */
    void resolution(int value) {
        int exponent = value & 0x7f;
        multiplier = 0;
        divisor = 0;
        fractionBits = -1;
        if ((value & 0x80) != 0) {
            fractionBits = exponent;
        } else if (exponent <= 9) {
            multiplier = power(9 - exponent);
        } else {
            // finer than any tick count reaches: the largest unsigned divisor
            divisor = exponent <= 27 ? power(exponent - 9) : -1;
        }
    }

    private static long power(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }

    /** Nanoseconds since the epoch of a tick count (unsigned); what a long cannot hold becomes its nearest end. */
    long nanos(long ticks) {
        long nanos;
        if (multiplier == 1) {
            nanos = ticks < 0 ? Long.MAX_VALUE : ticks;
        } else if (multiplier != 0) {
            boolean fits = ticks >= 0 && ticks <= Long.MAX_VALUE / multiplier;
            nanos = fits ? ticks * multiplier : Long.MAX_VALUE;
        } else if (divisor != 0) {
            nanos = Long.divideUnsigned(ticks, divisor);
        } else {
            nanos = binaryNanos(ticks);
        }
        return offsetSeconds == 0 ? nanos : shifted(nanos);
    }

    private long binaryNanos(long ticks) {
        if (fractionBits >= 64) {
            // less than one second; the fraction's top 32 bits are worth a quarter of a nanosecond
            int shift = fractionBits - 32;
            return shift >= 64 ? 0 : ((ticks >>> shift) * BILLION) >>> 32;
        }
        long seconds = ticks >>> fractionBits;
        if (seconds > Long.MAX_VALUE / BILLION - 1) {
            return Long.MAX_VALUE;
        }
        long fraction = fractionBits == 0 ? 0 : ticks << (64 - fractionBits);
        // high word of fraction * BILLION, fraction being a 64-bit binary fraction
        long nanos = Math.multiplyHigh(fraction, BILLION) + (fraction < 0 ? BILLION : 0);
        return seconds * BILLION + nanos;
    }

    private long shifted(long nanos) {
        if (Math.abs(offsetSeconds / 2) > Long.MAX_VALUE / BILLION / 2) {
            return offsetSeconds < 0 ? Long.MIN_VALUE + 1 : Long.MAX_VALUE;
        }
        long shift = offsetSeconds * BILLION;
        long sum = nanos + shift;
        if (((nanos ^ sum) & (shift ^ sum)) < 0) {
            return shift < 0 ? Long.MIN_VALUE + 1 : Long.MAX_VALUE;
        }
        return sum == Frame.NO_TIME ? sum + 1 : sum;
    }

    /** Counts frames that a packet says were lost since the packet before. */
    void droppedBefore(long count) {
        between += Math.max(0, count);
    }

    /** Sets the running counter of an interface statistics block. */
    void counter(long drops) {
        counter = Math.max(counter, drops);
    }

    /** Frames dropped: the statistics' counter where there is one, which includes what packets said. */
    long drops() {
        return Math.max(counter, between);
    }
}
