package org.wirewarrant.live;

import java.util.Locale;
import org.wirewarrant.capture.CaptureException;

/** Why an interface cannot be opened, and what to do about it. */
final class DeviceFault {
    private static final int NO_SUCH_DEVICE = -5;
    private static final int MONITOR_MODE_UNSUPPORTED = -6;
    private static final int PERMISSION_DENIED = -8;
    private static final int NOT_UP = -9;
    private static final int PROMISCUOUS_DENIED = -11;

    private DeviceFault() {}

    /**
     * What to tell the user.
     *
     * @param status libpcap's, or 0 when only the text is known
     * @param text libpcap's
     */
    static CaptureException of(String name, int status, String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (status == PERMISSION_DENIED
                || status == PROMISCUOUS_DENIED
                || lower.contains("operation not permitted")
                || lower.contains("permission denied")) {
            return new CaptureException(name, "no right to capture", Rights.remedy());
        }
        if (status == NO_SUCH_DEVICE || lower.contains("no such device")) {
            return new CaptureException(name, "no such interface", "see wirewarrant interfaces");
        }
        if (status == NOT_UP || lower.contains("is not up")) {
            return new CaptureException(name, "is down", "sudo ip link set " + name + " up");
        }
        if (status == MONITOR_MODE_UNSUPPORTED) {
            return new CaptureException(name, "has no monitor mode", "see wirewarrant interfaces");
        }
        String what = text.isBlank() ? "cannot be opened (libpcap status " + status + ")" : "cannot be opened: " + text;
        return new CaptureException(name, what, "see wirewarrant interfaces");
    }
}
