package org.wirewarrant.live;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapHandle.TimestampPrecision;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.Pcaps;
import org.pcap4j.core.RawPacketListener;
import org.wirewarrant.capture.CaptureException;
import org.wirewarrant.capture.CaptureFiles;
import org.wirewarrant.capture.CaptureSource;
import org.wirewarrant.capture.CaptureSummary;
import org.wirewarrant.capture.CaptureSummary.Damage;
import org.wirewarrant.capture.Frame;

/**
 * A capture file read by libpcap through pcap4j: the reference that our own reader is held against. It reads what libpcap reads, so no
 * compressed files, and no pcapng whose interfaces differ in link type.
 */
public final class LibpcapFileSource implements CaptureSource {
    private static final int BATCH = 256;
    private static final int FILE_HEADER = 24;
    private static final int RECORD_HEADER = 16;
    private static final int PCAPNG_FIRST_BYTE = 0x0a;
    private static final long SECOND = 1_000_000_000L;

    private final String name;
    private final boolean pcapng;
    private final long size;
    private final int linkType;
    private final PcapHandle handle;
    private final Digest digest;

    private final byte[][] packets = new byte[BATCH][];
    private final int[] lengths = new int[BATCH];
    private final long[] times = new long[BATCH];
    private final RawPacketListener listener = this::keep;
    private int kept;
    private int given;

    private boolean ended;
    private long frames;
    private long position = FILE_HEADER;
    private volatile long consumed = FILE_HEADER;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private long previous = Long.MIN_VALUE;
    private long timeSteps;
    private Damage damage;
    private Optional<String> sha256 = Optional.empty();

    private LibpcapFileSource(String name, Path path, PcapHandle handle, boolean hash) throws IOException {
        this.name = name;
        this.handle = handle;
        this.linkType = DataLinks.linkType(handle.getDlt().value());
        this.pcapng = path != null && isPcapng(path);
        this.size = path == null ? -1 : Files.size(path);
        this.digest = hash && path != null ? Digest.start(path) : null;
    }

    /**
     * Opens a file, or {@code -} for standard input.
     *
     * @param hash whether the SHA-256 of a file is taken; a stream has none
     * @throws CaptureException if it is absent, libpcap does not know it, or there is no libpcap
     */
    public static LibpcapFileSource open(String name, boolean hash) throws CaptureException {
        boolean stream = name.equals(CaptureFiles.STANDARD_INPUT);
        Path path = stream ? null : Path.of(name);
        if (!stream && !Files.exists(path)) {
            throw new CaptureException(name, "no such file", "check the path");
        }
        Pcap4j.require("--reader libpcap");
        PcapHandle handle;
        try {
            handle = Pcaps.openOffline(name, TimestampPrecision.NANO);
        } catch (PcapNativeException e) {
            throw refused(name, String.valueOf(e.getMessage()), e);
        }
        try {
            return new LibpcapFileSource(name, path, handle, hash);
        } catch (IOException e) {
            handle.close();
            throw refused(name, e.getMessage(), e);
        }
    }

    private static CaptureException refused(String name, String why, Exception cause) {
        return new CaptureException(
                name,
                "is refused by libpcap: " + why,
                "leave out --reader libpcap: the own reader knows more formats",
                cause);
    }

    private static boolean isPcapng(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return in.read() == PCAPNG_FIRST_BYTE;
        }
    }

    @Override
    public boolean next(Frame frame) {
        while (given == kept) {
            if (ended || !fill()) {
                end();
                return false;
            }
        }
        int i = given++;
        byte[] packet = packets[i];
        packets[i] = null;
        long time = times[i];
        if (time != Frame.NO_TIME) {
            timeSteps += time < previous ? 1 : 0;
            previous = time;
            first = Math.min(first, time);
            last = Math.max(last, time);
        }
        position += RECORD_HEADER + packet.length;
        consumed = position;
        frame.wrap(packet, 0, packet.length, Math.max(lengths[i], packet.length), time, linkType, ++frames);
        return true;
    }

    /** Asks libpcap for more; false at the end, when nothing is left to give. */
    private boolean fill() {
        kept = 0;
        given = 0;
        try {
            int read = handle.dispatch(BATCH, listener);
            if (read > kept) {
                damaged((read - kept) + " frames have a time that is none");
            }
            ended = read <= 0;
        } catch (PcapNativeException e) {
            ended = true;
            damaged(e.getMessage().replaceFirst("^Error occurred: ", ""));
        } catch (InterruptedException e) {
            ended = true;
            Thread.currentThread().interrupt();
            damaged("reading was interrupted");
        } catch (NotOpenException e) {
            throw new IllegalStateException(e);
        }
        return kept > 0 || !ended;
    }

    private void damaged(String reason) {
        if (damage == null) {
            damage = new Damage(position + pending(), reason);
        }
    }

    private long pending() {
        long bytes = 0;
        for (int i = given; i < kept; i++) {
            bytes += RECORD_HEADER + packets[i].length;
        }
        return bytes;
    }

    private void keep(byte[] packet) {
        Timestamp time = handle.getTimestamp();
        long nanos = Math.floorDiv(time.getTime(), 1000L) * SECOND + time.getNanos();
        // What a simple packet block, which has no time, looks like by way of libpcap.
        times[kept] = pcapng && nanos == 0 ? Frame.NO_TIME : nanos;
        lengths[kept] = handle.getOriginalLength();
        packets[kept++] = packet;
    }

    private void end() {
        ended = true;
        if (digest != null && sha256.isEmpty()) {
            sha256 = digest.result();
        }
    }

    @Override
    public CaptureSummary summary() {
        boolean timed = first <= last;
        return new CaptureSummary(
                name,
                (pcapng ? "pcapng" : "pcap") + " read by libpcap",
                List.of(linkType),
                Math.max(size, 0),
                frames,
                timed ? OptionalLong.of(first) : OptionalLong.empty(),
                timed ? OptionalLong.of(last) : OptionalLong.empty(),
                timeSteps,
                OptionalLong.empty(),
                Optional.ofNullable(damage),
                sha256);
    }

    /** Of a classic pcap file, exact; else what its packets amount to. Any thread. */
    @Override
    public long bytesConsumed() {
        return consumed;
    }

    @Override
    public void close() {
        ended = true;
        given = kept;
        if (handle.isOpen()) {
            handle.close();
        }
        if (digest != null) {
            digest.cancel();
        }
    }
}
