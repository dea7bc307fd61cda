package org.wirewarrant.flow;

/** Reads what {@link RowOutput} wrote; every read is checked. */
final class RowInput {
    private final byte[] bytes;
    private int at;

    RowInput(byte[] bytes) {
        this.bytes = bytes;
    }

    int octet() throws ObservationFormatException {
        if (at == bytes.length) {
            throw new ObservationFormatException("a row is cut short");
        }
        return bytes[at++] & 0xff;
    }

    /** An octet below a limit. */
    int octet(int limit) throws ObservationFormatException {
        int value = octet();
        if (value >= limit) {
            throw new ObservationFormatException("a row has a value out of range: " + value);
        }
        return value;
    }

    long octets(int count) throws ObservationFormatException {
        long value = 0;
        for (int i = 0; i < count; i++) {
            value = (value << 8) | octet();
        }
        return value;
    }

    long number() throws ObservationFormatException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int octet = octet();
            value |= (long) (octet & 0x7f) << shift;
            if (octet < 0x80) {
                return value;
            }
        }
        throw new ObservationFormatException("a row has a number that does not end");
    }

    /** A count, which is not negative. */
    long count() throws ObservationFormatException {
        return number(Long.MAX_VALUE);
    }

    /** A number from 0 to a limit. */
    long number(long limit) throws ObservationFormatException {
        long value = number();
        if (value < 0 || value > limit) {
            throw new ObservationFormatException("a row has a number out of range: " + Long.toUnsignedString(value));
        }
        return value;
    }

    long signed() throws ObservationFormatException {
        long value = number();
        return (value >>> 1) ^ -(value & 1);
    }

    /** Checks that nothing is left. */
    void end() throws ObservationFormatException {
        if (at != bytes.length) {
            throw new ObservationFormatException("a row is too long");
        }
    }
}
