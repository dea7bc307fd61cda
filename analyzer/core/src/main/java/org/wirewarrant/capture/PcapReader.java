package org.wirewarrant.capture;

import java.io.IOException;

/**
 * Classic pcap in the variants that libpcap and Wireshark read: micro- and nanoseconds, both byte orders, Kuznetzov's longer record
 * header, Ixia's longer file header, the swapped lengths of versions before 2.4, DG/UX and AIX.
 */
final class PcapReader extends RecordReader {
    private static final int MAGIC_MICRO = 0xa1b2c3d4;
    private static final int MAGIC_NANO = 0xa1b23c4d;
    private static final int MAGIC_MODIFIED = 0xa1b2cd34;
    private static final int MAGIC_IXIA_HARDWARE = 0x1c0001ac;
    private static final int MAGIC_IXIA_SOFTWARE = 0x1c0001ab;
    private static final int FILE_HEADER = 24;
    private static final int RECORD_HEADER = 16;
    private static final int MODIFIED_RECORD_HEADER = 24;
    private static final int DG_UX_VERSION = 543;
    private static final long BILLION = 1_000_000_000L;

    private enum Lengths {
        CAPTURED_FIRST,
        WIRE_FIRST,
        SMALLER_IS_CAPTURED
    }

    private final boolean bigEndian;
    private final String format;
    private final int recordHeader;
    private final int fraction;
    private final Lengths lengths;
    private final int linkType;
    private final int frameCheckBytes;
    private final boolean readable;

    /** Whether a pcap file begins with these four bytes. */
    static boolean recognises(int magic) {
        return isMagic(magic) || isMagic(Integer.reverseBytes(magic));
    }

    private static boolean isMagic(int magic) {
        return magic == MAGIC_MICRO
                || magic == MAGIC_NANO
                || magic == MAGIC_MODIFIED
                || magic == MAGIC_IXIA_HARDWARE
                || magic == MAGIC_IXIA_SOFTWARE;
    }

    /** Reads the file header at the window's position. */
    PcapReader(ByteWindow in, int maxFrameBytes) throws IOException {
        super(in, maxFrameBytes);
        int stored = in.int32(in.position, false);
        bigEndian = !isMagic(stored);
        int magic = bigEndian ? Integer.reverseBytes(stored) : stored;
        boolean ixia = magic == MAGIC_IXIA_HARDWARE || magic == MAGIC_IXIA_SOFTWARE;
        int fileHeader = ixia ? FILE_HEADER + 4 : FILE_HEADER;
        recordHeader = magic == MAGIC_MODIFIED ? MODIFIED_RECORD_HEADER : RECORD_HEADER;
        if (!in.require(fileHeader)) {
            endedInside("the file header");
            fraction = 1000;
            lengths = Lengths.CAPTURED_FIRST;
            linkType = -1;
            frameCheckBytes = 0;
            readable = false;
            format = describe(magic, false);
            return;
        }
        int p = in.position;
        int major = in.unsigned16(p + 4, bigEndian);
        int minor = in.unsigned16(p + 6, bigEndian);
        int network = in.int32(p + 20, bigEndian);
        int aixLinkType = magic == MAGIC_MICRO && major == 2 && minor == 2 ? aixLinkType(network) : -1;
        boolean nanoseconds = magic == MAGIC_NANO || magic == MAGIC_IXIA_HARDWARE || aixLinkType >= 0;
        fraction = nanoseconds ? 1 : 1000;
        if ((major == 2 && minor < 3) || major == DG_UX_VERSION) {
            lengths = aixLinkType >= 0 ? Lengths.CAPTURED_FIRST : Lengths.WIRE_FIRST;
        } else {
            lengths = major == 2 && minor == 3 ? Lengths.SMALLER_IS_CAPTURED : Lengths.CAPTURED_FIRST;
        }
        linkType = aixLinkType >= 0 ? aixLinkType : network & 0xffff;
        frameCheckBytes = (network & 0x0400_0000) != 0 ? (network >>> 28) * 2 : 0;
        readable = major >= 2;
        if (!readable) {
            damage(in.offset() + 4, "pcap version " + major + "." + minor + " is not supported, only 2.0 and later");
        } else if ((network & 0x03ff_0000) != 0 && aixLinkType < 0) {
            oddity(in.offset() + 20, String.format("reserved bits of the link-type field are set (0x%08x)", network));
        }
        format = describe(magic, aixLinkType >= 0);
        sawLinkType(linkType);
        in.position += fileHeader;
    }

    /** AIX writes interface types (RFC 1573) where others write link types. */
    private static int aixLinkType(int network) {
        return switch (network) {
            case 6 -> LinkTypes.ETHERNET;
            case 9 -> LinkTypes.IEEE802_5;
            case 15 -> LinkTypes.FDDI;
            case 24 -> LinkTypes.NULL;
            default -> -1;
        };
    }

    private String describe(int magic, boolean aix) {
        StringBuilder detail = new StringBuilder();
        if (aix) {
            detail.append("AIX, ");
        } else if (magic == MAGIC_NANO) {
            detail.append("nanosecond, ");
        } else if (magic == MAGIC_MODIFIED) {
            detail.append("modified, ");
        } else if (magic != MAGIC_MICRO) {
            detail.append("Ixia, ");
        }
        if (bigEndian) {
            detail.append("big-endian, ");
        }
        return detail.length() == 0 ? "pcap" : "pcap (" + detail.substring(0, detail.length() - 2) + ")";
    }

    @Override
    String format() {
        return format;
    }

    @Override
    boolean read(Frame frame) throws IOException {
        if (!readable) {
            return false;
        }
        ByteWindow window = in;
        if (!window.require(recordHeader)) {
            return endedInside("a record header");
        }
        int p = window.position;
        boolean swap = bigEndian;
        long captured = window.unsigned32(p + 8, swap);
        long wire = window.unsigned32(p + 12, swap);
        if (lengths != Lengths.CAPTURED_FIRST && (lengths == Lengths.WIRE_FIRST || captured > wire)) {
            long first = captured;
            captured = wire;
            wire = first;
        }
        if (captured > maxFrameBytes) {
            damage(
                    window.offset(),
                    "record " + (frames() + 1) + " claims " + captured + " captured bytes, more than the maximum of "
                            + maxFrameBytes);
            return false;
        }
        int length = recordHeader + (int) captured;
        if (!window.require(length)) {
            return endedInside("record " + (frames() + 1) + " of " + length + " bytes");
        }
        p = window.position;
        long partial = window.unsigned32(p + 4, swap) * fraction;
        if (partial >= BILLION) {
            oddity(window.offset() + 4, "time of record " + (frames() + 1) + " has a fraction of a second or more");
            partial = BILLION - 1;
        }
        long nanos = window.unsigned32(p, swap) * BILLION + partial;
        window.position = p + length;
        if (frameCheckBytes != 0) {
            wire = Math.max(0, wire - frameCheckBytes);
            captured = Math.min(captured, wire);
        }
        deliver(frame, p + recordHeader, (int) captured, wire, nanos, linkType);
        return true;
    }
}
