package org.wirewarrant.live;

import java.sql.Timestamp;
import java.util.List;
import org.pcap4j.core.BpfProgram.BpfCompileMode;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapHandle.BlockingMode;
import org.pcap4j.core.PcapHandle.TimestampPrecision;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface.PromiscuousMode;
import org.pcap4j.core.PcapStat;
import org.pcap4j.core.RawPacketListener;
import org.wirewarrant.capture.CaptureException;
import org.wirewarrant.capture.Frame;

/** An interface through pcap4j, wherever that runs; slower than {@link FastDevice}. */
final class PortableDevice implements Device {
    private static final int BATCH = 256;
    private static final long SECOND = 1_000_000_000L;

    private final String name;
    private final PcapHandle handle;
    private final int linkType;
    private final byte[][] packets = new byte[BATCH][];
    private final int[] lengths = new int[BATCH];
    private final long[] times = new long[BATCH];
    private final RawPacketListener listener = this::keep;
    private int kept;
    private int given;
    private DeviceCounters counted = DeviceCounters.NONE;

    private PortableDevice(String name, PcapHandle handle) {
        this.name = name;
        this.handle = handle;
        linkType = DataLinks.linkType(handle.getDlt().value());
    }

    /**
     * Opens an interface.
     *
     * @throws CaptureException if it is not there, is down, may not be captured from, or the filter does not fit it
     */
    static PortableDevice open(String name, DeviceOptions options) throws CaptureException {
        Pcap4j.require(name);
        PcapHandle handle;
        try {
            handle = new PcapHandle.Builder(name)
                    .snaplen(options.snapLength())
                    .bufferSize(options.bufferBytes())
                    .promiscuousMode(
                            options.promiscuous() ? PromiscuousMode.PROMISCUOUS : PromiscuousMode.NONPROMISCUOUS)
                    .immediateMode(options.immediate())
                    .timeoutMillis(FastDevice.BLOCK_MILLIS)
                    .timestampPrecision(TimestampPrecision.NANO)
                    .build();
        } catch (PcapNativeException e) {
            throw DeviceFault.of(name, 0, String.valueOf(e.getMessage()));
        }
        boolean opened = false;
        try {
            if (options.filter().isPresent()) {
                handle.setFilter(options.filter().get(), BpfCompileMode.OPTIMIZE);
            }
            handle.setBlockingMode(BlockingMode.NONBLOCKING);
            PortableDevice device = new PortableDevice(name, handle);
            opened = true;
            return device;
        } catch (PcapNativeException e) {
            String why = String.valueOf(e.getMessage());
            throw options.filter().isPresent()
                    ? Libpcap.wrongFilter(
                            options.filter().get(), why.substring(why.indexOf(": ") < 0 ? 0 : why.indexOf(": ") + 2))
                    : DeviceFault.of(name, 0, why);
        } catch (NotOpenException e) {
            throw new IllegalStateException(e);
        } finally {
            if (!opened) {
                handle.close();
            }
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
        if (given == kept && !fill()) {
            return false;
        }
        byte[] packet = packets[given];
        packets[given] = null;
        frame.wrap(
                packet, 0, packet.length, Math.max(lengths[given], packet.length), times[given++], linkType, ordinal);
        return true;
    }

    private boolean fill() throws DeviceGoneException {
        kept = 0;
        given = 0;
        try {
            handle.dispatch(BATCH, listener);
            return kept > 0;
        } catch (PcapNativeException e) {
            if (kept > 0) {
                return true;
            }
            throw new DeviceGoneException(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return kept > 0;
        } catch (NotOpenException e) {
            throw new IllegalStateException(e);
        }
    }

    private void keep(byte[] packet) {
        Timestamp time = handle.getTimestamp();
        times[kept] = Math.floorDiv(time.getTime(), 1000L) * SECOND + time.getNanos();
        lengths[kept] = handle.getOriginalLength();
        packets[kept++] = packet;
    }

    @Override
    public boolean revive() {
        return false;
    }

    @Override
    public int descriptor() {
        return -1;
    }

    @Override
    public DeviceCounters counters() {
        try {
            PcapStat counters = handle.getStats();
            counted = new DeviceCounters(
                    counters.getNumPacketsReceived(),
                    counters.getNumPacketsDropped(),
                    counters.getNumPacketsDroppedByIf());
        } catch (PcapNativeException | NotOpenException e) {
            return counted;
        }
        return counted;
    }

    @Override
    public List<String> warnings() {
        return List.of();
    }

    @Override
    public void close() {
        if (handle.isOpen()) {
            handle.close();
        }
    }
}
