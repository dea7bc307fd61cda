package org.wirewarrant.policy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.wirewarrant.wire.IpProtocol;

/** The line that says what is nearest to undocumented traffic, and the one thing that differs. */
final class NearMiss {
    static final int CLIENT_FITS = 1;
    static final int SERVER_FITS = 2;
    private static final int MOST_ROWS = 3;

    private NearMiss() {}

    static String localOnly(PortRows port, List<CompiledRule> near) {
        boolean byDefault = near.stream().allMatch(rule -> rule.rule().scope() == HostScope.HOST_LOCAL_BY_DEFAULT);
        String local = byDefault ? " as host-local by default" : " as host-local";
        return documented(port, near) + local + "; here it is reached over the network";
    }

    static String inactive(PortRows port, List<CompiledRule> near) {
        Set<String> details = new LinkedHashSet<>();
        near.forEach(rule -> details.add(rule.applicability().detail()));
        return documented(port, near) + ", which " + Text.some(List.copyOf(details), MOST_ROWS);
    }

    static String wrongProtocol(PortRows port, List<CompiledRule> near) {
        Set<String> transports = new LinkedHashSet<>();
        for (CompiledRule rule : near) {
            for (CompiledRule.Service service : rule.services()) {
                if (service.ports().contains(port.port())) {
                    service.protocols().forEach(protocol -> transports.add(IpProtocols.keyword(protocol)));
                }
            }
        }
        return "documented for " + Text.and(transports) + " by " + rows(near) + "; here over "
                + IpProtocols.keyword(port.protocol());
    }

    /** What differs, when some ends have the right role. */
    static String wrongEnd(Facts facts, int ends) {
        if ((ends & CLIENT_FITS) != 0) {
            return "the server is " + facts.server().label();
        }
        return (ends & SERVER_FITS) != 0 ? "the client is " + facts.client().label() : opens(facts);
    }

    static String moved(List<CompiledRule> near) {
        Set<String> now = new LinkedHashSet<>();
        near.forEach(rule -> now.add(RuleCompiler.union(rule.services()).toString()));
        return "the documented port of " + rows(near) + ", configured here as " + Text.and(now);
    }

    static String negotiated(List<CompiledRule> near) {
        Set<String> controls = new LinkedHashSet<>();
        near.forEach(rule -> rule.part().control().ifPresent(controls::add));
        return "could be negotiated as " + rows(near) + " says; no conversation of " + Text.or(controls)
                + " between these hosts was seen before";
    }

    static String oneOff(PortRows port, List<CompiledRule> near) {
        Set<String> ports = new LinkedHashSet<>();
        for (CompiledRule rule : near) {
            for (int neighbour : new int[] {port.port() - 1, port.port() + 1}) {
                if (rule.width(port.protocol(), neighbour) == 1) {
                    ports.add(IpProtocols.keyword(port.protocol()) + '/' + neighbour);
                }
            }
        }
        return "one off " + Text.and(ports) + " of " + rows(near);
    }

    static String opens(Facts facts) {
        return facts.client().label() + " opens it to " + facts.server().label();
    }

    static String documented(PortRows port, List<CompiledRule> near) {
        return place(port.protocol(), port.port(), near.get(0)) + "documented by " + rows(near);
    }

    /** "tcp/8000-8010 is ", as the nearest row gives the port. */
    private static String place(int protocol, int port, CompiledRule rule) {
        boolean numbered = IpProtocol.hasPorts(protocol) || IpProtocol.isIcmp(protocol);
        String ports = rule.narrowest(protocol, port)
                .filter(range -> numbered)
                .map(range -> "/" + range)
                .orElse("");
        return IpProtocols.keyword(protocol) + ports + " is ";
    }

    private static String rows(List<CompiledRule> near) {
        List<String> rows = new ArrayList<>();
        for (CompiledRule rule : near) {
            String ends = String.join(" ", rule.part().from()) + " to "
                    + String.join(" ", rule.part().to());
            rows.add(rule.rule().id() + " (" + ends + ')');
        }
        return Text.some(rows, MOST_ROWS);
    }
}
