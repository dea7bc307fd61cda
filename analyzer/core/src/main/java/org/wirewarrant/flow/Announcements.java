package org.wirewarrant.flow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What control flows announced, by the end whose port they told. Immutable. */
final class Announcements {
    private static final Comparator<Negotiation> LATEST =
            Comparator.comparingLong(Negotiation::from).thenComparingLong(Negotiation::controlHash);

    private final Map<Long, List<Negotiation>> byEndpoint = new HashMap<>();

    Announcements(Collection<Negotiation> negotiations) {
        for (Negotiation negotiation : negotiations) {
            byEndpoint
                    .computeIfAbsent(negotiation.endpoint(), endpoint -> new ArrayList<>())
                    .add(negotiation);
        }
        byEndpoint.values().forEach(list -> list.sort(LATEST.reversed()));
    }

    /**
     * Those that still matter: a flow that is there was announced by them, or may yet come.
     *
     * @param all in order
     * @param records the flows
     * @param now the time until which flows came
     * @param most how many may stay, the latest
     */
    static List<Negotiation> inUse(List<Negotiation> all, FlowRecords records, long now, int most) {
        Announcements announcements = new Announcements(all);
        Set<Negotiation> used = new HashSet<>();
        for (int i = 0; i < records.count(); i++) {
            Announced announced = announcements.of(records.page(i), FlowRecords.base(i));
            if (announced != null) {
                used.add(announced.by());
            }
        }
        List<Negotiation> left = all.stream()
                .filter(one -> one.until() >= now || used.contains(one))
                .toList();
        return left.subList(Math.max(0, left.size() - most), left.size());
    }

    boolean isEmpty() {
        return byEndpoint.isEmpty();
    }

    /** An announced flow. */
    record Announced(Negotiation by, boolean clientIsB) {}

    /** What announced a flow, the latest first; null when nothing did. */
    Announced of(long[] page, int base) {
        Announced byA = of(page, base, false);
        return byA != null ? byA : of(page, base, true);
    }

    private Announced of(long[] page, int base, boolean knownIsB) {
        List<Negotiation> candidates = byEndpoint.get(FlowRecords.endpoint(page, base, knownIsB));
        if (candidates != null) {
            for (Negotiation candidate : candidates) {
                if (candidate.announces(page, base, knownIsB)) {
                    return new Announced(candidate, candidate.knownIsServer() != knownIsB);
                }
            }
        }
        return null;
    }
}
