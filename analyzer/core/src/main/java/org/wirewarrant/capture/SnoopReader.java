package org.wirewarrant.capture;

import java.io.IOException;

/** Solaris snoop, version 2 (RFC 1761). */
final class SnoopReader extends RecordReader {
    static final int MAGIC_HIGH = 0x736e6f6f;
    private static final int MAGIC_LOW = 0x70000000;
    private static final int FILE_HEADER = 16;
    private static final int RECORD_HEADER = 24;

    private final int linkType;
    private long drops;

    static boolean recognises(byte[] head, ByteWindow window) {
        return head.length >= 8
                && window.int32(window.position, true) == MAGIC_HIGH
                && window.int32(window.position + 4, true) == MAGIC_LOW;
    }

    /** Reads the file header at the window's position. */
    SnoopReader(ByteWindow in, int maxFrameBytes) throws IOException {
        super(in, maxFrameBytes);
        if (!in.require(FILE_HEADER)) {
            endedInside("the file header");
            linkType = -1;
            return;
        }
        int version = in.int32(in.position + 8, true);
        int dataLink = in.int32(in.position + 12, true);
        linkType = version == 2 ? linkType(dataLink) : -1;
        if (version != 2) {
            damage(in.offset() + 8, "snoop version " + version + " is not supported, only 2");
        } else if (linkType < 0) {
            damage(in.offset() + 12, "snoop datalink type " + dataLink + " is not supported");
        } else {
            sawLinkType(linkType);
        }
        in.position += FILE_HEADER;
    }

    private static int linkType(int dataLink) {
        return switch (dataLink) {
            case 0, 4 -> LinkTypes.ETHERNET;
            case 2 -> LinkTypes.IEEE802_5;
            case 5 -> LinkTypes.C_HDLC;
            case 8 -> LinkTypes.FDDI;
            case 16 -> LinkTypes.RAW;
            case 26 -> LinkTypes.IPNET;
            default -> -1;
        };
    }

    @Override
    String format() {
        return "snoop";
    }

    @Override
    long interfaceDrops() {
        return drops;
    }

    @Override
    boolean read(Frame frame) throws IOException {
        if (linkType < 0) {
            return false;
        }
        if (!in.require(RECORD_HEADER)) {
            return endedInside("a record header");
        }
        int p = in.position;
        long wire = in.unsigned32(p, true);
        long captured = in.unsigned32(p + 4, true);
        long record = in.unsigned32(p + 8, true);
        drops = in.unsigned32(p + 12, true);
        long nanos = in.unsigned32(p + 16, true) * 1_000_000_000L + in.unsigned32(p + 20, true) * 1000;
        if (captured > maxFrameBytes || record < RECORD_HEADER + captured || record > maxFrameBytes + 4096L) {
            damage(
                    in.offset(),
                    "record " + (frames() + 1) + " of " + record + " bytes claims " + captured + " captured bytes");
            return false;
        }
        if (!in.require((int) record)) {
            return endedInside("record " + (frames() + 1) + " of " + record + " bytes");
        }
        p = in.position;
        in.position = p + (int) record;
        deliver(frame, p + RECORD_HEADER, (int) captured, wire, nanos, linkType);
        return true;
    }
}
