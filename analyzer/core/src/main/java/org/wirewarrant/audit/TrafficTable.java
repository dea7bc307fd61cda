package org.wirewarrant.audit;

import java.util.ArrayList;
import java.util.List;
import org.wirewarrant.flow.ConversationView;
import org.wirewarrant.policy.CompiledPolicy;
import org.wirewarrant.policy.Reason;
import org.wirewarrant.policy.VerdictKind;

/** Adds conversations up by reason and service, and by kinds of hosts. */
final class TrafficTable {
    private static final Reason[] REASONS = Reason.values();
    private static final VerdictKind[] KINDS = VerdictKind.values();
    private static final int KIND_BITS = 24;
    private static final long KIND_MASK = (1L << KIND_BITS) - 1;

    private final LongTable services = new LongTable(6);
    private final LongTable pairs = new LongTable(1);

    void add(ConversationView conversation, Reason reason, int clientKind, int serverKind) {
        int at = services.find(
                (long) reason.ordinal() << 24 | (long) conversation.protocol() << 16 | conversation.serverPort());
        long[] sums = services.values();
        sums[at]++;
        sums[at + 1] += conversation.answeredFlows() > 0 ? 1 : 0;
        sums[at + 2] += conversation.flows();
        sums[at + 3] += conversation.answeredFlows();
        sums[at + 4] += conversation.packets();
        sums[at + 5] += conversation.bytes();
        int pair = pairs.find(
                (long) reason.kind().ordinal() << (2 * KIND_BITS) | (long) clientKind << KIND_BITS | serverKind);
        pairs.values()[pair]++;
    }

    List<Traffic.Service> services() {
        List<Traffic.Service> list = new ArrayList<>(services.size());
        services.forEach((key, at) -> {
            long[] sums = services.values();
            TrafficSum sum =
                    new TrafficSum(sums[at], sums[at + 1], sums[at + 2], sums[at + 3], sums[at + 4], sums[at + 5]);
            list.add(new Traffic.Service(
                    REASONS[(int) (key >>> 24)], (int) (key >>> 16) & 0xff, (int) key & 0xffff, sum));
        });
        return list;
    }

    List<Traffic.RolePair> rolePairs(CompiledPolicy policy) {
        List<Traffic.RolePair> list = new ArrayList<>(pairs.size());
        pairs.forEach((key, at) -> list.add(new Traffic.RolePair(
                policy.rolesOf((int) ((key >>> KIND_BITS) & KIND_MASK)),
                policy.rolesOf((int) (key & KIND_MASK)),
                KINDS[(int) (key >>> (2 * KIND_BITS))],
                pairs.values()[at])));
        return list;
    }
}
