package org.wirewarrant.audit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wirewarrant.flow.Conversation;
import org.wirewarrant.flow.Conversations;
import org.wirewarrant.flow.Orientation;
import org.wirewarrant.wire.IpAddress;
import org.wirewarrant.wire.IpProtocol;

/** What each host answered on and called, without scanners, attempts, groups and conversations of unknown direction. */
final class HostTraffic {
    /** Targets without an answer from which on a client is scanning. */
    private static final int SCAN_TARGETS = 20;
    /** Clients from which on datagrams without an answer are a service that never answers, such as syslog. */
    private static final int ONE_WAY_CLIENTS = 2;

    private static final Set<Integer> WITH_PORTS =
            Set.of(IpProtocol.TCP, IpProtocol.UDP, IpProtocol.SCTP, IpProtocol.DCCP, IpProtocol.UDP_LITE);

    private final Map<IpAddress, Map<Service, Set<IpAddress>>> answers = new TreeMap<>();
    private final Map<IpAddress, Map<Service, Set<IpAddress>>> calls = new TreeMap<>();
    private final Map<IpAddress, Set<Service>> oneWay = new HashMap<>();
    private final Set<IpAddress> hosts = new TreeSet<>();
    private final Set<IpAddress> scanners = new TreeSet<>();

    HostTraffic(Conversations conversations) {
        Map<IpAddress, Integer> unanswered = new HashMap<>();
        for (int i = 0; i < conversations.size(); i++) {
            Conversation conversation = conversations.conversation(i);
            host(conversation.client(), conversation.clientPackets());
            host(conversation.server(), conversation.serverPackets());
            if (hasService(conversation) && conversation.answeredFlows() == 0) {
                unanswered.merge(conversation.client(), 1, Integer::sum);
            }
        }
        unanswered.forEach((client, targets) -> {
            if (targets >= SCAN_TARGETS) {
                scanners.add(client);
            }
        });
        Map<IpAddress, Map<Service, Set<IpAddress>>> silent = new HashMap<>();
        for (int i = 0; i < conversations.size(); i++) {
            add(conversations.conversation(i), silent);
        }
        silent.forEach((server, services) -> services.forEach((service, clients) -> {
            if (clients.size() >= ONE_WAY_CLIENTS) {
                oneWay.computeIfAbsent(server, key -> new HashSet<>()).add(service);
                clients.forEach(client -> talk(client, server, service));
            }
        }));
    }

    private void add(Conversation conversation, Map<IpAddress, Map<Service, Set<IpAddress>>> silent) {
        if (!hasService(conversation)
                || conversation.orientation() == Orientation.UNDECIDED
                || scanners.contains(conversation.client())) {
            return;
        }
        Service service = new Service(conversation.protocol(), conversation.serverPort());
        if (conversation.answeredFlows() > 0) {
            talk(conversation.client(), conversation.server(), service);
        } else if (conversation.protocol() == IpProtocol.UDP && conversation.refusedFlows() == 0) {
            silent.computeIfAbsent(conversation.server(), key -> new HashMap<>())
                    .computeIfAbsent(service, key -> new TreeSet<>())
                    .add(conversation.client());
        }
    }

    private void talk(IpAddress client, IpAddress server, Service service) {
        answers.computeIfAbsent(server, key -> new TreeMap<>())
                .computeIfAbsent(service, key -> new TreeSet<>())
                .add(client);
        calls.computeIfAbsent(client, key -> new TreeMap<>())
                .computeIfAbsent(service, key -> new TreeSet<>())
                .add(server);
    }

    private void host(IpAddress address, long sent) {
        if (sent > 0 && !address.isGroup() && !AddressKinds.ownLinkOnly(address)) {
            hosts.add(address);
        }
    }

    private static boolean hasService(Conversation conversation) {
        return WITH_PORTS.contains(conversation.protocol())
                && conversation.serverPort() > 0
                && !conversation.server().isGroup()
                && !AddressKinds.ownLinkOnly(conversation.server())
                && !AddressKinds.ownLinkOnly(conversation.client());
    }

    /** Who sent anything, in order. */
    Set<IpAddress> hosts() {
        return hosts;
    }

    /** Who tried many targets in vain, in order. */
    Set<IpAddress> scanners() {
        return scanners;
    }

    /** Services that a host answered on, with the clients of each. */
    Map<Service, Set<IpAddress>> answers(IpAddress host) {
        return answers.getOrDefault(host, Map.of());
    }

    /** Services that a host called and was answered, with the servers of each. */
    Map<Service, Set<IpAddress>> calls(IpAddress host) {
        return calls.getOrDefault(host, Map.of());
    }

    /** Whether several clients send to this service and it never answers. */
    boolean oneWay(IpAddress host, Service service) {
        return oneWay.getOrDefault(host, Set.of()).contains(service);
    }

    /** Every service that any host answered on. */
    Set<Service> answered() {
        Set<Service> all = new TreeSet<>();
        answers.values().forEach(services -> all.addAll(services.keySet()));
        return all;
    }
}
