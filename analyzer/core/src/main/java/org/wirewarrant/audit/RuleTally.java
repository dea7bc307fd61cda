package org.wirewarrant.audit;

import java.util.OptionalLong;

/** What one rule's conversations add up to. */
final class RuleTally {
    private final AddressSet servers = new AddressSet();
    private long flows;
    private long packets;
    private long bytes;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private boolean answeredAlone;
    private boolean answeredAmbiguously;
    private boolean refused;

    void add(Credit credit, boolean ambiguous) {
        flows += credit.flows;
        packets += credit.packets;
        bytes += credit.bytes;
        first = Math.min(first, credit.first);
        last = Math.max(last, credit.last);
        if (credit.servers.size() > 0) {
            servers.addAll(credit.servers);
            answeredAlone |= !ambiguous;
            answeredAmbiguously |= ambiguous;
        }
        refused |= credit.refused;
    }

    boolean answered() {
        return answeredAlone || answeredAmbiguously;
    }

    boolean onlyAmbiguous() {
        return !answeredAlone;
    }

    boolean refused() {
        return refused;
    }

    int serversSeen() {
        return servers.size();
    }

    long flows() {
        return flows;
    }

    long packets() {
        return packets;
    }

    long bytes() {
        return bytes;
    }

    OptionalLong first() {
        return flows == 0 ? OptionalLong.empty() : OptionalLong.of(first);
    }

    OptionalLong last() {
        return flows == 0 ? OptionalLong.empty() : OptionalLong.of(last);
    }
}
