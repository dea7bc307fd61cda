package org.wirewarrant.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.wirewarrant.wire.IpAddress;

/** Decides by the rows: strongest match, or what comes nearest. Immutable; holds no memory of what it judged. */
final class Judge {
    private static final int[] TRANSPORTS = {
        IpProtocols.TCP, IpProtocols.UDP, IpProtocols.SCTP, IpProtocols.DCCP, IpProtocols.UDPLITE
    };
    private static final Verdict NO_SITE_HOST = new Verdict(Reason.NO_SITE_HOST, List.of(), "", Optional.empty());

    private final RuleTable table;
    private final boolean withSite;
    private final boolean broadRanges;

    Judge(RuleTable table, boolean withSite, boolean broadRanges) {
        this.table = table;
        this.withSite = withSite;
        this.broadRanges = broadRanges;
    }

    /**
     * Judges one kind of conversation.
     *
     * @param local whether both ends are the same host: one address, or the loopback network
     */
    Judgement judge(long key, HostClass client, HostClass server, boolean local, int protocol, int port) {
        Facts facts = new Facts(client, server, local, protocol, port);
        List<CompiledRule> candidates = table.at(protocol, port);
        List<CompiledRule> fitting = keep(candidates, rule -> fits(rule, facts));
        if (fitting.isEmpty() && !inScope(facts)) {
            return new Judgement(key, NO_SITE_HOST, List.of(), false, List.of());
        }
        List<CompiledRule> strongest = strongest(fitting, facts);
        List<CompiledRule> negotiated = withSite
                ? keep(table.negotiated(), rule -> rule.active() && rule.speaks(protocol) && negotiated(rule, facts))
                : List.of();
        Verdict verdict = strongest.isEmpty()
                ? undocumented(facts, candidates, negotiated)
                : new Verdict(reason(strongest.get(0), facts), rows(strongest), "", Optional.empty());
        boolean pointed = fitting.stream()
                .anyMatch(rule -> (!rule.toAny() || server.hasAny(rule.groups())) && !rule.broad(protocol, port));
        return new Judgement(key, verdict, rows(fitting), withSite && pointed, negotiated);
    }

    /** Whether an end is in the site; everything is, without one. */
    boolean inScope(Facts facts) {
        return !withSite || facts.client().inSite() || facts.server().inSite();
    }

    /** Whether two addresses are one host: the same address, or both of the loopback network. */
    static boolean sameHost(IpAddress a, HostClass classOfA, IpAddress b, HostClass classOfB) {
        return (classOfA.isLoopback() && classOfB.isLoopback()) || a.equals(b);
    }

    /** A negotiated flow may start at either end: in TFTP (RFC 1350) the first packet of the data comes from the server. */
    private static boolean negotiated(CompiledRule rule, Facts facts) {
        return (rule.negotiable(facts.port()) && rule.fits(facts.client(), facts.server()))
                || (facts.port() >= 1024 && rule.fits(facts.server(), facts.client()));
    }

    /** The kind of conversation that is judged; the port stands for its class. */
    record Facts(HostClass client, HostClass server, boolean local, int protocol, int port) {}

    private Reason reason(CompiledRule rule, Facts facts) {
        return withSite ? rule.reason(facts.protocol(), facts.port()) : Reason.PORT_ONLY;
    }

    /** Whether a row explains the conversation here. */
    boolean fits(CompiledRule rule, Facts facts) {
        if (!broadRanges && rule.broad(facts.protocol(), facts.port())) {
            return false;
        }
        if (!withSite) {
            return (rule.active() && !rule.dynamic()) || (rule.hostLocal() && facts.local());
        }
        if (rule.hostLocal()) {
            boolean loopback = facts.server().isLoopback();
            return facts.local() && (loopback || (inScope(facts) && rule.fitsServer(facts.server())));
        }
        return inScope(facts) && rule.active() && rule.fits(facts.client(), facts.server());
    }

    private static List<CompiledRule> keep(List<CompiledRule> rules, Predicate<CompiledRule> wanted) {
        List<CompiledRule> kept = new ArrayList<>();
        for (CompiledRule rule : rules) {
            if (wanted.test(rule)) {
                kept.add(rule);
            }
        }
        return kept;
    }

    private static List<Rule> rows(List<CompiledRule> rules) {
        return rules.stream().map(CompiledRule::rule).distinct().toList();
    }

    /** The strongest rows, equals in pack and document order. */
    private List<CompiledRule> strongest(List<CompiledRule> rules, Facts facts) {
        int best = Integer.MAX_VALUE;
        for (CompiledRule rule : rules) {
            best = Math.min(best, strength(rule, facts));
        }
        int strongest = best;
        return keep(rules, rule -> strength(rule, facts) == strongest);
    }

    private int strength(CompiledRule rule, Facts facts) {
        int named = withSite ? rule.named(facts.server()) : 0;
        return rule.strength(named, facts.protocol(), facts.port());
    }

    /** What is nearest, in the order in which an auditor would ask. */
    private Verdict undocumented(Facts facts, List<CompiledRule> candidates, List<CompiledRule> negotiated) {
        HostClass client = facts.client();
        HostClass server = facts.server();
        List<CompiledRule> narrow = keep(candidates, rule -> !rule.broad(facts.protocol(), facts.port()));
        if (!withSite) {
            return none(facts, narrow, negotiated);
        }
        List<CompiledRule> near =
                keep(candidates, rule -> rule.hostLocal() && !facts.local() && rule.fitsServer(server));
        if (!near.isEmpty()) {
            return near(Reason.LOCAL_ONLY, facts, near, NearMiss::localOnly);
        }
        near = keep(broadRanges ? candidates : narrow, rule -> rule.inactive() && rule.fits(client, server));
        if (!near.isEmpty()) {
            return near(Reason.INACTIVE_RULE, facts, near, NearMiss::inactive);
        }
        near = keep(narrow, rule -> rule.active() && !rule.fromAny() && !rule.toAny() && rule.fits(server, client));
        if (!near.isEmpty()) {
            return near(Reason.WRONG_DIRECTION, facts, near, NearMiss::wrongDirection);
        }
        near = otherTransports(facts, rule -> rule.active() && rule.fits(client, server));
        if (!near.isEmpty()) {
            return near(Reason.WRONG_PROTOCOL, facts, near, NearMiss::wrongProtocol);
        }
        near = keep(narrow, rule -> rule.active() || rule.hostLocal());
        if (!near.isEmpty()) {
            int closest =
                    near.stream().mapToInt(rule -> closeness(rule, facts)).max().orElse(0);
            return near(
                    Reason.WRONG_ROLE,
                    facts,
                    keep(near, rule -> closeness(rule, facts) == closest),
                    NearMiss::wrongRole);
        }
        return none(facts, narrow, negotiated);
    }

    /** How many ends have the right role; the server counts more, because it is what runs the service. */
    private static int closeness(CompiledRule rule, Facts facts) {
        int server = rule.fitsServer(facts.server()) ? 2 : 0;
        return rule.fitsClient(facts.client()) ? server + 1 : server;
    }

    private List<CompiledRule> otherTransports(Facts facts, Predicate<CompiledRule> wanted) {
        List<CompiledRule> found = new ArrayList<>();
        if (IpProtocols.hasPorts(facts.protocol())) {
            for (int protocol : TRANSPORTS) {
                if (protocol != facts.protocol()) {
                    for (CompiledRule rule : keep(table.at(protocol, facts.port()), wanted)) {
                        if (!rule.broad(protocol, facts.port()) && !found.contains(rule)) {
                            found.add(rule);
                        }
                    }
                }
            }
        }
        return found;
    }

    private interface Words {
        String of(Facts facts, List<CompiledRule> near);
    }

    private Verdict near(Reason reason, Facts facts, List<CompiledRule> near, Words words) {
        List<CompiledRule> strongest = strongest(near, facts);
        return verdict(reason, facts, strongest, words.of(facts, strongest));
    }

    private static Verdict verdict(Reason reason, Facts facts, List<CompiledRule> rows, String text) {
        Optional<String> iana = ServiceNames.of(facts.protocol(), facts.port()).map(name -> "IANA: " + name);
        String line = text.isEmpty()
                ? iana.orElse("")
                : iana.map(name -> text + "; " + name).orElse(text);
        return new Verdict(reason, rows(rows), line, Optional.empty());
    }

    /** No row names the port; what comes nearest is said all the same. */
    private Verdict none(Facts facts, List<CompiledRule> narrow, List<CompiledRule> negotiated) {
        Predicate<CompiledRule> fits =
                rule -> rule.active() && (!withSite || rule.fits(facts.client(), facts.server()));
        List<CompiledRule> near = keep(table.moved(facts.protocol(), facts.port()), fits);
        if (!near.isEmpty()) {
            return verdict(Reason.NO_RULE, facts, near, NearMiss.moved(facts, near));
        }
        if (!withSite) {
            near = keep(narrow, CompiledRule::hostLocal);
            if (!near.isEmpty()) {
                return verdict(Reason.NO_RULE, facts, near, NearMiss.localOnly(facts, near));
            }
            near = otherTransports(facts, CompiledRule::active);
            if (!near.isEmpty()) {
                return verdict(Reason.NO_RULE, facts, near, NearMiss.wrongProtocol(facts, near));
            }
        }
        if (!negotiated.isEmpty()) {
            return verdict(Reason.NO_RULE, facts, negotiated, NearMiss.negotiated(negotiated));
        }
        near = oneOff(facts, fits);
        return verdict(Reason.NO_RULE, facts, near, near.isEmpty() ? "" : NearMiss.oneOff(facts, near));
    }

    private List<CompiledRule> oneOff(Facts facts, Predicate<CompiledRule> wanted) {
        List<CompiledRule> found = new ArrayList<>();
        for (int port : new int[] {facts.port() - 1, facts.port() + 1}) {
            if (IpProtocols.hasPorts(facts.protocol()) && port > 0 && port < 65536) {
                found.addAll(keep(
                        table.at(facts.protocol(), port),
                        rule -> rule.width(facts.protocol(), port) == 1 && wanted.test(rule)));
            }
        }
        return found;
    }
}
