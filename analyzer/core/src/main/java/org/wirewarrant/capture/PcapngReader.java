package org.wirewarrant.capture;

import java.io.IOException;
import java.util.Arrays;

/**
 * pcapng (draft-ietf-opsawg-pcapng): any number of sections and interfaces, both byte orders, every timestamp resolution and offset,
 * enhanced, simple and obsolete packet blocks; other blocks are passed over. A damaged block is noted and reading goes on at the next
 * block that can be found.
 */
final class PcapngReader extends RecordReader {
    static final int SECTION_HEADER = 0x0a0d0d0a;

    private static final int INTERFACE_DESCRIPTION = 1;
    private static final int OBSOLETE_PACKET = 2;
    private static final int SIMPLE_PACKET = 3;
    private static final int NAME_RESOLUTION = 4;
    private static final int INTERFACE_STATISTICS = 5;
    private static final int ENHANCED_PACKET = 6;
    private static final int DECRYPTION_SECRETS = 10;
    private static final int CUSTOM = 0xbad;
    private static final int CUSTOM_NOT_COPIED = 0x40000bad;
    private static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;
    private static final int BLOCK_HEADER = 8;
    private static final int BLOCK_FRAME = 12;
    private static final int ENHANCED_FIXED = 28;
    private static final int OPTION_IF_TSRESOL = 9;
    private static final int OPTION_IF_FCSLEN = 13;
    private static final int OPTION_IF_TSOFFSET = 14;
    private static final int OPTION_EPB_DROPCOUNT = 4;
    private static final int OPTION_ISB_IFDROP = 5;
    /** Interfaces of one section; more are not believed. */
    private static final int MAX_INTERFACES = 65_536;
    /** Most bytes of options that are looked at. */
    private static final int MAX_OPTIONS = 64 * 1024;
    /** Farthest end of a block that is sought when looking for the next sound one. */
    private static final int MAX_RESYNC_BLOCK = 512 * 1024;

    private boolean bigEndian;
    private boolean sectionReadable;
    private PcapngInterface[] interfaces = new PcapngInterface[4];
    private int interfaceCount;
    private long closedDrops;
    private boolean dropsKnown;
    private int sections;
    private boolean anyBigEndian;

    PcapngReader(ByteWindow in, int maxFrameBytes) {
        super(in, maxFrameBytes);
    }

    @Override
    String format() {
        return anyBigEndian ? "pcapng (big-endian)" : "pcapng";
    }

    @Override
    boolean read(Frame frame) throws IOException {
        ByteWindow window = in;
        while (true) {
            if (!window.require(BLOCK_HEADER)) {
                return endedInside("a block header");
            }
            int type = window.int32(window.position, bigEndian);
            if (type == SECTION_HEADER) {
                if (!section()) {
                    return false;
                }
                continue;
            }
            long total = window.unsigned32(window.position + 4, bigEndian);
            long padded = padded(total);
            if (total < BLOCK_FRAME) {
                damage(window.offset(), "block length " + total + " is shorter than a block can be");
                if (!resync()) {
                    return false;
                }
                continue;
            }
            if (sectionReadable && type == ENHANCED_PACKET) {
                int outcome = enhanced(frame, padded);
                if (outcome != CONTINUE) {
                    return outcome == FRAME;
                }
            } else if (sectionReadable && (type == SIMPLE_PACKET || type == OBSOLETE_PACKET)) {
                int outcome = type == SIMPLE_PACKET ? simple(frame, padded) : obsolete(frame, padded);
                if (outcome != CONTINUE) {
                    return outcome == FRAME;
                }
            } else if (!other(type, padded)) {
                return false;
            }
        }
    }

    private static final int FRAME = 0;
    private static final int CONTINUE = 1;
    private static final int END = 2;

    private int enhanced(Frame frame, long total) throws IOException {
        int ready = packet("an enhanced packet block", total, BLOCK_FRAME + 20);
        if (ready != FRAME) {
            return ready;
        }
        ByteWindow window = in;
        int p = window.position;
        long captured = window.unsigned32(p + 20, bigEndian);
        long wire = window.unsigned32(p + 24, bigEndian);
        if (captured > total - BLOCK_FRAME - 20) {
            return refused("packet of " + captured + " captured bytes in a block of " + total, total);
        }
        if (captured > maxFrameBytes) {
            return refused(
                    "packet claims " + captured + " captured bytes, more than the maximum of " + maxFrameBytes, total);
        }
        long number = window.unsigned32(p + 8, bigEndian);
        if (number >= interfaceCount) {
            return refused("packet of interface " + number + ", which its section does not describe", total);
        }
        PcapngInterface described = interfaces[(int) number];
        long ticks = (window.unsigned32(p + 12, bigEndian) << 32) | window.unsigned32(p + 16, bigEndian);
        int end = (int) total - 4;
        int options = ENHANCED_FIXED + (((int) captured + 3) & ~3);
        if (options + 4 < end) {
            enhancedOptions(described, p + options, p + end);
        }
        window.position = p + (int) total;
        trailer(p, total);
        present(frame, p + ENHANCED_FIXED, captured, wire, described.nanos(ticks), described);
        return FRAME;
    }

    private int simple(Frame frame, long total) throws IOException {
        int ready = packet("a simple packet block", total, BLOCK_FRAME + 4);
        if (ready != FRAME) {
            return ready;
        }
        if (interfaceCount == 0) {
            return refused("simple packet block in a section without an interface", total);
        }
        ByteWindow window = in;
        int p = window.position;
        long wire = window.unsigned32(p + 8, bigEndian);
        long captured = Math.min(wire, total - BLOCK_FRAME - 4);
        if (interfaces[0].snapLength > 0) {
            captured = Math.min(captured, interfaces[0].snapLength);
        }
        if (captured > maxFrameBytes) {
            return refused("packet of " + captured + " bytes, more than the maximum of " + maxFrameBytes, total);
        }
        window.position = p + (int) total;
        trailer(p, total);
        present(frame, p + BLOCK_HEADER + 4, captured, wire, Frame.NO_TIME, interfaces[0]);
        return FRAME;
    }

    private int obsolete(Frame frame, long total) throws IOException {
        int ready = packet("a packet block", total, BLOCK_FRAME + 20);
        if (ready != FRAME) {
            return ready;
        }
        ByteWindow window = in;
        int p = window.position;
        long captured = window.unsigned32(p + 20, bigEndian);
        long wire = window.unsigned32(p + 24, bigEndian);
        if (captured > total - BLOCK_FRAME - 20) {
            return refused("packet of " + captured + " captured bytes in a block of " + total, total);
        }
        if (captured > maxFrameBytes) {
            return refused(
                    "packet claims " + captured + " captured bytes, more than the maximum of " + maxFrameBytes, total);
        }
        int number = window.unsigned16(p + 8, bigEndian);
        if (number >= interfaceCount) {
            return refused("packet of interface " + number + ", which its section does not describe", total);
        }
        PcapngInterface described = interfaces[number];
        int drops = window.unsigned16(p + 10, bigEndian);
        if (drops != 0xffff) {
            described.droppedBefore(drops);
            dropsKnown = true;
        }
        long ticks = (window.unsigned32(p + 12, bigEndian) << 32) | window.unsigned32(p + 16, bigEndian);
        window.position = p + (int) total;
        trailer(p, total);
        present(frame, p + ENHANCED_FIXED, captured, wire, described.nanos(ticks), described);
        return FRAME;
    }

    private void present(Frame frame, int start, long captured, long wire, long nanos, PcapngInterface described) {
        long onWire = wire;
        long kept = captured;
        if (described.frameCheckBytes != 0) {
            onWire = Math.max(0, wire - described.frameCheckBytes);
            kept = Math.min(captured, onWire);
        }
        deliver(frame, start, (int) kept, onWire, nanos, described.linkType);
    }

    /** Makes a packet block whole in the window. {@link #FRAME} when it is. */
    private int packet(String what, long total, int least) throws IOException {
        if (total < least) {
            return refused(what + " of " + total + " bytes is too short", total);
        }
        if (total > (long) maxFrameBytes + MAX_OPTIONS + BLOCK_FRAME + 20) {
            return refused(what + " claims " + total + " bytes, more than the maximum", total);
        }
        if (!in.require((int) total)) {
            return endedInside(what + " of " + total + " bytes") ? FRAME : END;
        }
        return FRAME;
    }

    /** Notes a packet block that cannot be read, and goes to the next one. */
    private int refused(String reason, long total) throws IOException {
        damage(in.offset(), reason);
        return passOver(total) ? CONTINUE : END;
    }

    /** Goes to the block after this one when its length leads to one, else to the next that can be found. */
    private boolean passOver(long total) throws IOException {
        if (total <= MAX_RESYNC_BLOCK) {
            if (in.require((int) total) && padded(in.unsigned32(in.position + (int) total - 4, bigEndian)) == total) {
                in.position += (int) total;
                return true;
            }
            return resync();
        }
        return resync();
    }

    private void trailer(int start, long total) {
        long trailing = in.unsigned32(start + (int) total - 4, bigEndian);
        if (padded(trailing) != total) {
            damage(in.offset() - 4, "block length " + total + " at its start is " + trailing + " at its end");
        }
    }

    private void enhancedOptions(PcapngInterface described, int from, int to) {
        int option = from;
        while (option + 4 <= to) {
            int code = in.unsigned16(option, bigEndian);
            int length = in.unsigned16(option + 2, bigEndian);
            if (code == 0 || option + 4 + length > to) {
                return;
            }
            if (code == OPTION_EPB_DROPCOUNT && length == 8) {
                described.droppedBefore(in.int64(option + 4, bigEndian));
                dropsKnown = true;
            }
            option += 4 + ((length + 3) & ~3);
        }
    }

    /** Reads a section header block; false at the end of the bytes. */
    private boolean section() throws IOException {
        if (!in.require(BLOCK_HEADER + 8)) {
            return endedInside("a section header");
        }
        int p = in.position;
        int magic = in.int32(p + 8, false);
        if (magic != BYTE_ORDER_MAGIC && magic != Integer.reverseBytes(BYTE_ORDER_MAGIC)) {
            damage(in.offset() + 8, String.format("byte-order magic 0x%08x of a section header is not one", magic));
            return resync();
        }
        closeSection();
        bigEndian = magic != BYTE_ORDER_MAGIC;
        anyBigEndian |= bigEndian;
        sections++;
        int major = in.unsigned16(p + 12, bigEndian);
        int minor = in.unsigned16(p + 14, bigEndian);
        sectionReadable = major == 1;
        if (!sectionReadable) {
            damage(
                    in.offset() + 12,
                    "pcapng version " + major + "." + minor + " is not supported; section " + sections
                            + " is passed over");
        }
        long total = padded(in.unsigned32(p + 4, bigEndian));
        if (total < BLOCK_FRAME + 16) {
            damage(in.offset() + 4, "section header of " + total + " bytes is too short");
            return resync();
        }
        if (total <= MAX_OPTIONS && in.require((int) total)) {
            checkOptions("section header", in.position + 24, in.position + (int) total - 4);
        }
        return skipBlock("a section header", total);
    }

    private void closeSection() {
        for (int i = 0; i < interfaceCount; i++) {
            closedDrops += interfaces[i].drops();
        }
        Arrays.fill(interfaces, 0, interfaceCount, null);
        interfaceCount = 0;
    }

    /** Reads or passes over a block that is no packet. */
    private boolean other(int type, long total) throws IOException {
        if (sectionReadable && total <= MAX_OPTIONS + BLOCK_FRAME) {
            if (type == INTERFACE_DESCRIPTION) {
                if (!in.require((int) total)) {
                    return endedInside("an interface description of " + total + " bytes");
                }
                return describeInterface(total);
            } else if (type == INTERFACE_STATISTICS && in.require((int) total) && total >= BLOCK_FRAME + 12) {
                statistics(in.position, (int) total);
            }
        }
        if (sections == 0) {
            damage(in.offset(), "no section header before the first block");
            return resync();
        }
        return skipBlock("a block", total);
    }

    private boolean describeInterface(long total) throws IOException {
        if (total < BLOCK_FRAME + 8) {
            damage(in.offset(), "interface description of " + total + " bytes is too short");
            return passOver(total);
        }
        if (interfaceCount == MAX_INTERFACES) {
            damage(in.offset(), "more than " + MAX_INTERFACES + " interfaces in a section");
            return false;
        }
        int p = in.position;
        PcapngInterface described =
                new PcapngInterface(in.unsigned16(p + 8, bigEndian), in.unsigned32(p + 12, bigEndian));
        int to = p + (int) total - 4;
        int option = p + 16;
        while (option + 4 <= to) {
            int code = in.unsigned16(option, bigEndian);
            int length = in.unsigned16(option + 2, bigEndian);
            if (code == 0) {
                break;
            }
            if (option + 4 + length > to) {
                damage(
                        in.offset() + option - p,
                        "option of " + length + " bytes is longer than its interface description");
                break;
            }
            if (code == OPTION_IF_TSRESOL && length == 1) {
                described.resolution(in.unsigned8(option + 4));
            } else if (code == OPTION_IF_TSOFFSET && length == 8) {
                described.offsetSeconds = in.int64(option + 4, bigEndian);
            } else if (code == OPTION_IF_FCSLEN && length == 1) {
                described.frameCheckBytes = frameCheckBytes(in.unsigned8(option + 4));
            }
            option += 4 + ((length + 3) & ~3);
        }
        if (interfaceCount == interfaces.length) {
            interfaces = Arrays.copyOf(interfaces, interfaceCount * 2);
        }
        interfaces[interfaceCount++] = described;
        sawLinkType(described.linkType);
        return skipBlock("an interface description", total);
    }

    /** The option is in bits by the specification; writers that mean 4 bytes write 4, 32 or 0. */
    private static int frameCheckBytes(int value) {
        return value == 32 || value == 4 ? 4 : 0;
    }

    private void checkOptions(String what, int from, int to) {
        int option = from;
        while (option + 4 <= to) {
            int code = in.unsigned16(option, bigEndian);
            int length = in.unsigned16(option + 2, bigEndian);
            if (code == 0) {
                return;
            }
            if (option + 4 + length > to) {
                damage(in.offset() + option - in.position, "option of " + length + " bytes is longer than its " + what);
                return;
            }
            option += 4 + ((length + 3) & ~3);
        }
    }

    private void statistics(int p, int total) {
        long number = in.unsigned32(p + 8, bigEndian);
        if (number >= interfaceCount) {
            return;
        }
        int to = p + total - 4;
        int option = p + 20;
        while (option + 4 <= to) {
            int code = in.unsigned16(option, bigEndian);
            int length = in.unsigned16(option + 2, bigEndian);
            if (code == 0 || option + 4 + length > to) {
                return;
            }
            if (code == OPTION_ISB_IFDROP && length == 8) {
                interfaces[(int) number].counter(in.int64(option + 4, bigEndian));
                dropsKnown = true;
            }
            option += 4 + ((length + 3) & ~3);
        }
    }

    private boolean skipBlock(String what, long total) throws IOException {
        long offset = in.offset();
        if (!in.skip(total - 4)) {
            damage(offset, "cut short inside " + what + " of " + total + " bytes");
            return false;
        }
        if (!in.require(4)) {
            damage(offset, "cut short inside " + what + " of " + total + " bytes");
            return false;
        }
        long trailing = in.unsigned32(in.position, bigEndian);
        in.position += 4;
        if (padded(trailing) != total) {
            damage(in.offset() - 4, "block length " + total + " at its start is " + trailing + " at its end");
        }
        return true;
    }

    /** Looks on from the next multiple of four for a block of a known type whose two lengths agree. */
    private boolean resync() throws IOException {
        while (in.skip(4) && in.require(BLOCK_FRAME)) {
            int p = in.position;
            int type = in.int32(p, bigEndian);
            if (type == SECTION_HEADER) {
                int magic = in.require(BLOCK_HEADER + 4) ? in.int32(in.position + 8, false) : 0;
                if (magic == BYTE_ORDER_MAGIC || magic == Integer.reverseBytes(BYTE_ORDER_MAGIC)) {
                    return true;
                }
            } else if (known(type)) {
                long total = in.unsigned32(p + 4, bigEndian);
                if (total >= BLOCK_FRAME
                        && total <= MAX_RESYNC_BLOCK
                        && (total & 3) == 0
                        && in.require((int) total)
                        && in.unsigned32(in.position + (int) total - 4, bigEndian) == total) {
                    return true;
                }
            }
        }
        in.position = in.limit;
        return false;
    }

    /** A length rounded up to whole words; some writers leave the padding out of it. */
    private static long padded(long length) {
        return (length + 3) & ~3L;
    }

    private static boolean known(int type) {
        return (type >= INTERFACE_DESCRIPTION && type <= ENHANCED_PACKET)
                || type == NAME_RESOLUTION
                || type == DECRYPTION_SECRETS
                || type == CUSTOM
                || type == CUSTOM_NOT_COPIED;
    }

    @Override
    long interfaceDrops() {
        if (!dropsKnown) {
            return -1;
        }
        long drops = closedDrops;
        for (int i = 0; i < interfaceCount; i++) {
            drops += interfaces[i].drops();
        }
        return drops;
    }
}
