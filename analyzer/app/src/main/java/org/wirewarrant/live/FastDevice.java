package org.wirewarrant.live;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;
import org.wirewarrant.capture.CaptureException;
import org.wirewarrant.capture.Frame;

/** An interface through jnr-ffi: frames are copied straight from libpcap's ring into one array. */
final class FastDevice implements Device {
    /** Milliseconds that frames may wait in a block of the ring. */
    static final int BLOCK_MILLIS = 50;

    private static final int POINTER = 8;
    private static final int COUNTERS = 12;
    private static final long SECOND = 1_000_000_000L;

    private final String name;
    private final Libpcap.Api libpcap;
    private final Pointer handle;
    private final int linkType;
    private final int descriptor;
    private final long fraction;
    private final List<String> warnings;
    /** All of memory, by absolute addresses, so that no packet needs an object. */
    private final Pointer memory;

    private final Pointer headerAddress;
    private final Pointer dataAddress;
    private final Pointer counters;
    private final byte[] bytes;
    private final boolean promiscuous;
    private final OptionalInt hardware;
    private DeviceCounters counted = DeviceCounters.NONE;
    private boolean closed;

    private FastDevice(String name, Libpcap.Api libpcap, Pointer handle, DeviceOptions options, List<String> warnings) {
        this.name = name;
        this.libpcap = libpcap;
        this.handle = handle;
        this.warnings = List.copyOf(warnings);
        linkType = DataLinks.linkType(libpcap.pcap_datalink(handle));
        descriptor = libpcap.pcap_get_selectable_fd(handle);
        fraction = libpcap.pcap_get_tstamp_precision(handle) == Libpcap.NANOSECONDS ? 1 : 1000;
        memory = Pointer.wrap(Libpcap.runtime(), 0L);
        headerAddress = Memory.allocateDirect(Libpcap.runtime(), POINTER);
        dataAddress = Memory.allocateDirect(Libpcap.runtime(), POINTER);
        counters = Memory.allocateDirect(Libpcap.runtime(), COUNTERS, true);
        bytes = new byte[options.snapLength()];
        promiscuous = options.promiscuous();
        hardware = SystemInterface.hardware(name);
    }

    /**
     * Opens an interface.
     *
     * @throws CaptureException if it is not there, is down, may not be captured from, or the filter does not fit it
     */
    static FastDevice open(String name, DeviceOptions options) throws CaptureException {
        Libpcap.Api libpcap = Libpcap.require(name);
        Pointer error = Memory.allocateDirect(Libpcap.runtime(), Libpcap.ERROR_BYTES, true);
        Pointer handle = libpcap.pcap_create(name, error);
        if (handle == null) {
            throw DeviceFault.of(name, 0, Libpcap.text(error));
        }
        boolean opened = false;
        try {
            libpcap.pcap_set_snaplen(handle, options.snapLength());
            libpcap.pcap_set_promisc(handle, options.promiscuous() ? 1 : 0);
            libpcap.pcap_set_immediate_mode(handle, options.immediate() ? 1 : 0);
            libpcap.pcap_set_timeout(handle, BLOCK_MILLIS);
            libpcap.pcap_set_buffer_size(handle, options.bufferBytes());
            libpcap.pcap_set_tstamp_precision(handle, Libpcap.NANOSECONDS);
            int status = libpcap.pcap_activate(handle);
            if (status < 0) {
                throw DeviceFault.of(name, status, libpcap.pcap_geterr(handle));
            }
            List<String> warnings = new ArrayList<>();
            if (status > 0) {
                String detail = libpcap.pcap_geterr(handle);
                warnings.add(name + ": " + (detail.isEmpty() ? libpcap.pcap_statustostr(status) : detail));
            }
            if (options.filter().isPresent()) {
                setFilter(libpcap, handle, options.filter().get());
            }
            if (libpcap.pcap_setnonblock(handle, 1, error) < 0) {
                throw DeviceFault.of(name, 0, Libpcap.text(error));
            }
            FastDevice device = new FastDevice(name, libpcap, handle, options, warnings);
            opened = true;
            return device;
        } finally {
            if (!opened) {
                libpcap.pcap_close(handle);
            }
        }
    }

    private static void setFilter(Libpcap.Api libpcap, Pointer handle, String expression) throws CaptureException {
        Pointer program = Memory.allocateDirect(Libpcap.runtime(), Libpcap.PROGRAM_BYTES, true);
        if (libpcap.pcap_compile(handle, program, expression, 1, Libpcap.ANY_NETMASK) < 0) {
            throw Libpcap.wrongFilter(expression, libpcap.pcap_geterr(handle));
        }
        try {
            if (libpcap.pcap_setfilter(handle, program) < 0) {
                throw Libpcap.wrongFilter(expression, libpcap.pcap_geterr(handle));
            }
        } finally {
            libpcap.pcap_freecode(program);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int linkType() {
        return linkType;
    }

    @Override
    public boolean next(Frame frame, long ordinal) throws DeviceGoneException {
        int status = libpcap.pcap_next_ex(handle, headerAddress, dataAddress);
        if (status != 1) {
            if (status == 0) {
                return false;
            }
            throw new DeviceGoneException(libpcap.pcap_geterr(handle));
        }
        long header = headerAddress.getLong(0);
        long nanos = memory.getLong(header) * SECOND + memory.getLong(header + 8) * fraction;
        int captured = Math.min(memory.getInt(header + 16), bytes.length);
        int wire = memory.getInt(header + 20);
        memory.get(dataAddress.getLong(0), bytes, 0, captured);
        frame.wrap(bytes, 0, captured, Math.max(wire, captured), nanos, linkType, ordinal);
        return true;
    }

    @Override
    public boolean revive() {
        return hardware.isPresent()
                && hardware.equals(SystemInterface.hardware(name))
                && PacketSocket.rebind(descriptor, name, promiscuous);
    }

    @Override
    public int descriptor() {
        return descriptor;
    }

    @Override
    public DeviceCounters counters() {
        if (!closed && libpcap.pcap_stats(handle, counters) >= 0) {
            counted = new DeviceCounters(
                    counters.getInt(0) & 0xffffffffL,
                    counters.getInt(4) & 0xffffffffL,
                    counters.getInt(8) & 0xffffffffL);
        }
        return counted;
    }

    @Override
    public List<String> warnings() {
        return warnings;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            libpcap.pcap_close(handle);
        }
    }
}
