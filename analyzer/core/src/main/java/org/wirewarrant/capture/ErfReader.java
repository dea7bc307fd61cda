package org.wirewarrant.capture;

import java.io.IOException;

/** Endace extensible record format. It has no signature: a file is taken for one when its first records agree with each other. */
final class ErfReader extends RecordReader {
    private static final int RECORD_HEADER = 16;
    private static final int TYPE_HDLC = 1;
    private static final int TYPE_ETHERNET = 2;
    private static final int TYPE_HIGHEST = 48;
    private static final int TYPE_PAD = 48;
    private static final int TYPE_IPV4 = 22;
    private static final int TYPE_IPV6 = 23;
    private static final int RECORDS_AGREEING = 3;
    private static final long MAX_GAP_SECONDS = 86_400L * 31;

    private long lost;

    ErfReader(ByteWindow in, int maxFrameBytes) {
        super(in, maxFrameBytes);
    }

    /** Whether the bytes begin with whole records of plausible types, lengths and times, or with one such that is all there is. */
    static boolean recognises(ByteWindow in) throws IOException {
        int at = 0;
        long seconds = -1;
        for (int records = 0; records < RECORDS_AGREEING; records++) {
            if (!in.require(at + RECORD_HEADER)) {
                return records > 0 && in.available() == at;
            }
            int p = in.position + at;
            int type = in.unsigned8(p + 8) & 0x7f;
            int length = in.unsigned16(p + 10, true);
            int wire = in.unsigned16(p + 14, true);
            long time = in.unsigned32(p + 4, false);
            boolean stepsFar = seconds >= 0 && Math.abs(time - seconds) > MAX_GAP_SECONDS;
            if (type == 0
                    || type > TYPE_HIGHEST
                    || length < RECORD_HEADER
                    || (wire == 0 && type != TYPE_PAD)
                    || stepsFar) {
                return false;
            }
            // a capture from before 1990 is no capture
            if (time < 631_152_000L || !in.require(at + length)) {
                return false;
            }
            seconds = time;
            at += length;
        }
        return true;
    }

    @Override
    String format() {
        return "ERF";
    }

    @Override
    long interfaceDrops() {
        return lost;
    }

    @Override
    boolean read(Frame frame) throws IOException {
        while (true) {
            if (!in.require(RECORD_HEADER)) {
                return endedInside("a record header");
            }
            int length = in.unsigned16(in.position + 10, true);
            if (length < RECORD_HEADER) {
                damage(in.offset() + 10, "record length " + length + " is shorter than a record can be");
                return false;
            }
            if (!in.require(length)) {
                return endedInside("a record of " + length + " bytes");
            }
            int p = in.position;
            in.position = p + length;
            int type = in.unsigned8(p + 8) & 0x7f;
            if (countsLoss(type)) {
                lost += in.unsigned16(p + 12, true);
            }
            if (type != TYPE_PAD) {
                record(frame, p, length);
                return true;
            }
        }
    }

    /** Other types have a colour or a hash in the place of the loss counter. */
    private static boolean countsLoss(int type) {
        return type == TYPE_HDLC || type == TYPE_ETHERNET || type == TYPE_IPV4 || type == TYPE_IPV6 || type == TYPE_PAD;
    }

    private void record(Frame frame, int p, int length) {
        int typeByte = in.unsigned8(p + 8);
        int header = RECORD_HEADER;
        boolean more = (typeByte & 0x80) != 0;
        while (more && header + 8 <= length) {
            more = (in.unsigned8(p + header) & 0x80) != 0;
            header += 8;
        }
        int wire = in.unsigned16(p + 14, true);
        int type = typeByte & 0x7f;
        int linkType = linkType(type);
        if (linkType == LinkTypes.ERF) {
            header = 0;
        } else if (linkType == LinkTypes.ETHERNET) {
            header += 2;
        }
        int start = Math.min(header, length);
        int there = length - start;
        // records are padded to whole words of 8 bytes: what exceeds the wire length is padding
        int captured = linkType == LinkTypes.ERF ? there : Math.min(there, wire);
        deliver(frame, p + start, captured, linkType == LinkTypes.ERF ? there : wire, nanos(p), linkType);
    }

    /** Coloured and multi-channel Ethernet records are framed as Ethernet ones are. */
    private static int linkType(int type) {
        return switch (type) {
            case TYPE_ETHERNET, 11, 16, 20 -> LinkTypes.ETHERNET;
            case TYPE_HDLC -> LinkTypes.C_HDLC;
            case TYPE_IPV4 -> LinkTypes.IPV4;
            case TYPE_IPV6 -> LinkTypes.IPV6;
            default -> LinkTypes.ERF;
        };
    }

    private long nanos(int p) {
        long fixed = in.int64(p, false);
        long seconds = fixed >>> 32;
        return seconds * 1_000_000_000L + (((fixed & 0xffff_ffffL) * 1_000_000_000L) >>> 32);
    }
}
