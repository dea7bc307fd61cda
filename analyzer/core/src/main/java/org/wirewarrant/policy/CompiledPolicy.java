package org.wirewarrant.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.wirewarrant.flow.Conversation;
import org.wirewarrant.flow.Orientation;
import org.wirewarrant.wire.IpAddress;
import org.wirewarrant.wire.IpProtocol;

/**
 * Rule packs joined with a site, once, into a matcher. Immutable but for a bounded memory of judgements; safe from any thread.
 *
 * <p>Among the rows that fit, the strongest decide: narrow ones before ranges of more than {@value PortRange#BROAD} ports, then both
 * ends named before one before {@code any}, a single port before a range, mandatory before optional before unstated; equals are all
 * listed. Where none fits, the first of these that applies is the reason: an exception that has expired; {@code local-only};
 * {@code inactive-rule}; {@code wrong-direction}; {@code wrong-protocol}; {@code wrong-role}; {@code no-rule}. Broad ranges make no near
 * miss, except for a row that is inactive or host-local. Without a site only protocol and port count, and rows that are host-local or
 * negotiated explain nothing that crosses the network.
 */
public final class CompiledPolicy {
    /** Judgements remembered, as a power of two: a few kinds of hosts make few, hundreds of them many. */
    private static final int MEMORY_BITS = 14;

    private static final int LARGE_MEMORY_BITS = 19;
    private static final int FEW_CLASSES = 16;
    private static final int MOST_CLASSES = 1 << 19;

    private final PackSet packs;
    private final Optional<Site> site;
    private final AddressTable addresses;
    private final RuleTable table;
    private final ExceptionTable exceptions;
    private final Judge judge;
    private final Map<Rule, List<CompiledRule>> compiled;
    private final Map<String, AlternativeGroup> alternatives;
    private final Set<String> controls;
    private final int memoryBits;
    private final Judgement[] memory;
    private final VerdictPool pool = new VerdictPool();

    private CompiledPolicy(PackSet packs, Optional<Site> site) {
        this.packs = packs;
        this.site = site;
        Traits traits = new Traits(packs);
        addresses = SiteAddresses.table(site, traits);
        RuleCompiler compiler = new RuleCompiler(packs, site, traits);
        List<CompiledRule> rules = new ArrayList<>();
        compiled = new HashMap<>();
        controls = new LinkedHashSet<>();
        for (Rule rule : packs.rules().values()) {
            List<CompiledRule> flows = compiler.compile(rule, rules.size());
            rules.addAll(flows);
            compiled.put(rule, flows);
            flows.forEach(flow -> flow.part().control().ifPresent(controls::add));
        }
        table = new RuleTable(rules);
        exceptions = new ExceptionTable(site.map(Site::exceptions).orElse(List.of()), packs, traits);
        judge = new Judge(table, site.isPresent(), true, controls);
        memoryBits = addresses.classes().size() <= FEW_CLASSES ? MEMORY_BITS : LARGE_MEMORY_BITS;
        memory = new Judgement[1 << memoryBits];
        alternatives = alternatives(packs);
    }

    private CompiledPolicy(CompiledPolicy other, boolean broadRanges) {
        packs = other.packs;
        site = other.site;
        addresses = other.addresses;
        table = other.table;
        exceptions = other.exceptions;
        compiled = other.compiled;
        alternatives = other.alternatives;
        controls = other.controls;
        judge = new Judge(table, site.isPresent(), broadRanges, controls);
        memoryBits = other.memoryBits;
        memory = new Judgement[1 << memoryBits];
    }

    /**
     * Joins packs and a site. The site's own packs count whether or not they are in the list.
     *
     * @throws PolicyException when two packs share a name, or two rules an id
     */
    public static CompiledPolicy compile(List<RulePack> packs, Optional<Site> site) throws PolicyException {
        List<RulePack> all = new ArrayList<>(site.map(Site::packs).orElse(List.of()));
        all.addAll(packs);
        return new CompiledPolicy(new PackSet(all), site);
    }

    /** The same policy, in which a range of more than {@value PortRange#BROAD} ports explains nothing. */
    public CompiledPolicy withoutBroadRanges() {
        return new CompiledPolicy(this, false);
    }

    /** Judges a conversation, with no negotiated ports known. */
    public Verdict judge(Conversation conversation) {
        return judge(conversation, ControlFlows.NONE);
    }

    /**
     * Judges a conversation. One whose orientation is undecided is judged both ways: as one verdict when both agree in verdict and
     * reason, else as {@code undecided}. One that no row explains by itself, or only a broad range, is {@code related} when a documented
     * conversation announced its port; the rows are then those of that conversation.
     *
     * @param controls the control conversations of the same observation, from {@link #controlFlows}
     */
    public Verdict judge(Conversation conversation, ControlFlows controls) {
        Verdict alone = alone(conversation, controls);
        boolean unexplained = alone.kind() == VerdictKind.UNDOCUMENTED
                || alone.kind() == VerdictKind.UNDECIDED
                || alone.reason() == Reason.BROAD_RANGE;
        if (unexplained && conversation.control().isPresent()) {
            Verdict control = alone(conversation.control().get(), controls);
            if (control.kind() == VerdictKind.DOCUMENTED) {
                return new Verdict(Reason.RELATED, control.rules(), "", Optional.empty());
            }
        }
        return alone;
    }

    private Verdict alone(Conversation conversation, ControlFlows controls) {
        Verdict forward = oneWay(conversation, controls);
        if (conversation.orientation() != Orientation.UNDECIDED || conversation.reversePort() < 0) {
            return forward;
        }
        Verdict backward = oneWay(reversed(conversation), controls);
        if (forward.reason() == backward.reason()) {
            return forward;
        }
        Set<Rule> rules = new LinkedHashSet<>(forward.rules());
        rules.addAll(backward.rules());
        String text = way(conversation, forward) + "; the other way, " + way(reversed(conversation), backward);
        return new Verdict(Reason.ORIENTATION, List.copyOf(rules), text, Optional.empty());
    }

    private static String way(Conversation conversation, Verdict verdict) {
        String server = conversation.server() + " serving " + IpProtocols.keyword(conversation.protocol()) + '/'
                + conversation.serverPort();
        String rules = verdict.rules().isEmpty()
                ? ""
                : " by " + Text.some(verdict.rules().stream().map(Rule::id).toList(), 3);
        return server + " would be " + verdict.kind().keyword() + ' '
                + verdict.reason().keyword() + rules;
    }

    private static Conversation reversed(Conversation c) {
        return new Conversation(
                c.server(),
                c.client(),
                c.protocol(),
                c.reversePort(),
                c.orientation(),
                c.flows(),
                c.answeredFlows(),
                c.refusedFlows(),
                c.serverPackets(),
                c.clientPackets(),
                c.serverBytes(),
                c.clientBytes(),
                c.firstNanos(),
                c.lastNanos(),
                c.serverPort());
    }

    private Verdict oneWay(Conversation conversation, ControlFlows controls) {
        HostClass client = addresses.find(conversation.client());
        HostClass server = addresses.find(conversation.server());
        Judgement judgement = judgement(conversation, client, server);
        Verdict verdict = judgement.verdict();
        if (!judgement.negotiated().isEmpty()
                && (verdict.kind() == VerdictKind.UNDOCUMENTED || verdict.reason() == Reason.BROAD_RANGE)) {
            List<Rule> related = related(judgement.negotiated(), conversation, controls);
            if (!related.isEmpty()) {
                return pool.same(new Verdict(Reason.RELATED, related, "", Optional.empty()));
            }
        }
        if (verdict.kind() == VerdictKind.UNDOCUMENTED && !exceptions.isEmpty()) {
            return exceptions.hear(conversation, client, server, verdict);
        }
        return verdict;
    }

    private static List<Rule> related(List<CompiledRule> negotiated, Conversation conversation, ControlFlows controls) {
        List<Rule> related = new ArrayList<>();
        for (CompiledRule rule : negotiated) {
            if (controls.precede(conversation, rule.part().control().orElseThrow()) && !related.contains(rule.rule())) {
                related.add(rule.rule());
            }
        }
        return related;
    }

    private Judgement judgement(Conversation conversation) {
        return judgement(conversation, addresses.find(conversation.client()), addresses.find(conversation.server()));
    }

    private Judgement judgement(Conversation conversation, HostClass client, HostClass server) {
        boolean local = Judge.sameHost(conversation.client(), client, conversation.server(), server);
        return judgement(client, server, local, conversation.protocol(), conversation.serverPort());
    }

    /** Remembers by kind: host classes (19 bits each), protocol, class of the port, and whether it stays within a host. */
    Judgement judgement(HostClass client, HostClass server, boolean local, int protocol, int port) {
        int representative = table.classes().lowest(port);
        if (addresses.classes().size() > MOST_CLASSES) {
            return judge.judge(0, client, server, local, protocol, representative);
        }
        long key = key(client, server, local, protocol, representative);
        int slot = slot(key);
        Judgement known = memory[slot];
        if (known != null && known.key() == key) {
            return known;
        }
        Judgement made = judge.judge(key, client, server, local, protocol, representative);
        memory[slot] = made;
        return made;
    }

    private static long key(HostClass client, HostClass server, boolean local, int protocol, int representative) {
        return ((long) client.id() << 19 | server.id()) << 25
                | (long) (protocol & 0xff) << 17
                | representative << 1
                | (local ? 1 : 0);
    }

    private int slot(long key) {
        return (int) ((key * 0x9E3779B97F4A7C15L) >>> (Long.SIZE - memoryBits));
    }

    /** Loads what is remembered of a kind of conversation between two hosts, if anything. */
    int touch(HostClass client, HostClass server, int protocol, int port) {
        int representative = table.classes().lowest(port);
        Judgement known = memory[slot(key(client, server, false, protocol, representative))];
        return known == null ? 0 : known.verdict().reason().ordinal();
    }

    /** A judge for one thread. */
    public ConversationJudge conversationJudge() {
        return new ConversationJudge(this);
    }

    HostClass hostClass(int version, long high, long low) {
        return addresses.find(version, high, low);
    }

    /** Whether a verdict that follows from the kind of a conversation may change with its addresses and times. */
    boolean dependsOnMore(Verdict verdict) {
        return verdict.kind() == VerdictKind.UNDOCUMENTED && !exceptions.isEmpty();
    }

    /** Whether a role or the scope of the site names hosts of a kind. */
    public boolean inSite(int hostKind) {
        return addresses.classes().get(hostKind).inSite();
    }

    /** How many kinds of hosts there are: hosts of one kind have the same roles, and are the same to every row. */
    public int hostKinds() {
        return addresses.classes().size();
    }

    /** Roles of a kind of hosts, as {@link #roles(IpAddress)} gives them. */
    public List<String> rolesOf(int hostKind) {
        return addresses.classes().get(hostKind).roles();
    }

    /** By the rows alone, and by the port itself rather than its class: what the classes are held against. */
    Verdict exactly(Conversation conversation) {
        HostClass client = addresses.find(conversation.client());
        HostClass server = addresses.find(conversation.server());
        boolean local = Judge.sameHost(conversation.client(), client, conversation.server(), server);
        return judge.judge(0, client, server, local, conversation.protocol(), conversation.serverPort())
                .verdict();
    }

    /**
     * Gathers the answered conversations on which documented ports are negotiated.
     *
     * @param conversations all of one observation
     */
    public ControlFlows controlFlows(Iterable<Conversation> conversations) {
        if (controls.isEmpty() || site.isEmpty()) {
            return ControlFlows.NONE;
        }
        ControlFlows flows = new ControlFlows();
        for (Conversation conversation : conversations) {
            if (conversation.answeredFlows() > 0) {
                for (Rule rule : judgement(conversation).controls()) {
                    flows.add(conversation.client(), conversation.server(), conversation.firstNanos(), rule.id());
                }
            }
        }
        return flows;
    }

    /**
     * Which end documented rows make the server: those that name the answering role, by less than a broad range.
     *
     * @return +1 when they fit a as client and b as server only, -1 the other way only, else 0; 0 without a site
     */
    public int directionHint(IpAddress a, int portA, IpAddress b, int portB, int protocol) {
        if (site.isEmpty()) {
            return 0;
        }
        HostClass first = addresses.find(a);
        HostClass second = addresses.find(b);
        boolean local = Judge.sameHost(a, first, b, second);
        boolean forward = judgement(first, second, local, protocol, portB).pointed();
        boolean backward = judgement(second, first, local, protocol, portA).pointed();
        return forward == backward ? 0 : forward ? 1 : -1;
    }

    /**
     * All rows that fit, not only the strongest, in pack and document order. Of an undecided conversation those that fit as it stands;
     * negotiated ports are not among them.
     */
    public List<Rule> fitting(Conversation conversation) {
        return judgement(conversation).fitting();
    }

    /** Every row that speaks of the port or nearly does, and why it fits or not, in pack and document order. */
    public List<RuleMatch> considered(Conversation conversation) {
        return new Explanation(table, judge, site.isPresent())
                .considered(
                        conversation,
                        addresses.find(conversation.client()),
                        addresses.find(conversation.server()),
                        judge(conversation));
    }

    /** Roles that the site gives an address, sorted; the pack stands in front of a name that several packs use. */
    public List<String> roles(IpAddress address) {
        return addresses.find(address).roles();
    }

    /** Whether a role or the scope of the site names an address; a role given to every address there is does not count. */
    public boolean inSite(IpAddress address) {
        return addresses.find(address).inSite();
    }

    /** The packs, in the order given. */
    public List<RulePack> packs() {
        return packs.packs();
    }

    /** The site. */
    public Optional<Site> site() {
        return site;
    }

    /** All rows, in pack and document order. */
    public List<Rule> rules() {
        return List.copyOf(packs.rules().values());
    }

    /** Whether traffic can match a row here. */
    public Applicability applicability(Rule rule) {
        List<CompiledRule> flows = of(rule);
        return flows.stream()
                .map(CompiledRule::applicability)
                .filter(applicability -> applicability.state() == Applicability.State.ACTIVE)
                .findFirst()
                .orElse(flows.get(0).applicability());
    }

    /** Ports of a row as they are here: configured, derived or referenced; empty for a row without ports. */
    public Optional<PortSet> effectivePorts(Rule rule) {
        List<CompiledRule.Service> services = new ArrayList<>();
        of(rule).forEach(flow -> services.addAll(flow.services()));
        boolean numbered = services.stream()
                .flatMap(service -> service.protocols().stream())
                .anyMatch(protocol -> IpProtocol.hasPorts(protocol) || IpProtocol.isIcmp(protocol));
        return numbered ? Optional.of(RuleCompiler.union(services)) : Optional.empty();
    }

    /** Whether a row is mandatory, by its document or by the site. */
    public boolean required(Rule rule) {
        return of(rule).get(0).requirement() == Requirement.MANDATORY;
    }

    /** The rows of which a row is one choice, itself included. */
    public Optional<AlternativeGroup> alternatives(Rule rule) {
        return rule.alternativeGroup().map(name -> alternatives.get(rule.pack() + '/' + name));
    }

    /** All groups of alternatives, in pack and document order. */
    public Collection<AlternativeGroup> alternatives() {
        return alternatives.values();
    }

    private static Map<String, AlternativeGroup> alternatives(PackSet packs) {
        Map<String, List<Rule>> rules = new LinkedHashMap<>();
        for (Rule rule : packs.rules().values()) {
            rule.alternativeGroup()
                    .ifPresent(name -> rules.computeIfAbsent(rule.pack() + '/' + name, key -> new ArrayList<>())
                            .add(rule));
        }
        Map<String, AlternativeGroup> groups = new LinkedHashMap<>();
        rules.forEach((key, members) -> {
            Set<String> choices = new LinkedHashSet<>();
            members.forEach(rule -> choices.addAll(
                    rule.choices().isEmpty()
                            ? List.of(rule.alternativeChoice())
                            : rule.choices().keySet()));
            Rule first = members.get(0);
            groups.put(
                    key,
                    new AlternativeGroup(
                            first.pack(), first.alternativeGroup().orElseThrow(), List.copyOf(choices), members));
        });
        return groups;
    }

    /** Addresses that the site gives to the opening roles of a row, each once, in site order; none for any. */
    public List<AddressRange> clients(Rule rule) {
        return ranges(rule, rule.fromAny() ? List.of() : rule.from());
    }

    /** Addresses that the site gives to the answering roles of a row, likewise. */
    public List<AddressRange> servers(Rule rule) {
        return ranges(rule, rule.toAny() ? List.of() : rule.to());
    }

    /** How many hosts the site gives to the answering roles of a row. */
    public RoleHosts hosts(Rule rule) {
        return count(servers(rule));
    }

    /** How many hosts some ranges are. */
    static RoleHosts count(List<AddressRange> ranges) {
        int addresses = ranges.stream().mapToInt(AddressRange::hosts).sum();
        long uncounted = ranges.stream().filter(range -> range.hosts() == 0).count();
        return new RoleHosts(addresses, (int) uncounted);
    }

    private List<AddressRange> ranges(Rule rule, List<String> roles) {
        if (site.isEmpty() || roles.isEmpty()) {
            return List.of();
        }
        Set<String> wanted = packs.withMembers(rule.pack(), roles);
        Map<String, AddressRange> ranges = new LinkedHashMap<>();
        for (SiteRole role : site.get().roles()) {
            if (role.role().pack().equals(rule.pack())
                    && wanted.contains(role.role().id())) {
                role.addresses().forEach(range -> ranges.putIfAbsent(range.first() + "-" + range.last(), range));
            }
        }
        return List.copyOf(ranges.values());
    }

    /** Whether an address can open a row's conversations. */
    public boolean opens(Rule rule, IpAddress address) {
        HostClass host = addresses.find(address);
        return of(rule).stream().anyMatch(flow -> flow.fitsClient(host));
    }

    /** Whether an address can answer a row's conversations. */
    public boolean answers(Rule rule, IpAddress address) {
        HostClass host = addresses.find(address);
        return of(rule).stream().anyMatch(flow -> flow.fitsServer(host));
    }

    /** Whether hosts of a kind can open a row's conversations. */
    public boolean opens(Rule rule, int hostKind) {
        HostClass host = addresses.classes().get(hostKind);
        return of(rule).stream().anyMatch(flow -> flow.fitsClient(host));
    }

    /** Whether hosts of a kind can answer a row's conversations. */
    public boolean answers(Rule rule, int hostKind) {
        HostClass host = addresses.classes().get(hostKind);
        return of(rule).stream().anyMatch(flow -> flow.fitsServer(host));
    }

    /** Addresses by role name, as {@link #roles} names them; sorted by name, addresses in site order. */
    public Map<String, List<AddressRange>> roleAddresses() {
        Map<String, List<AddressRange>> byName = new TreeMap<>();
        site.ifPresent(known -> known.roles().forEach(role -> byName.put(role.name(), role.addresses())));
        return byName;
    }

    /** What is odd in the packs and the site, the site's first. */
    public List<Notice> notices() {
        List<Notice> notices = new ArrayList<>();
        site.ifPresent(known -> {
            notices.addAll(known.notices());
            notices.addAll(new SiteLint(known, packs).notices());
        });
        packs.packs().forEach(pack -> notices.addAll(PackLint.of(pack)));
        return notices;
    }

    private List<CompiledRule> of(Rule rule) {
        List<CompiledRule> known = compiled.get(rule);
        if (known == null) {
            throw new IllegalArgumentException("rule " + rule.id() + " is not of this policy");
        }
        return known;
    }
}
