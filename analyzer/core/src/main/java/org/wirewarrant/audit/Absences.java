package org.wirewarrant.audit;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wirewarrant.flow.Quality;
import org.wirewarrant.policy.CompiledPolicy;
import org.wirewarrant.policy.Confidence;
import org.wirewarrant.policy.Reason;
import org.wirewarrant.policy.Rule;
import org.wirewarrant.policy.VerdictKind;
import org.wirewarrant.wire.IpAddress;

/**
 * Says of rules that were not seen what the capture could have shown. The confidence is high when every host of the answering roles
 * exchanged traffic with hosts of the opening roles and the capture is sound; medium when that holds for some of them, or for all in a
 * capture with gaps; else low.
 */
final class Absences {
    private final CompiledPolicy policy;
    private final Judgements judgements;
    private final HostMeter hosts;
    private final Window window;
    private final List<String> gaps;

    /** What is wrong with the capture counts against every absence. */
    Absences(CompiledPolicy policy, Judgements judgements, HostMeter hosts, Window window, List<String> gaps) {
        this.policy = policy;
        this.judgements = judgements;
        this.hosts = hosts;
        this.window = window;
        this.gaps = gaps;
    }

    /** Gaps of a capture that make an absence weaker. */
    static List<String> gaps(Quality quality, boolean damaged) {
        List<String> gaps = new ArrayList<>();
        if (damaged) {
            gaps.add("an input was damaged");
        }
        if (quality.dropped().orElse(0) > 0) {
            gaps.add(quality.dropped().getAsLong() + " frames dropped");
        }
        if (quality.oneSidedShare() > QualityFindings.NOTICEABLE_ONE_SIDED) {
            gaps.add(percent(quality.oneSidedShare()) + " of TCP one-sided");
        }
        if (quality.estimatedLoss() > QualityFindings.NOTICEABLE_LOSS) {
            gaps.add(percent(quality.estimatedLoss()) + " estimated loss");
        }
        return gaps;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    /** One for each rule that a capture could show and this one did not, in the order of the rules. */
    List<RuleAbsence> of(List<RuleCoverage> coverage) {
        IdentityHashMap<Rule, Map<Reason, Long>> near = nearMisses();
        List<RuleAbsence> absences = new ArrayList<>();
        for (RuleCoverage row : coverage) {
            boolean absent = row.status() == RuleStatus.UNSEEN
                    || row.status() == RuleStatus.ATTEMPTED
                    || row.reason().equals(CoverageMeter.ROLE_NOT_IN_CAPTURE);
            if (absent) {
                absences.add(absence(row, near.getOrDefault(row.rule(), Map.of())));
            }
        }
        return absences;
    }

    /** Answered conversations that came nearest to a rule, by what differed. */
    private IdentityHashMap<Rule, Map<Reason, Long>> nearMisses() {
        IdentityHashMap<Rule, Map<Reason, Long>> near = new IdentityHashMap<>();
        judgements.forEachVerdict((verdict, conversations, answered) -> {
            if (verdict.kind() == VerdictKind.UNDOCUMENTED && answered > 0) {
                for (Rule rule : verdict.rules()) {
                    near.computeIfAbsent(rule, known -> new EnumMap<>(Reason.class))
                            .merge(verdict.reason(), answered, Long::sum);
                }
            }
        });
        return near;
    }

    private RuleAbsence absence(RuleCoverage row, Map<Reason, Long> near) {
        Rule rule = row.rule();
        Set<IpAddress> known = policy.site().isEmpty() ? Set.of() : hosts.hosts(rule);
        BitSet openers = hosts.openers(rule);
        int inCapture = 0;
        int inContact = 0;
        Optional<String> other = Optional.empty();
        for (IpAddress address : known) {
            HostContacts.Host host = judgements.contacts().find(address);
            inCapture += host == null ? 0 : 1;
            inContact += host != null && HostMeter.inContact(host, openers) ? 1 : 0;
            if (host != null && other.isEmpty() && !host.others().isEmpty()) {
                HostCoverage seen = hosts.row(rule, address, openers);
                other = seen.reason().equals(HostCoverage.OTHER_PORT)
                        ? Optional.of(address + ": " + seen.detail())
                        : other;
            }
        }
        List<String> parts = new ArrayList<>();
        if (policy.site().isEmpty()) {
            parts.add("no site: which hosts could have shown it is not known");
        } else if (!known.isEmpty()) {
            parts.add("%s: %s, %d in the capture, %d in contact with %s"
                    .formatted(
                            String.join("+", rule.to()),
                            known.size() == 1 ? "1 host" : known.size() + " hosts",
                            inCapture,
                            inContact,
                            String.join("+", rule.from())));
        }
        other.ifPresent(parts::add);
        policy.alternatives(rule)
                .filter(group -> !rule.alternativeChoice().isEmpty())
                .ifPresent(group -> parts.add("one of "
                        + String.join(
                                " and ", group.rules().stream().map(Rule::id).toList()) + " would do"));
        near.forEach((reason, count) -> parts.add(elsewhere(reason, count)));
        window.length().ifPresent(length -> parts.add("window " + length));
        parts.addAll(gaps);
        Confidence confidence =
                confidence(known.size(), inContact, policy.site().isPresent());
        return new RuleAbsence(
                rule,
                row.status(),
                row.reason(),
                confidence,
                known.size(),
                inCapture,
                inContact,
                String.join("; ", parts));
    }

    private static String elsewhere(Reason reason, long count) {
        String conversations = count == 1 ? "1 conversation" : count + " conversations";
        return switch (reason) {
            case WRONG_ROLE -> "its port was used between other roles (" + conversations + ")";
            case WRONG_DIRECTION -> "it was opened the other way round (" + conversations + ")";
            case WRONG_PROTOCOL -> "its port was used over another transport (" + conversations + ")";
            case NO_RULE -> "traffic came near it (" + conversations + ")";
            default -> reason.keyword() + " came near it (" + conversations + ")";
        };
    }

    private Confidence confidence(int known, int inContact, boolean withSite) {
        if (!withSite || inContact == 0) {
            return Confidence.LOW;
        }
        return inContact == known && gaps.isEmpty() ? Confidence.HIGH : Confidence.MEDIUM;
    }
}
