package org.wirewarrant.capture;

/** Formats that are recognised to be refused by name. Signatures as in Wireshark's wiretap. */
enum ForeignFormat {
    SNIFFER("a Sniffer (DOS) trace", "TRSNIFF data    \32"),
    NETXRAY("a NetXRay or Sniffer (Windows) trace", "XCP\0"),
    NETXRAY_OLD("a NetXRay trace", "VL\0\0"),
    NETMON_1("a Microsoft Network Monitor 1 trace", "RTSS"),
    NETMON_2("a Microsoft Network Monitor 2 trace", "GMBU"),
    PEEK("an OmniPeek trace", "\177ver"),
    VISUAL_NETWORKS("a Visual Networks trace", "\5VNF"),
    BTSNOOP("a Bluetooth btsnoop log", "btsnoop\0"),
    IPTRACE("an AIX iptrace", "iptrace "),
    COMMVIEW("a CommView trace", "NCFX"),
    CAPSA("a Colasoft Capsa trace", "cpse"),
    K12("a Tektronix K12 trace", "\0\0\2\0\22\5\20"),
    ETL("a Windows event trace (ETL)", "\0\0\1\0\0\0\0\0"),
    LZIP("an lzip archive", "LZIP"),
    SEVEN_ZIP("a 7-Zip archive", "7z\274\257'\34"),
    RAR("a RAR archive", "Rar!\32"),
    ZIP("a ZIP archive", "PK\3\4"),
    COMPRESS("a compress (.Z) file", "\37\235"),
    LZ4_LEGACY("an LZ4 file of the legacy format", "\2!L\30"),
    TAR("a tar archive", 257, "ustar");

    private final String label;
    private final int offset;
    private final String signature;

    ForeignFormat(String label, String signature) {
        this(label, 0, signature);
    }

    ForeignFormat(String label, int offset, String signature) {
        this.label = label;
        this.offset = offset;
        this.signature = signature;
    }

    String label() {
        return label;
    }

    /** What to do about such a file. */
    String remedy() {
        return switch (this) {
            case ZIP, TAR, SEVEN_ZIP, RAR, LZIP, COMPRESS, LZ4_LEGACY -> "unpack it first";
            case BTSNOOP, K12 -> "it holds no IP traffic";
            default -> "convert it with: editcap -F pcapng IN OUT";
        };
    }

    /** The format of what begins with these bytes, or null. */
    static ForeignFormat of(byte[] head) {
        for (ForeignFormat format : values()) {
            if (format.matches(head)) {
                return format;
            }
        }
        return null;
    }

    private boolean matches(byte[] head) {
        if (head.length < offset + signature.length()) {
            return false;
        }
        for (int i = 0; i < signature.length(); i++) {
            if ((head[offset + i] & 0xff) != signature.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
