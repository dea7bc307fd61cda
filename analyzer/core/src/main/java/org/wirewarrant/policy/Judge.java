package org.wirewarrant.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.wirewarrant.wire.IpAddress;

/** Decides by the rows: strongest match, or what comes nearest. Remembers texts, within bounds; safe from any thread. */
final class Judge {
    private static final int MOST_NEAR = 10_000;
    private static final Verdict NO_SITE_HOST = new Verdict(Reason.NO_SITE_HOST, List.of(), "", Optional.empty());

    /** A reason, the port it is about and the rows it speaks of: what the words of a near miss follow from, roles of hosts aside. */
    private record NearKey(Reason reason, int protocol, int port, List<CompiledRule> rows) {}

    private final RuleTable table;
    private final boolean withSite;
    private final boolean broadRanges;
    /** Identifiers of rows on whose conversations ports are negotiated. */
    private final Set<String> controls;

    private final Map<NearKey, Verdict> texts = new ConcurrentHashMap<>();
    private final VerdictPool pool = new VerdictPool();

    Judge(RuleTable table, boolean withSite, boolean broadRanges, Set<String> controls) {
        this.table = table;
        this.withSite = withSite;
        this.broadRanges = broadRanges;
        this.controls = withSite ? Set.copyOf(controls) : Set.of();
    }

    /**
     * Judges one kind of conversation.
     *
     * @param local whether both ends are the same host: one address, or the loopback network
     */
    Judgement judge(long key, HostClass client, HostClass server, boolean local, int protocol, int port) {
        Facts facts = new Facts(client, server, local, table.at(protocol, port));
        List<CompiledRule> fitting = keep(facts.rows().candidates(), rule -> fits(rule, facts));
        if (fitting.isEmpty() && !inScope(facts)) {
            return new Judgement(key, NO_SITE_HOST, List.of(), false, List.of(), List.of());
        }
        List<CompiledRule> negotiated =
                withSite ? keep(facts.rows().negotiated(), rule -> negotiated(rule, facts)) : List.of();
        if (fitting.isEmpty()) {
            return new Judgement(key, undocumented(facts, negotiated), List.of(), false, negotiated, List.of());
        }
        List<CompiledRule> strongest = strongest(fitting, facts);
        Verdict verdict = verdict(reason(strongest.get(0), facts), facts, strongest, rows -> "");
        boolean pointed = withSite
                && !keep(fitting, rule -> names(rule, server) && !rule.broad(protocol, port))
                        .isEmpty();
        List<Rule> rows = rows(fitting);
        List<Rule> controlling =
                rows.stream().filter(rule -> controls.contains(rule.id())).toList();
        return new Judgement(key, verdict, rows, pointed, negotiated, controlling);
    }

    private static boolean names(CompiledRule rule, HostClass server) {
        return !rule.toAny() || server.hasAny(rule.groups());
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
                || (facts.port() >= 1024 && rule.fitsReversed(facts.client(), facts.server()));
    }

    private Reason reason(CompiledRule rule, Facts facts) {
        return withSite ? rule.reason(facts.protocol(), facts.port()) : Reason.PORT_ONLY;
    }

    /** Whether a row that holds the port explains the conversation here. */
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
        return rule.active() && inScope(facts) && rule.fits(facts.client(), facts.server());
    }

    private static List<CompiledRule> keep(List<CompiledRule> rules, Predicate<CompiledRule> wanted) {
        List<CompiledRule> kept = List.of();
        for (CompiledRule rule : rules) {
            if (wanted.test(rule)) {
                kept = kept.isEmpty() ? new ArrayList<>() : kept;
                kept.add(rule);
            }
        }
        return kept;
    }

    private static List<Rule> rows(List<CompiledRule> flows) {
        List<Rule> rows = new ArrayList<>(flows.size());
        for (CompiledRule flow : flows) {
            if (rows.isEmpty() || !rows.get(rows.size() - 1).equals(flow.rule())) {
                rows.add(flow.rule());
            }
        }
        return List.copyOf(rows);
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
    private Verdict undocumented(Facts facts, List<CompiledRule> negotiated) {
        PortRows rows = facts.rows();
        return withSite
                ? localOnly(facts)
                        .or(() -> inactive(facts))
                        .or(() -> wrongDirection(facts))
                        .or(() -> wrongProtocol(facts))
                        .or(() -> wrongRole(facts))
                        .orElseGet(() -> unknown(facts, negotiated))
                : withoutSite(rows, facts);
    }

    private Optional<Verdict> localOnly(Facts facts) {
        List<CompiledRule> near = keep(
                facts.rows().candidates(),
                rule -> rule.hostLocal() && !facts.local() && rule.fitsServer(facts.server()));
        return near(Reason.LOCAL_ONLY, facts, near, rows -> NearMiss.localOnly(facts.rows(), rows));
    }

    private Optional<Verdict> inactive(Facts facts) {
        List<CompiledRule> rows =
                broadRanges ? facts.rows().candidates() : facts.rows().narrow();
        List<CompiledRule> near = keep(rows, rule -> rule.inactive() && rule.fits(facts.client(), facts.server()));
        return near(Reason.INACTIVE_RULE, facts, near, nearest -> NearMiss.inactive(facts.rows(), nearest));
    }

    @SuppressWarnings("ArgumentSelectionDefectChecker") // the ends are exchanged, which is the question
    private Optional<Verdict> wrongDirection(Facts facts) {
        List<CompiledRule> near = keep(
                facts.rows().narrow(),
                rule -> rule.active()
                        && !rule.fromAny()
                        && !rule.toAny()
                        && rule.fitsReversed(facts.client(), facts.server()));
        return near(Reason.WRONG_DIRECTION, facts, near, rows -> NearMiss.documented(facts.rows(), rows))
                .map(verdict -> completed(verdict, facts, NearMiss.opens(facts) + ", the other way round"));
    }

    private Optional<Verdict> wrongProtocol(Facts facts) {
        List<CompiledRule> near = keep(
                facts.rows().otherTransports(), rule -> rule.active() && rule.fits(facts.client(), facts.server()));
        return near(Reason.WRONG_PROTOCOL, facts, near, rows -> NearMiss.wrongProtocol(facts.rows(), rows));
    }

    private Optional<Verdict> wrongRole(Facts facts) {
        List<CompiledRule> rows = keep(facts.rows().narrow(), rule -> rule.active() || rule.hostLocal());
        int closest = 0;
        for (CompiledRule rule : rows) {
            closest = Math.max(closest, closeness(rule, facts));
        }
        int ends = closest;
        List<CompiledRule> near = keep(rows, rule -> closeness(rule, facts) == ends);
        return near(Reason.WRONG_ROLE, facts, near, nearest -> NearMiss.documented(facts.rows(), nearest))
                .map(verdict -> completed(verdict, facts, NearMiss.wrongEnd(facts, ends)));
    }

    /** How many ends have the right role; the server counts more, because it is what runs the service. */
    private static int closeness(CompiledRule rule, Facts facts) {
        int server = rule.fitsServer(facts.server()) ? NearMiss.SERVER_FITS : 0;
        return rule.fitsClient(facts.client()) ? server + NearMiss.CLIENT_FITS : server;
    }

    /** No row names the port between these ends; what comes nearest is said all the same. */
    private Verdict unknown(Facts facts, List<CompiledRule> negotiated) {
        PortRows rows = facts.rows();
        Predicate<CompiledRule> fits = rule -> rule.active() && rule.fits(facts.client(), facts.server());
        List<CompiledRule> near = keep(rows.moved(), fits);
        if (!near.isEmpty()) {
            return verdict(Reason.NO_RULE, facts, near, NearMiss::moved);
        }
        if (!negotiated.isEmpty()) {
            return verdict(Reason.NO_RULE, facts, negotiated, NearMiss::negotiated);
        }
        return verdict(Reason.NO_RULE, facts, keep(rows.oneOff(), fits), nearest -> NearMiss.oneOff(rows, nearest));
    }

    private Verdict withoutSite(PortRows rows, Facts facts) {
        List<CompiledRule> near = keep(rows.narrow(), CompiledRule::hostLocal);
        if (!near.isEmpty()) {
            return verdict(Reason.NO_RULE, facts, near, nearest -> NearMiss.localOnly(rows, nearest));
        }
        near = keep(rows.otherTransports(), CompiledRule::active);
        if (!near.isEmpty()) {
            return verdict(Reason.NO_RULE, facts, near, nearest -> NearMiss.wrongProtocol(rows, nearest));
        }
        near = keep(rows.oneOff(), CompiledRule::active);
        return verdict(Reason.NO_RULE, facts, near, nearest -> NearMiss.oneOff(rows, nearest));
    }

    private Optional<Verdict> near(
            Reason reason, Facts facts, List<CompiledRule> near, Function<List<CompiledRule>, String> words) {
        return near.isEmpty() ? Optional.empty() : Optional.of(verdict(reason, facts, strongest(near, facts), words));
    }

    /** The verdict of a reason and rows, with the words that follow from them; remembered, because few of them ever differ. */
    private Verdict verdict(
            Reason reason, Facts facts, List<CompiledRule> rows, Function<List<CompiledRule>, String> words) {
        NearKey key = new NearKey(reason, facts.protocol(), facts.port(), rows);
        Verdict known = texts.get(key);
        if (known == null) {
            boolean open = reason == Reason.WRONG_ROLE || reason == Reason.WRONG_DIRECTION;
            String text = rows.isEmpty() ? "" : words.apply(rows);
            String line = open || reason.kind() == VerdictKind.DOCUMENTED
                    ? text
                    : joined(text, facts.rows().service());
            known = new Verdict(reason, rows(rows), line, Optional.empty());
            if (texts.size() < MOST_NEAR) {
                texts.put(key, known);
            }
        }
        return known;
    }

    private Verdict completed(Verdict verdict, Facts facts, String here) {
        String line = joined(verdict.nearMiss() + "; here " + here, facts.rows().service());
        return pool.same(new Verdict(verdict.reason(), verdict.rules(), line, Optional.empty()));
    }

    private static String joined(String text, String service) {
        return text.isEmpty() ? service : service.isEmpty() ? text : text + "; " + service;
    }
}
