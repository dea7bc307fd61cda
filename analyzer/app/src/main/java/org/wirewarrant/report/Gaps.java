package org.wirewarrant.report;

import java.util.List;
import org.wirewarrant.capture.CaptureGap;

/** Times in which nothing was captured, in words. */
final class Gaps {
    private Gaps() {}

    /** One of them: what was not captured from, when, how long, and why. */
    static String line(CaptureGap gap) {
        String from = TimeText.seconds(gap.fromNanos());
        String to = TimeText.seconds(gap.toNanos());
        String name = gap.name().isEmpty() ? "" : SafeText.line(gap.name()) + ": ";
        return name + from + " to " + (to.startsWith(from.substring(0, 10)) ? to.substring(11) : to) + " UTC ("
                + TimeText.duration(gap.nanos()) + ", " + SafeText.line(gap.reason()) + ")";
    }

    /** The longest of them, in order of time, and how many more there are. */
    static List<String> lines(List<CaptureGap> gaps, int most) {
        List<CaptureGap> longest = gaps.stream()
                .sorted((one, other) -> Long.compare(other.nanos(), one.nanos()))
                .limit(most)
                .toList();
        List<String> lines = new java.util.ArrayList<>(gaps.stream()
                .filter(longest::contains)
                .limit(most)
                .map(Gaps::line)
                .toList());
        if (gaps.size() > lines.size()) {
            lines.add(Quantities.of(gaps.size() - lines.size(), "shorter gap") + " (summary.json)");
        }
        return lines;
    }
}
