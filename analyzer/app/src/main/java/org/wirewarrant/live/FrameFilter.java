package org.wirewarrant.live;

import java.io.Closeable;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;
import org.wirewarrant.capture.CaptureException;
import org.wirewarrant.capture.CaptureSource;
import org.wirewarrant.capture.CaptureSummary;
import org.wirewarrant.capture.Frame;
import org.wirewarrant.capture.LinkTypes;

/**
 * A BPF filter in libpcap's language (pcap-filter(7)), compiled by libpcap for each link type as it is met and run by libpcap over
 * frames of any source. One thread.
 */
public final class FrameFilter implements Closeable {
    /** {@code struct pcap_pkthdr} of 64-bit systems: time (16 bytes), captured and wire length. */
    private static final int HEADER_BYTES = 24;

    private static final int FILE_HEADER = 24;
    private static final int SNAP_LENGTH = 262_144;
    private static final int CAPTURED = 16;
    private static final int WIRE = 20;

    private final String expression;
    private final Libpcap.Api libpcap;
    private final Map<Kind, Pointer> programs = new HashMap<>();
    private final Pointer header;
    private Pointer packet;
    private long room = 4096;
    private int lastLinkType = -1;
    private Pointer lastProgram;
    private boolean closed;

    /** What a program is compiled for: BSD loopback headers are in the byte order of the host that captured them. */
    private record Kind(int linkType, boolean bigEndian) {}

    private FrameFilter(String expression, Libpcap.Api libpcap) {
        this.expression = expression;
        this.libpcap = libpcap;
        this.header = Memory.allocateDirect(Libpcap.runtime(), HEADER_BYTES, true);
        this.packet = Memory.allocateDirect(Libpcap.runtime(), (int) room);
    }

    /**
     * A filter, whose syntax is checked at once. What is right for some link types only (such as {@code wlan}) is checked when frames of
     * a link type come.
     *
     * @throws CaptureException if it is wrong whatever the link type, or there is no libpcap
     */
    public static FrameFilter compile(String expression) throws CaptureException {
        FrameFilter filter = new FrameFilter(expression, Libpcap.require("--filter"));
        String complaint = filter.complaint(new Kind(LinkTypes.ETHERNET, false));
        if (complaint != null
                && filter.complaint(new Kind(LinkTypes.RAW, false)) != null
                && filter.complaint(new Kind(LinkTypes.IEEE802_11, false)) != null
                && filter.complaint(new Kind(LinkTypes.LINUX_SLL, false)) != null) {
            filter.close();
            throw filter.wrong(complaint, "");
        }
        return filter;
    }

    /** As the user typed it. */
    public String expression() {
        return expression;
    }

    /**
     * Whether a frame matches.
     *
     * @throws CaptureException if the filter is wrong for the frame's link type
     */
    public boolean matches(Frame frame) throws CaptureException {
        Pointer program = frame.linkType() == lastLinkType ? lastProgram : program(frame);
        int captured = frame.capturedLength();
        if (captured > room) {
            room = captured;
            packet = Memory.allocateDirect(Libpcap.runtime(), captured);
        }
        packet.put(0, frame.bytes(), frame.offset(), captured);
        header.putInt(CAPTURED, captured);
        header.putInt(WIRE, frame.wireLength());
        try {
            return libpcap.pcap_offline_filter(program, header, packet) != 0;
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    private Pointer program(Frame frame) throws CaptureException {
        int linkType = frame.linkType();
        boolean loopback = linkType == LinkTypes.NULL;
        Kind kind = new Kind(linkType, loopback && isBigEndian(frame));
        if (!programs.containsKey(kind)) {
            String complaint = complaint(kind);
            if (complaint != null) {
                throw wrong(complaint, " on link type " + LinkTypes.name(linkType));
            }
        }
        lastProgram = programs.get(kind);
        lastLinkType = loopback ? -1 : linkType;
        return lastProgram;
    }

    /** Address families are small numbers, so that the empty half of the field tells its byte order. */
    private static boolean isBigEndian(Frame frame) {
        return frame.capturedLength() >= 4
                && frame.bytes()[frame.offset()] == 0
                && frame.bytes()[frame.offset() + 1] == 0;
    }

    /**
     * Compiles; what libpcap says against it, or null. The handle is one on a capture file without packets, because libpcap compiles for
     * live interfaces otherwise.
     */
    private String complaint(Kind kind) {
        Pointer file = emptyCapture(kind);
        Pointer error = Memory.allocateDirect(Libpcap.runtime(), Libpcap.ERROR_BYTES, true);
        Pointer handle = libpcap.pcap_fopen_offline(Libc.require().fmemopen(file, FILE_HEADER, "r"), error);
        if (handle == null) {
            return Libpcap.text(error);
        }
        try {
            Pointer program = Memory.allocateDirect(Libpcap.runtime(), Libpcap.PROGRAM_BYTES, true);
            if (libpcap.pcap_compile(handle, program, expression, 1, Libpcap.ANY_NETMASK) < 0) {
                return libpcap.pcap_geterr(handle);
            }
            programs.put(kind, program);
            return null;
        } finally {
            libpcap.pcap_close(handle);
            Reference.reachabilityFence(file);
        }
    }

    private static Pointer emptyCapture(Kind kind) {
        ByteBuffer header = ByteBuffer.allocate(FILE_HEADER)
                .order(kind.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        header.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4);
        header.putInt(0).putInt(0).putInt(SNAP_LENGTH).putInt(kind.linkType());
        Pointer file = Memory.allocateDirect(Libpcap.runtime(), FILE_HEADER);
        file.put(0, header.array(), 0, FILE_HEADER);
        return file;
    }

    private CaptureException wrong(String complaint, String where) {
        return Libpcap.wrongFilter(expression, complaint + where);
    }

    /**
     * The frames of a source that match; closing it closes the source and not the filter.
     *
     * @param stop asked now and then whether to end early, however few frames match
     */
    public CaptureSource over(CaptureSource source, BooleanSupplier stop) {
        return new Filtered(source, stop);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            programs.values().forEach(libpcap::pcap_freecode);
            programs.clear();
        }
    }

    private final class Filtered implements CaptureSource {
        private static final int STOP_CHECK = 0xfff;

        private final CaptureSource source;
        private final BooleanSupplier stop;
        private int read;

        Filtered(CaptureSource source, BooleanSupplier stop) {
            this.source = source;
            this.stop = stop;
        }

        @Override
        public boolean next(Frame frame) throws IOException {
            while (source.next(frame)) {
                if (matches(frame)) {
                    return true;
                }
                if ((++read & STOP_CHECK) == 0 && stop.getAsBoolean()) {
                    return false;
                }
            }
            return false;
        }

        @Override
        public CaptureSummary summary() {
            return source.summary();
        }

        @Override
        public long bytesConsumed() {
            return source.bytesConsumed();
        }

        @Override
        public void close() throws IOException {
            source.close();
        }
    }
}
