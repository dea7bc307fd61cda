package org.wirewarrant.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.wirewarrant.flow.Conversations;
import org.wirewarrant.policy.RulePack;
import org.wirewarrant.wire.IpAddress;

/**
 * Hosts that look like roles, from the documented ports that they answered on and called.
 *
 * @param roles every role that could have been given, sorted
 * @param suggested by role, then host
 * @param undecided hosts that several roles fit alike, by host
 * @param unknown hosts that no role fits, in order
 * @param scanners hosts that tried many targets in vain, in order
 * @param prefixes private /24 and /64 prefixes with the number of hosts seen in each, in order
 */
public record RoleSuggestions(
        Set<String> roles,
        List<RoleSuggestion> suggested,
        List<Undecided> undecided,
        List<IpAddress> unknown,
        Set<IpAddress> scanners,
        Map<String, Integer> prefixes) {
    /**
     * A host that several roles fit alike.
     *
     * @param host its address
     * @param roles the roles, best first
     * @param calls documented services that it called
     * @param answers documented services that it answered on
     * @param deciding what would tell them apart
     */
    public record Undecided(
            IpAddress host, List<String> roles, Set<Service> calls, Set<Service> answers, String deciding) {}

    /** The share of the best score from which on another role is near. */
    private static final double NEAR = 0.75;
    /** What answering has to say for a second role of the same host. */
    private static final double SECOND_ROLE = 0.5;

    private static final double SAME = 1e-9;
    private static final int MOST_DECIDING = 4;

    private record Candidate(String role, double score, boolean answers) {}

    /**
     * Reads roles out of traffic.
     *
     * @param conversations oriented without hints
     * @param packs whose roles are looked for
     */
    public static RoleSuggestions of(Conversations conversations, List<RulePack> packs) {
        Maker maker = new Maker(new HostTraffic(conversations), new RoleProfiles(packs));
        return maker.make();
    }

    private static final class Maker {
        private final HostTraffic traffic;
        private final RoleProfiles profiles;
        private final Set<Service> seen;
        private final List<RoleSuggestion> suggested = new ArrayList<>();
        private final List<Undecided> undecided = new ArrayList<>();
        private final List<IpAddress> unknown = new ArrayList<>();

        Maker(HostTraffic traffic, RoleProfiles profiles) {
            this.traffic = traffic;
            this.profiles = profiles;
            this.seen = traffic.answered();
        }

        RoleSuggestions make() {
            boolean anyPrivate = traffic.hosts().stream().anyMatch(AddressKinds::isPrivate);
            Map<IpAddress, Integer> prefixes = new TreeMap<>();
            for (IpAddress host : traffic.hosts()) {
                boolean own = !anyPrivate || AddressKinds.isPrivate(host);
                if (AddressKinds.isPrivate(host)) {
                    prefixes.merge(AddressKinds.network(host), 1, Integer::sum);
                }
                if (!traffic.scanners().contains(host)) {
                    suggest(host, own);
                }
            }
            Map<String, Integer> texts = new LinkedHashMap<>();
            prefixes.forEach((network, hosts) -> texts.put(AddressKinds.prefix(network), hosts));
            suggested.sort(Comparator.comparing(RoleSuggestion::role).thenComparing(RoleSuggestion::host));
            return new RoleSuggestions(profiles.roles(), suggested, undecided, unknown, traffic.scanners(), texts);
        }

        private void suggest(IpAddress host, boolean own) {
            Set<Service> answers = new TreeSet<>(traffic.answers(host).keySet());
            Set<Service> calls = new TreeSet<>(traffic.calls(host).keySet());
            List<Candidate> found = candidates(host, answers, calls);
            if (found.isEmpty()) {
                unknown.add(host);
                return;
            }
            if (!decided(found)) {
                undecided.add(undecided(host, found));
                return;
            }
            List<RoleSuggestion> roles = new ArrayList<>();
            while (!found.isEmpty()
                    && decided(found)
                    && (roles.isEmpty() || found.get(0).answers())) {
                String role = found.get(0).role();
                roles.add(suggestion(host, own, found, answers, calls));
                answers.removeIf(service -> profiles.answer(service, role).share() > 0);
                calls.removeIf(service -> profiles.call(service, role).share() > 0);
                found = candidates(host, answers, calls).stream()
                        .filter(candidate -> weight(host, answers, candidate.role()) >= SECOND_ROLE)
                        .toList();
            }
            Map<Service, List<String>> further = further(calls);
            suggested.add(with(roles.get(0), further));
            suggested.addAll(roles.subList(1, roles.size()));
        }

        /** A port that is answered needs a lead, however small; calls alone need a clear one. */
        private static boolean decided(List<Candidate> found) {
            if (found.size() == 1) {
                return true;
            }
            Candidate best = found.get(0);
            double second = found.get(1).score();
            return best.answers() ? second < best.score() - SAME : second < best.score() * NEAR;
        }

        private List<Candidate> candidates(IpAddress host, Set<Service> answers, Set<Service> calls) {
            List<Candidate> found = new ArrayList<>();
            for (String role : profiles.roles()) {
                boolean answersAny = answers.stream()
                        .anyMatch(service -> profiles.answer(service, role).named());
                boolean callsAny = calls.stream()
                        .anyMatch(service -> profiles.call(service, role).named());
                double score = score(host, role, answers, calls);
                if (answersAny || (callsAny && expected(role).isEmpty())) {
                    found.add(new Candidate(role, score, answersAny));
                }
            }
            found.sort(Comparator.comparingDouble(Candidate::score).reversed().thenComparing(Candidate::role));
            return found;
        }

        /** Services of a role that some host answered on. */
        private Set<Service> expected(String role) {
            Set<Service> services = profiles.named(role, true);
            services.retainAll(seen);
            return services;
        }

        private double weight(IpAddress host, Set<Service> answers, String role) {
            double sum = 0;
            for (Service service : answers) {
                sum += profiles.answer(service, role).share() * (traffic.oneWay(host, service) ? 0.75 : 1);
            }
            return sum;
        }

        /** Evidence for, less for what other hosts answer and call as this role and this host does not. */
        private double score(IpAddress host, String role, Set<Service> answers, Set<Service> calls) {
            double sum = weight(host, answers, role);
            for (Service service : calls) {
                sum += profiles.call(service, role).share();
            }
            double needed = 0;
            double given = 0;
            for (Service service : expected(role)) {
                double share = profiles.answer(service, role).share();
                needed += share;
                given += traffic.answers(host).containsKey(service) ? share : 0;
            }
            Set<Service> callable = profiles.named(role, false);
            callable.retainAll(seen);
            long called = callable.stream()
                    .filter(service -> traffic.calls(host).containsKey(service))
                    .count();
            double answering = needed == 0 ? 1 : 0.5 + 0.5 * given / needed;
            double calling = callable.isEmpty() ? 1 : 0.75 + 0.25 * called / callable.size();
            return sum * answering * calling;
        }

        private RoleSuggestion suggestion(
                IpAddress host, boolean own, List<Candidate> found, Set<Service> answers, Set<Service> calls) {
            Candidate best = found.get(0);
            Map<Service, Integer> documented = new TreeMap<>();
            Set<String> rules = new TreeSet<>();
            for (Service service : answers) {
                RoleProfiles.Share share = profiles.answer(service, best.role());
                if (share.share() > 0) {
                    documented.put(service, traffic.answers(host).get(service).size());
                    rules.addAll(share.rules());
                }
            }
            Set<Service> called = new TreeSet<>();
            for (Service service : calls) {
                RoleProfiles.Share share = profiles.call(service, best.role());
                if (share.share() > 0) {
                    called.add(service);
                    rules.addAll(share.rules());
                }
            }
            List<String> near = near(found);
            return new RoleSuggestion(
                    host,
                    best.role(),
                    confidence(host, found, answers, called),
                    own,
                    documented,
                    called,
                    rules,
                    near,
                    near.isEmpty() ? "" : deciding(host, best.role(), near),
                    Map.of());
        }

        private static List<String> near(List<Candidate> found) {
            double least = found.get(0).score() * NEAR;
            return found.stream()
                    .skip(1)
                    .filter(candidate -> candidate.score() >= least)
                    .map(Candidate::role)
                    .toList();
        }

        private RoleSuggestion.Confidence confidence(
                IpAddress host, List<Candidate> found, Set<Service> answers, Set<Service> called) {
            Candidate best = found.get(0);
            double lead = found.size() == 1 ? 0 : found.get(1).score() / best.score();
            double weight = weight(host, answers, best.role());
            int peers = answers.stream()
                    .filter(service -> profiles.answer(service, best.role()).named())
                    .mapToInt(service -> traffic.answers(host).get(service).size())
                    .max()
                    .orElse(0);
            boolean much = weight >= 1.5 || (weight >= 0.75 && peers >= 3);
            if (much && lead <= 0.5) {
                return RoleSuggestion.Confidence.STRONG;
            }
            boolean some = weight >= 0.5 || (weight == 0 && called.size() >= 2);
            return some && lead < NEAR ? RoleSuggestion.Confidence.LIKELY : RoleSuggestion.Confidence.WEAK;
        }

        private Undecided undecided(IpAddress host, List<Candidate> found) {
            List<String> alike = new ArrayList<>(List.of(found.get(0).role()));
            alike.addAll(near(found));
            Set<Service> calls = new TreeSet<>(traffic.calls(host).keySet());
            calls.removeIf(service ->
                    alike.stream().allMatch(role -> profiles.call(service, role).share() == 0));
            Set<Service> answers = new TreeSet<>(traffic.answers(host).keySet());
            answers.removeIf(service -> alike.stream()
                    .allMatch(role -> profiles.answer(service, role).share() == 0));
            String deciding = deciding(host, alike.get(0), alike.subList(1, alike.size()));
            return new Undecided(host, alike, calls, answers, deciding);
        }

        /** What each role would do that the others would not, and that this host was not seen to do. */
        private String deciding(IpAddress host, String best, List<String> near) {
            List<String> all = new ArrayList<>(List.of(best));
            all.addAll(near);
            List<String> clauses = new ArrayList<>();
            for (String role : all) {
                String answers = own(role, all, true, traffic.answers(host).keySet());
                String calls = own(role, all, false, traffic.calls(host).keySet());
                if (!answers.isEmpty()) {
                    clauses.add(role + " would answer " + answers);
                } else if (!calls.isEmpty()) {
                    clauses.add(role + " would call " + calls);
                }
            }
            return clauses.isEmpty()
                    ? "no documented port tells them apart, only who runs the host"
                    : String.join("; ", clauses);
        }

        private String own(String role, List<String> all, boolean server, Set<Service> done) {
            Set<Service> services = profiles.named(role, server);
            services.removeAll(done);
            all.stream()
                    .filter(other -> !other.equals(role))
                    .forEach(other -> services.removeAll(profiles.named(other, server)));
            String text = services.stream()
                    .limit(MOST_DECIDING)
                    .map(Service::toString)
                    .collect(Collectors.joining(", "));
            return services.size() > MOST_DECIDING ? text + ", ..." : text;
        }

        /** Calls that the host's roles are not documented for, and other roles are. */
        private Map<Service, List<String>> further(Set<Service> calls) {
            Map<Service, List<String>> further = new TreeMap<>();
            for (Service service : calls) {
                List<String> roles = profiles.roles().stream()
                        .filter(role -> profiles.call(service, role).named())
                        .toList();
                if (!roles.isEmpty()) {
                    further.put(service, roles);
                }
            }
            return further;
        }

        private static RoleSuggestion with(RoleSuggestion role, Map<Service, List<String>> further) {
            return new RoleSuggestion(
                    role.host(),
                    role.role(),
                    role.confidence(),
                    role.own(),
                    role.answers(),
                    role.calls(),
                    role.rules(),
                    role.near(),
                    role.deciding(),
                    further);
        }
    }
}
