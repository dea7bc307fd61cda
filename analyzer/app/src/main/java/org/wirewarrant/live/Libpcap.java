package org.wirewarrant.live;

import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import jnr.ffi.types.u_int32_t;
import org.wirewarrant.capture.CaptureException;

/** libpcap through jnr-ffi, loaded at first use. Any thread. */
final class Libpcap {
    /** PCAP_ERRBUF_SIZE. */
    static final int ERROR_BYTES = 256;

    /** PCAP_TSTAMP_PRECISION_NANO. */
    static final int NANOSECONDS = 1;

    /** PCAP_NETMASK_UNKNOWN. */
    static final int ANY_NETMASK = 0xffffffff;

    /** Bytes of a {@code struct bpf_program}. */
    static final int PROGRAM_BYTES = 16;

    private static final Logger LOGGER = Logger.getLogger(Libpcap.class.getName());
    private static final String REMEDY = "install it: apt install libpcap0.8";

    /** The functions in use, named as libpcap names them; jnr-ffi can only implement public interfaces. */
    public interface Api {
        /** Version text. */
        String pcap_lib_version();

        /** A handle on a capture file, which it closes with itself. */
        Pointer pcap_fopen_offline(Pointer file, Pointer error);

        /** A handle on an interface, not yet active. */
        Pointer pcap_create(String device, Pointer error);

        /** Bytes kept of a packet. */
        int pcap_set_snaplen(Pointer handle, int bytes);

        /** Whether to ask for packets to other hosts. */
        int pcap_set_promisc(Pointer handle, int on);

        /** Whether packets are handed on one by one. */
        int pcap_set_immediate_mode(Pointer handle, int on);

        /** Milliseconds that packets may wait for more. */
        int pcap_set_timeout(Pointer handle, int milliseconds);

        /** Bytes of the kernel's buffer. */
        int pcap_set_buffer_size(Pointer handle, int bytes);

        /** Micro- or nanoseconds; not 0 when there are none. */
        int pcap_set_tstamp_precision(Pointer handle, int precision);

        /** Micro- or nanoseconds. */
        int pcap_get_tstamp_precision(Pointer handle);

        /** Starts; below 0 on failure, above on a warning. */
        int pcap_activate(Pointer handle);

        /** Text of a status. */
        String pcap_statustostr(int status);

        /** DLT_ of a handle. */
        int pcap_datalink(Pointer handle);

        /** Makes reading return at once when there is nothing. */
        int pcap_setnonblock(Pointer handle, int on, Pointer error);

        /** Descriptor for poll(2), or -1. */
        int pcap_get_selectable_fd(Pointer handle);

        /** Next packet: 1, 0 when there is none yet, below 0 on failure. */
        int pcap_next_ex(Pointer handle, Pointer header, Pointer data);

        /** Counters since activation. */
        int pcap_stats(Pointer handle, Pointer counters);

        /** Sets a compiled filter. */
        int pcap_setfilter(Pointer handle, Pointer program);

        /** Compiles a filter; below 0 when it is wrong. */
        int pcap_compile(Pointer handle, Pointer program, String expression, int optimize, @u_int32_t int netmask);

        /** Runs a filter over one packet; 0 when it does not match. */
        int pcap_offline_filter(Pointer program, Pointer header, Pointer packet);

        /** Frees a compiled filter. */
        void pcap_freecode(Pointer program);

        /** Text of the last error. */
        String pcap_geterr(Pointer handle);

        /** Closes a handle. */
        void pcap_close(Pointer handle);
    }

    private static final class Holder {
        static final Api API = load();

        private static Api load() {
            try {
                Api api = LibraryLoader.create(Api.class).failImmediately().load("pcap");
                LOGGER.log(Level.FINE, api.pcap_lib_version());
                return api;
            } catch (LinkageError e) {
                LOGGER.log(Level.FINE, "libpcap cannot be loaded", e);
                return null;
            }
        }
    }

    private Libpcap() {}

    /**
     * The library.
     *
     * @param wanted what it is needed for, as the user named it
     * @throws CaptureException if it cannot be loaded
     */
    static Api require(String wanted) throws CaptureException {
        if (Holder.API == null) {
            throw missing(wanted);
        }
        return Holder.API;
    }

    static Runtime runtime() {
        return Runtime.getRuntime(Holder.API);
    }

    static CaptureException missing(String wanted) {
        return new CaptureException(wanted, "needs libpcap, which is not installed", REMEDY);
    }

    static CaptureException wrongFilter(String expression, String complaint) {
        String said =
                complaint.replaceFirst("^can't parse filter expression: ", "").strip();
        return new CaptureException("--filter '" + expression + "'", said, "see pcap-filter(7)");
    }

    /** Text of an error buffer. */
    static String text(Pointer buffer) {
        return buffer.getString(0, ERROR_BYTES, StandardCharsets.UTF_8);
    }
}
