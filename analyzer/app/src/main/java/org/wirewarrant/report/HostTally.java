package org.wirewarrant.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wirewarrant.audit.ConversationRow;
import org.wirewarrant.flow.Conversation;
import org.wirewarrant.policy.VerdictKind;
import org.wirewarrant.wire.IpAddress;

/** Conversations by host. Keeps at most {@value #MOST_HOSTS} hosts; what comes after them is counted and no more. */
final class HostTally {
    private static final int MOST_HOSTS = 1_000_000;

    /** One host; filled while the conversations are read. */
    static final class Host {
        final IpAddress address;
        final List<String> roles;
        long asClient;
        long asServer;
        long undocumented;
        long bytes;

        Host(IpAddress address, List<String> roles) {
            this.address = address;
            this.roles = roles;
        }
    }

    private final Map<IpAddress, Host> hosts = new HashMap<>();

    static HostTally of(Iterable<ConversationRow> conversations) {
        HostTally tally = new HostTally();
        for (ConversationRow row : conversations) {
            Conversation conversation = row.conversation();
            Host client = tally.host(conversation.client(), row.clientRoles());
            Host server = tally.host(conversation.server(), row.serverRoles());
            client.asClient++;
            server.asServer++;
            add(client, row);
            if (client != server) {
                add(server, row);
            }
        }
        return tally;
    }

    private static void add(Host host, ConversationRow row) {
        host.bytes += row.conversation().clientBytes() + row.conversation().serverBytes();
        if (row.verdict().kind() == VerdictKind.UNDOCUMENTED) {
            host.undocumented++;
        }
    }

    private Host host(IpAddress address, List<String> roles) {
        Host known = hosts.get(address);
        if (known == null) {
            known = new Host(address, roles);
            if (hosts.size() < MOST_HOSTS) {
                hosts.put(address, known);
            }
        }
        return known;
    }

    int count() {
        return hosts.size();
    }

    /** Those with most undocumented conversations first, then the busiest. */
    List<Host> first(int most) {
        List<Host> all = new ArrayList<>(hosts.values());
        all.sort(Comparator.comparingLong((Host host) -> -host.undocumented)
                .thenComparingLong(host -> -host.bytes)
                .thenComparing(host -> host.address));
        return all.subList(0, Math.min(most, all.size()));
    }
}
