package org.wirewarrant.flow;

/** What tells over time how far a capture can be trusted. */
public enum QualityMeasure {
    /** Packets of flows, for comparison; what a tunnel carries counts, too. */
    PACKETS("packets"),
    /** Nanoseconds in which nothing could be captured. */
    NOT_CAPTURED("not_captured_nanoseconds"),
    /** Frames that the capturing system says it lost, spread over the capture that says so. */
    DROPPED("dropped"),
    /** Frames cut too short by the capture, malformed, or of a kind that is not decoded. */
    UNDECODED("undecoded"),
    /** Bytes of acknowledged TCP payload. */
    ACKED_BYTES("acked_bytes"),
    /** Of those, bytes that were never captured. */
    LOST_BYTES("lost_bytes"),
    /** TCP flows that ended, or were last seen. */
    TCP_FLOWS("tcp_flows"),
    /** Of those, flows of which one direction is missing. */
    ONE_SIDED_FLOWS("one_sided_tcp_flows"),
    /** Packets that a mirror repeated. */
    DUPLICATES("duplicates");

    private final String keyword;

    QualityMeasure(String keyword) {
        this.keyword = keyword;
    }

    /** The word used in files. */
    public String keyword() {
        return keyword;
    }
}
