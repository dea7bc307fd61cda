package org.wirewarrant.flow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
