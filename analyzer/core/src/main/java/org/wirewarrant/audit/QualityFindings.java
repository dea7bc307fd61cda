package org.wirewarrant.audit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.wirewarrant.capture.CaptureGap;
import org.wirewarrant.capture.CaptureSummary;
import org.wirewarrant.flow.FrameCounts;
import org.wirewarrant.flow.Quality;
import org.wirewarrant.policy.CompiledPolicy;

/** Findings about the capture itself: whatever makes "not seen" weaker than it looks. */
final class QualityFindings {
    static final double NOTICEABLE_LOSS = 0.01;
    static final double NOTICEABLE_ONE_SIDED = 0.05;
    private static final double NOTICEABLE_UNREAD = 0.01;

    private final SeverityScale scale;
    private final List<Finding> findings = new ArrayList<>();

    QualityFindings(CompiledPolicy policy) {
        this.scale = new SeverityScale(policy);
    }

    List<Finding> of(FrameCounts frames, Quality quality, List<CaptureSummary> captures, List<CaptureGap> gaps) {
        for (CaptureSummary capture : captures) {
            capture.damage()
                    .ifPresent(damage -> add(
                            "damage",
                            capture.isLive()
                                    ? capture.name() + ": " + damage.reason()
                                    : "%s is damaged at byte %d: %s"
                                            .formatted(capture.name(), damage.offset(), damage.reason())));
        }
        if (!gaps.isEmpty()) {
            long longest = gaps.stream().mapToLong(CaptureGap::nanos).max().orElse(0);
            String times = gaps.size() == 1 ? "once" : gaps.size() + " times";
            add("gaps", "nothing was captured %s, at most for %s".formatted(times, length(longest)));
        }
        quality.dropped().ifPresent(dropped -> {
            if (dropped > 0) {
                add("dropped", "the capturing system dropped %d frames".formatted(dropped));
            }
        });
        if (quality.estimatedLoss() > NOTICEABLE_LOSS) {
            add("loss", percent(quality.estimatedLoss()) + " of the acknowledged TCP payload was never captured");
        }
        if (quality.oneSidedShare() > NOTICEABLE_ONE_SIDED) {
            add("one-sided", percent(quality.oneSidedShare()) + " of the TCP flows were seen in one direction only");
        }
        if (quality.oneSidedHostPairs() > 0) {
            add("one-sided-hosts", oneWay(quality));
        }
        long unread = frames.snapped() + frames.malformed() + frames.unsupported() + frames.orphanFragments();
        if (unread > frames.offered() * NOTICEABLE_UNREAD) {
            add(
                    "unread",
                    "%d of %d frames could not be read down to a port (snapped %d, malformed %d, unsupported %d, orphan fragments %d)"
                            .formatted(
                                    unread,
                                    frames.offered(),
                                    frames.snapped(),
                                    frames.malformed(),
                                    frames.unsupported(),
                                    frames.orphanFragments()));
        }
        if (quality.partialRecords() > 0) {
            add(
                    "partial",
                    "the flow table was full: %d flow records were added up with others (give it more: --max-flows)"
                            .formatted(quality.partialRecords()));
        }
        if (quality.timeSteps() > 0) {
            String times = quality.timeSteps() == 1 ? "once" : quality.timeSteps() + " times";
            add("time", "the clock stepped back " + times);
        }
        return findings;
    }

    private static String oneWay(Quality quality) {
        String some = quality.oneWay().stream()
                .map(way -> way.from() + " to " + way.to())
                .collect(Collectors.joining(", "));
        long more = quality.oneSidedHostPairs() - quality.oneWay().size();
        return "%d of %d pairs of hosts with TCP connections were seen one way only (check the mirror): %s%s"
                .formatted(
                        quality.oneSidedHostPairs(),
                        quality.tcpHostPairs(),
                        some,
                        more > 0 ? " and " + more + " more" : "");
    }

    private static String length(long nanos) {
        Duration length = Duration.ofNanos(nanos);
        String text = "%d s".formatted(length.toSecondsPart());
        if (length.toMinutes() > 0) {
            text = "%d h %d min ".formatted(length.toHours(), length.toMinutesPart()) + text;
        }
        return length.toSeconds() > 0 ? text : "%d ms".formatted(length.toMillis());
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    private void add(String what, String summary) {
        String kind = FindingKind.CAPTURE_QUALITY;
        findings.add(new Finding(
                FindingId.of(kind, what, summary),
                scale.of(kind),
                kind,
                "",
                "",
                "",
                List.of(),
                "",
                List.of(),
                "",
                "",
                0,
                0,
                0,
                0,
                OptionalLong.empty(),
                OptionalLong.empty(),
                summary,
                "",
                ""));
    }
}
