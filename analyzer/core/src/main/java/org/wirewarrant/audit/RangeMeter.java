package org.wirewarrant.audit;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.wirewarrant.policy.CompiledPolicy;
import org.wirewarrant.policy.PortRange;
import org.wirewarrant.policy.PortSet;
import org.wirewarrant.policy.Rule;

/** Measures how much of their ranges rules need, and how much traffic nothing but a range explains. */
final class RangeMeter {
    private static final class Use {
        private final PortSet ports;
        private final BitSet distinct = new BitSet();
        private long conversations;
        private long onlyConversations;
        private long onlyBytes;

        Use(PortSet ports) {
            this.ports = ports;
        }

        void add(Credit credit) {
            distinct.set(credit.port);
            conversations += credit.conversations;
            if (credit.fitting.size() == 1) {
                onlyConversations += credit.conversations;
                onlyBytes += credit.bytes;
            }
        }
    }

    private RangeMeter() {}

    static List<RangeUse> measure(Judgements judgements, CompiledPolicy policy) {
        IdentityHashMap<Rule, Use> uses = new IdentityHashMap<>();
        for (Rule rule : policy.rules()) {
            Optional<PortSet> ports = policy.effectivePorts(rule);
            if (ports.isPresent() && listed(ports.get()) > 0) {
                uses.put(rule, new Use(ports.get()));
            }
        }
        for (Credit credit : judgements.credits()) {
            for (Rule rule : credit.fitting) {
                Use use = uses.get(rule);
                if (use != null && use.ports.width(credit.port) > 1) {
                    use.add(credit);
                }
            }
        }
        long all = judgements.totalBytes();
        List<RangeUse> rows = new ArrayList<>();
        for (Rule rule : policy.rules()) {
            Use use = uses.get(rule);
            if (use != null) {
                rows.add(new RangeUse(
                        rule,
                        use.ports.toString(),
                        listed(use.ports),
                        use.ports.broad(),
                        use.distinct.cardinality(),
                        use.conversations,
                        use.onlyConversations,
                        use.onlyBytes,
                        all == 0 ? 0 : (double) use.onlyBytes / all));
            }
        }
        return rows;
    }

    private static int listed(PortSet ports) {
        return ports.ranges().stream()
                .mapToInt(PortRange::size)
                .filter(size -> size > 1)
                .sum();
    }
}
