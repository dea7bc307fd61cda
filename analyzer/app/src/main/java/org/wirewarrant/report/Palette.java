package org.wirewarrant.report;

import java.util.HexFormat;
import org.wirewarrant.audit.RuleStatus;
import org.wirewarrant.audit.Severity;
import org.wirewarrant.policy.VerdictKind;

/**
 * The six colours of every chart and page, with one meaning each. They differ in lightness by steps, so they stay apart in grey and for
 * every kind of colour vision; a test says so.
 */
enum Palette {
    /** Explained by a document. */
    EXPLAINED(0x063c63),
    /** A problem. */
    PROBLEM(0xb5480a),
    /** Outside of what is judged. */
    OUTSIDE(0x8c8c8c),
    /** Explained, with a reservation. */
    RESERVED(0x6fb7e6),
    /** Open. */
    OPEN(0xf5d75f),
    /** Does not apply. */
    VOID(0xf7f7f7);

    private final int rgb;

    Palette(int rgb) {
        this.rgb = rgb;
    }

    static Palette of(VerdictKind verdict) {
        return switch (verdict) {
            case DOCUMENTED -> EXPLAINED;
            case APPROVED -> RESERVED;
            case UNDOCUMENTED -> PROBLEM;
            case UNDECIDED -> OPEN;
            case OUT_OF_SCOPE -> OUTSIDE;
        };
    }

    static Palette of(RuleStatus status) {
        return switch (status) {
            case SEEN -> EXPLAINED;
            case SEEN_AMBIGUOUS -> RESERVED;
            case ATTEMPTED -> PROBLEM;
            case UNSEEN -> OPEN;
            case NOT_OBSERVABLE -> OUTSIDE;
            case NOT_APPLICABLE -> VOID;
        };
    }

    static Palette of(Severity severity) {
        return switch (severity) {
            case HIGH -> PROBLEM;
            case MEDIUM -> OPEN;
            case LOW -> RESERVED;
            case INFO -> OUTSIDE;
        };
    }

    /** 0xRRGGBB. */
    int rgb() {
        return rgb;
    }

    /** {@code #rrggbb}. */
    String css() {
        return "#" + HexFormat.of().toHexDigits(rgb, 6);
    }

    /** Whether black text reads better on it than white. */
    boolean light() {
        return this != EXPLAINED && this != PROBLEM;
    }
}
