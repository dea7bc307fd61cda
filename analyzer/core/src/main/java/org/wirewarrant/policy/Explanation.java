package org.wirewarrant.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.wirewarrant.flow.Conversation;

/** Tells of each row near a conversation why it fits or not. */
final class Explanation {
    private final RuleTable table;
    private final Judge judge;
    private final boolean withSite;

    Explanation(RuleTable table, Judge judge, boolean withSite) {
        this.table = table;
        this.judge = judge;
        this.withSite = withSite;
    }

    List<RuleMatch> considered(Conversation conversation, HostClass client, HostClass server, Verdict verdict) {
        boolean local = Judge.sameHost(conversation.client(), client, conversation.server(), server);
        Facts facts = new Facts(client, server, local, table.at(conversation.protocol(), conversation.serverPort()));
        Set<Integer> near = new TreeSet<>();
        for (CompiledRule rule : table.rules()) {
            if (speaksOf(rule, facts.port()) || verdict.rules().contains(rule.rule())) {
                near.add(rule.index());
            }
        }
        facts.rows().moved().forEach(rule -> near.add(rule.index()));
        Map<Rule, RuleMatch> matches = new LinkedHashMap<>();
        for (int index : near) {
            CompiledRule rule = table.rules().get(index);
            boolean fits = rule.width(facts.protocol(), facts.port()) > 0 && judge.fits(rule, facts);
            boolean decides =
                    verdict.kind() == VerdictKind.DOCUMENTED && verdict.rules().contains(rule.rule());
            RuleMatch match = new RuleMatch(rule.rule(), fits, decides, fits ? how(rule, facts) : whyNot(rule, facts));
            matches.merge(rule.rule(), match, Explanation::better);
        }
        return List.copyOf(matches.values());
    }

    /** Of two flows of one row, the one that fits; else the first. */
    private static RuleMatch better(RuleMatch first, RuleMatch second) {
        return !first.fits() && second.fits() ? second : first;
    }

    private static boolean speaksOf(CompiledRule rule, int port) {
        return rule.services().stream().anyMatch(service -> service.ports().contains(port));
    }

    private String how(CompiledRule rule, Facts facts) {
        String port = switch (rule.reason(facts.protocol(), facts.port())) {
            case EXACT -> "names the port";
            case RANGE -> "its range holds the port";
            default -> "its broad range holds the port";
        };
        if (!withSite) {
            return port + "; roles not verified";
        }
        if (rule.hostLocal()) {
            return port + "; within one host";
        }
        String ends = switch (rule.named(facts.server())) {
            case 2 -> "both ends named";
            case 1 -> "one end named, the other any";
            default -> "both ends any";
        };
        return port + "; " + ends + "; " + rule.requirement().keyword();
    }

    private String whyNot(CompiledRule rule, Facts facts) {
        if (!judge.inScope(facts)) {
            return "neither end is in the site";
        }
        List<String> reasons = new ArrayList<>();
        if (!rule.active() && !(rule.hostLocal() && facts.local())) {
            reasons.add(rule.applicability().detail());
        }
        if (rule.width(facts.protocol(), facts.port()) == 0) {
            if (rule.speaks(facts.protocol())) {
                PortSet ports = RuleCompiler.union(rule.services());
                reasons.add(ports.isEmpty() ? "the port is negotiated" : "the port here is " + ports);
            } else {
                reasons.add("the protocol is " + Text.or(rule.part().protocols()));
            }
        } else if (rule.broad(facts.protocol(), facts.port())) {
            reasons.add("only a broad range holds the port");
        }
        if (withSite) {
            roles(rule, facts, reasons);
        }
        return String.join("; ", reasons);
    }

    private static void roles(CompiledRule rule, Facts facts, List<String> reasons) {
        if (rule.fits(facts.client(), facts.server())) {
            return;
        }
        if (!rule.fromAny() && !rule.toAny() && rule.fitsReversed(facts.client(), facts.server())) {
            reasons.add("it is opened the other way round");
            return;
        }
        if (!rule.fitsClient(facts.client())) {
            reasons.add("the client is " + facts.client().label() + ", not "
                    + Text.or(rule.part().from()));
        }
        if (!rule.fitsServer(facts.server())) {
            reasons.add("the server is " + facts.server().label() + ", not "
                    + Text.or(rule.part().to()));
        }
    }
}
