package org.wirewarrant.audit;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.wirewarrant.policy.AddressRange;
import org.wirewarrant.policy.CompiledPolicy;
import org.wirewarrant.policy.Rule;
import org.wirewarrant.wire.IpAddress;
import org.wirewarrant.wire.IpProtocol;

/** Tells of the hosts of each rule's answering roles what the capture showed of the rule, or why it showed nothing. */
final class HostMeter {
    /** Hosts of one rule that are listed; the others are counted. */
    static final int MOST_HOSTS = 1000;

    private static final int FIRST_USER_PORT = 1024;

    private final CoverageMeter coverage;
    private final HostContacts contacts;
    private final CompiledPolicy policy;
    /** Many rows name the same roles; several files of a bundle ask at once. */
    private final Map<List<AddressRange>, Set<IpAddress>> hosts = new ConcurrentHashMap<>();

    HostMeter(CoverageMeter coverage, HostContacts contacts, CompiledPolicy policy) {
        this.coverage = coverage;
        this.contacts = contacts;
        this.policy = policy;
    }

    /** Rows of all rules that a capture could show here, made when they are read. */
    Iterable<HostCoverage> rows(List<RuleCoverage> rules) {
        return () -> new Iterator<>() {
            private final Iterator<RuleCoverage> left = rules.iterator();
            private Iterator<HostCoverage> rows = List.<HostCoverage>of().iterator();

            @Override
            public boolean hasNext() {
                while (!rows.hasNext() && left.hasNext()) {
                    rows = of(left.next()).iterator();
                }
                return rows.hasNext();
            }

            @Override
            public HostCoverage next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return rows.next();
            }
        };
    }

    /** The hosts of one rule, by address; none where the capture cannot show the rule or the rule does not apply. */
    List<HostCoverage> of(RuleCoverage row) {
        boolean told = (row.status() != RuleStatus.NOT_APPLICABLE && row.status() != RuleStatus.NOT_OBSERVABLE)
                || row.reason().equals(CoverageMeter.ROLE_NOT_IN_CAPTURE);
        if (!told || policy.site().isEmpty()) {
            return List.of();
        }
        Rule rule = row.rule();
        List<HostCoverage> rows = new ArrayList<>();
        BitSet openers = openers(rule);
        int others = 0;
        for (IpAddress host : hosts(rule)) {
            if (rows.size() < MOST_HOSTS) {
                rows.add(row(rule, host, openers));
            } else {
                others++;
            }
        }
        if (others > 0) {
            rows.add(new HostCoverage(
                    rule, Optional.empty(), List.of(), row.status(), row.reason(), others + " more hosts not listed"));
        }
        return rows;
    }

    /** Hosts that the site names for the answering roles, and those seen in prefixes that it gives to them; by address. */
    Set<IpAddress> hosts(Rule rule) {
        return hosts.computeIfAbsent(policy.servers(rule), ranges -> find(rule, ranges));
    }

    private Set<IpAddress> find(Rule rule, List<AddressRange> ranges) {
        Set<IpAddress> found = new TreeSet<>();
        boolean prefixes = false;
        for (AddressRange range : ranges) {
            IpAddress first = range.first();
            prefixes |= range.hosts() == 0;
            for (int i = 0; i < range.hosts(); i++) {
                found.add(new IpAddress(first.version(), first.high(), first.low() + i));
            }
        }
        if (prefixes) {
            boolean[] answering = new boolean[policy.hostKinds()];
            for (int kind = 0; kind < answering.length; kind++) {
                answering[kind] = policy.answers(rule, kind);
            }
            contacts.hosts().stream()
                    .filter(host -> answering[host.kind()])
                    .map(HostContacts.Host::address)
                    .filter(host -> ranges.stream().anyMatch(range -> range.contains(host)))
                    .forEach(found::add);
        }
        return found;
    }

    /** Kinds of hosts that can open a rule's conversations. */
    BitSet openers(Rule rule) {
        BitSet openers = new BitSet();
        for (int kind = 0; kind < policy.hostKinds(); kind++) {
            openers.set(kind, policy.opens(rule, kind));
        }
        return openers;
    }

    HostCoverage row(Rule rule, IpAddress address, BitSet openers) {
        RuleTally tally = coverage.tally(rule);
        List<String> roles = policy.roles(address);
        Optional<IpAddress> host = Optional.of(address);
        if (tally.servers().contains(address)) {
            return new HostCoverage(rule, host, roles, RuleStatus.SEEN, "", "");
        }
        if (tally.silentServers().contains(address)) {
            boolean refused = tally.refusingServers().contains(address);
            return new HostCoverage(
                    rule,
                    host,
                    roles,
                    RuleStatus.ATTEMPTED,
                    refused ? "refused" : "unanswered",
                    refused
                            ? "it is there and refuses"
                            : "nothing came back: a filter, a host that is down, or a mirror that shows one way");
        }
        HostContacts.Host seen = contacts.find(address);
        String openingRoles = String.join("+", rule.from());
        if (seen == null) {
            return unseen(rule, host, roles, HostCoverage.NOT_IN_CAPTURE, "nothing from or to it was captured");
        }
        if (!inContact(seen, openers)) {
            return unseen(
                    rule,
                    host,
                    roles,
                    HostCoverage.NO_CONTACT,
                    "no packet between it and " + openingRoles + " was captured: the mirror may not show that segment");
        }
        Optional<HostContacts.Other> other = other(rule, seen, openers);
        if (other.isPresent()) {
            String service = IpProtocol.keyword(other.get().protocol()) + "/"
                    + other.get().port();
            return unseen(
                    rule,
                    host,
                    roles,
                    HostCoverage.OTHER_PORT,
                    "it serves " + openingRoles + " on undocumented " + service + " instead, perhaps reconfigured");
        }
        return unseen(
                rule,
                host,
                roles,
                HostCoverage.NOT_USED,
                "it exchanged traffic with " + openingRoles + ", none of this");
    }

    /** Whether a host exchanged anything with hosts that can open. */
    static boolean inContact(HostContacts.Host host, BitSet openers) {
        return host.peers().intersects(openers);
    }

    /**
     * A service without a row, of the rule's transport, that hosts of the opening roles use there. A row that anyone may open proves
     * nothing so, and nobody moves a service to a port of the system (RFC 6335) that has another name.
     */
    private Optional<HostContacts.Other> other(Rule rule, HostContacts.Host host, BitSet openers) {
        boolean system = policy.effectivePorts(rule).stream()
                .flatMap(ports -> ports.ranges().stream())
                .anyMatch(range -> range.first() < FIRST_USER_PORT);
        return host.others().stream()
                .filter(other -> !rule.fromAny() && (system || other.port() >= FIRST_USER_PORT))
                .filter(other -> openers.get(other.clientKind()))
                .filter(other -> rule.protocols().contains(IpProtocol.keyword(other.protocol())))
                .findFirst();
    }

    private static HostCoverage unseen(
            Rule rule, Optional<IpAddress> host, List<String> roles, String reason, String detail) {
        return new HostCoverage(rule, host, roles, RuleStatus.UNSEEN, reason, detail);
    }
}
