package org.wirewarrant.policy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One statement of a vendor's document. Immutable; two rules are equal only when they are the same object. */
public final class Rule {
    /** The role word that fits every host. */
    public static final String ANY = "any";

    private final String id;
    private final String pack;
    private final int ordinal;
    private final Position position;
    private final String service;
    private final String section;
    private final List<String> from;
    private final List<String> to;
    private final List<String> protocols;
    private final PortKind portKind;
    private final PortSet ports;
    private final Requirement requirement;
    private final int firstLine;
    private final int lastLine;
    private final HostScope scope;
    private final Optional<String> openedBy;
    private final Map<String, Boolean> when;
    private final String whenNote;
    private final String mandatoryWhen;
    private final Optional<String> since;
    private final Optional<String> until;
    private final Optional<String> defaultOffSince;
    private final boolean combineAll;
    private final Optional<String> alternativeGroup;
    private final String alternativeChoice;
    private final Map<String, PortSet> choices;
    private final Optional<String> derivedFrom;
    private final int derivedOffset;
    private final List<String> fallbackOf;
    private final Optional<String> prefer;
    private final Optional<String> control;
    private final Optional<PortRange> range;
    private final PortSet sourcePorts;
    private final boolean sourceDynamic;
    private final List<AddressRange> multicast;
    private final Optional<Broadcast> broadcast;
    private final boolean eitherInitiator;
    private final Map<String, Basis> basis;
    private final Map<String, String> printed;
    private final Optional<String> application;
    private final Configurable configurable;
    private final String setting;
    private final String settingKind;
    private final FirewallDemand firewall;
    private final String program;
    private final String windowsService;
    private final List<String> sameAs;
    private final Optional<String> repeats;
    private final Optional<String> mirrorOf;
    private final String note;
    private final List<String> defects;
    private final String printedUnder;
    private final Optional<Confidence> attribution;
    private final String process;
    private final List<RulePart> parts;
    private final YamlNode.Mapping source;

    private Rule(Builder builder) {
        this.id = builder.id;
        this.pack = builder.pack;
        this.ordinal = builder.ordinal;
        this.position = builder.position;
        this.service = builder.service;
        this.section = builder.section;
        this.from = List.copyOf(builder.from);
        this.to = List.copyOf(builder.to);
        this.protocols = List.copyOf(builder.protocols);
        this.portKind = builder.portKind;
        this.ports = builder.ports;
        this.requirement = builder.requirement;
        this.firstLine = builder.firstLine;
        this.lastLine = builder.lastLine;
        this.scope = builder.scope;
        this.openedBy = builder.openedBy;
        this.when = Collections.unmodifiableMap(builder.when);
        this.whenNote = builder.whenNote;
        this.mandatoryWhen = builder.mandatoryWhen;
        this.since = builder.since;
        this.until = builder.until;
        this.defaultOffSince = builder.defaultOffSince;
        this.combineAll = builder.combineAll;
        this.alternativeGroup = builder.alternativeGroup;
        this.alternativeChoice = builder.alternativeChoice;
        this.choices = Collections.unmodifiableMap(builder.choices);
        this.derivedFrom = builder.derivedFrom;
        this.derivedOffset = builder.derivedOffset;
        this.fallbackOf = List.copyOf(builder.fallbackOf);
        this.prefer = builder.prefer;
        this.control = builder.control;
        this.range = builder.range;
        this.sourcePorts = builder.sourcePorts;
        this.sourceDynamic = builder.sourceDynamic;
        this.multicast = List.copyOf(builder.multicast);
        this.broadcast = builder.broadcast;
        this.eitherInitiator = builder.eitherInitiator;
        this.basis = Collections.unmodifiableMap(builder.basis);
        this.printed = Collections.unmodifiableMap(builder.printed);
        this.application = builder.application;
        this.configurable = builder.configurable;
        this.setting = builder.setting;
        this.settingKind = builder.settingKind;
        this.firewall = builder.firewall;
        this.program = builder.program;
        this.windowsService = builder.windowsService;
        this.sameAs = List.copyOf(builder.sameAs);
        this.repeats = builder.repeats;
        this.mirrorOf = builder.mirrorOf;
        this.note = builder.note;
        this.defects = List.copyOf(builder.defects);
        this.printedUnder = builder.printedUnder;
        this.attribution = builder.attribution;
        this.process = builder.process;
        this.parts = List.copyOf(builder.parts);
        this.source = builder.source;
    }

    /** Unique over all packs, and stable. */
    public String id() {
        return id;
    }

    /** Name of its pack. */
    public String pack() {
        return pack;
    }

    /** Place in its pack, from 0. */
    public int ordinal() {
        return ordinal;
    }

    /** Where it stands. */
    public Position position() {
        return position;
    }

    /** What the port is for, in few words. */
    public String service() {
        return service;
    }

    /** Section of the document that it belongs to; may be empty. */
    public String section() {
        return section;
    }

    /** Roles that open the conversation; {@code any} alone for every host. */
    public List<String> from() {
        return from;
    }

    /** Roles that answer; {@code any} alone for every host. */
    public List<String> to() {
        return to;
    }

    /** IANA keywords in lower case, {@code any} or {@code unknown}. */
    public List<String> protocols() {
        return protocols;
    }

    /** In what form the ports are given. */
    public PortKind portKind() {
        return portKind;
    }

    /** Listed ports; empty for the other forms. */
    public PortSet ports() {
        return ports;
    }

    /** Whether the document calls it needed. */
    public Requirement requirement() {
        return requirement;
    }

    /** First line of the statement in the document's text, from 1; 0 when the document has no such text. */
    public int firstLine() {
        return firstLine;
    }

    /** Last line of the statement. */
    public int lastLine() {
        return lastLine;
    }

    /** Whether the port is for the network. */
    public HostScope scope() {
        return scope;
    }

    /** The feature that makes a local-by-default port a network port. */
    public Optional<String> openedBy() {
        return openedBy;
    }

    /** Features that must have this state for the row to apply, in written order. */
    public Map<String, Boolean> when() {
        return when;
    }

    /** The condition in words; may be empty. */
    public String whenNote() {
        return whenNote;
    }

    /** The condition under which the document calls it mandatory; may be empty. */
    public String mandatoryWhen() {
        return mandatoryWhen;
    }

    /** First version that has it. */
    public Optional<String> since() {
        return since;
    }

    /** First version without it. */
    public Optional<String> until() {
        return until;
    }

    /** Version from which it is off by default, though still documented. */
    public Optional<String> defaultOffSince() {
        return defaultOffSince;
    }

    /** Whether every listed port is needed (AND) rather than one of them. */
    public boolean combineAll() {
        return combineAll;
    }

    /** The group of rows of which one choice serves. */
    public Optional<String> alternativeGroup() {
        return alternativeGroup;
    }

    /** The choice of the group that this row is; empty when {@link #choices} couples its ports. */
    public String alternativeChoice() {
        return alternativeChoice;
    }

    /** Ports of this row under each choice of its group, in written order. */
    public Map<String, PortSet> choices() {
        return choices;
    }

    /** The row whose configured port this one follows. */
    public Optional<String> derivedFrom() {
        return derivedFrom;
    }

    /** What is added to the port of {@link #derivedFrom}. */
    public int derivedOffset() {
        return derivedOffset;
    }

    /** Rows whose failure or load brings this one into use. */
    public List<String> fallbackOf() {
        return fallbackOf;
    }

    /** The row that the document prefers. */
    public Optional<String> prefer() {
        return prefer;
    }

    /** The row whose conversation negotiates this one's port. */
    public Optional<String> control() {
        return control;
    }

    /** The printed range of a dynamic port. */
    public Optional<PortRange> range() {
        return range;
    }

    /** What is said of the client's ports; never matched as a destination. */
    public PortSet sourcePorts() {
        return sourcePorts;
    }

    /** Whether the client's ports are said to be dynamic, without numbers. */
    public boolean sourceDynamic() {
        return sourceDynamic;
    }

    /** Destination groups. */
    public List<AddressRange> multicast() {
        return multicast;
    }

    /** Which broadcast it is sent to. */
    public Optional<Broadcast> broadcast() {
        return broadcast;
    }

    /** Whether the document does not say who opens, so that both directions are documented. */
    public boolean eitherInitiator() {
        return eitherInitiator;
    }

    /** How sure a field is; a field not named is printed. */
    public Map<String, Basis> basis() {
        return basis;
    }

    /** The printed value of a field, where it differs from the effective one. */
    public Map<String, String> printed() {
        return printed;
    }

    /** The application protocol, lower case. */
    public Optional<String> application() {
        return application;
    }

    /** Whether the port can be configured. */
    public Configurable configurable() {
        return configurable;
    }

    /** The setting that does it; may be empty. */
    public String setting() {
        return setting;
    }

    /** What the setting holds: {@code port}, {@code address}, {@code other}, or empty. */
    public String settingKind() {
        return settingKind;
    }

    /** What is demanded of a firewall. */
    public FirewallDemand firewall() {
        return firewall;
    }

    /** The program of a program exception; may be empty. */
    public String program() {
        return program;
    }

    /** The named service of a service exception; may be empty. */
    public String windowsService() {
        return windowsService;
    }

    /** Rows whose ports these are. */
    public List<String> sameAs() {
        return sameAs;
    }

    /** The row of which this is the same statement printed again. */
    public Optional<String> repeats() {
        return repeats;
    }

    /** The row of which this is the same flow, printed from the other end. */
    public Optional<String> mirrorOf() {
        return mirrorOf;
    }

    /** Decisions taken on this row; may be empty. */
    public String note() {
        return note;
    }

    /** Contradictions and defects of the printed row. */
    public List<String> defects() {
        return defects;
    }

    /** The heading under which a displaced row is printed; may be empty. */
    public String printedUnder() {
        return printedUnder;
    }

    /** How sure the attribution of a displaced row is. */
    public Optional<Confidence> attribution() {
        return attribution;
    }

    /** The service or process that the document names beside the port; may be empty. */
    public String process() {
        return process;
    }

    /** The flows of a row that states several; empty for a row that is one flow. */
    public List<RulePart> parts() {
        return parts;
    }

    /** The flows that a conversation may fit, at least one. */
    List<RulePart> flows() {
        return parts.isEmpty() ? List.of(whole()) : parts;
    }

    private RulePart whole() {
        return new RulePart(from, to, protocols, portKind, ports, range, control, application, Map.of(), "");
    }

    /** Whether every host may open it. */
    public boolean fromAny() {
        return from.size() == 1 && from.get(0).equals(ANY);
    }

    /** Whether every host may answer it. */
    public boolean toAny() {
        return to.size() == 1 && to.get(0).equals(ANY);
    }

    /** Its keys and values as written, in file order: text, whole numbers ({@link Long}), lists and maps. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        source.entries()
                .forEach(entry -> fields.put(entry.key().text(), entry.value().plain()));
        return fields;
    }

    /** The id. */
    @Override
    public String toString() {
        return id;
    }

    /** What a reader fills in, once. */
    static final class Builder {
        String id;
        String pack;
        int ordinal;
        Position position;
        String service = "";
        String section = "";
        List<String> from = List.of();
        List<String> to = List.of();
        List<String> protocols = List.of();
        PortKind portKind = PortKind.NONE;
        PortSet ports = PortSet.EMPTY;
        Requirement requirement = Requirement.UNSTATED;
        int firstLine = 0;
        int lastLine = 0;
        HostScope scope = HostScope.NETWORK;
        Optional<String> openedBy = Optional.empty();
        Map<String, Boolean> when = Map.of();
        String whenNote = "";
        String mandatoryWhen = "";
        Optional<String> since = Optional.empty();
        Optional<String> until = Optional.empty();
        Optional<String> defaultOffSince = Optional.empty();
        boolean combineAll = false;
        Optional<String> alternativeGroup = Optional.empty();
        String alternativeChoice = "";
        Map<String, PortSet> choices = Map.of();
        Optional<String> derivedFrom = Optional.empty();
        int derivedOffset = 0;
        List<String> fallbackOf = List.of();
        Optional<String> prefer = Optional.empty();
        Optional<String> control = Optional.empty();
        Optional<PortRange> range = Optional.empty();
        PortSet sourcePorts = PortSet.EMPTY;
        boolean sourceDynamic;
        List<AddressRange> multicast = List.of();
        Optional<Broadcast> broadcast = Optional.empty();
        boolean eitherInitiator = false;
        Map<String, Basis> basis = Map.of();
        Map<String, String> printed = Map.of();
        Optional<String> application = Optional.empty();
        Configurable configurable = Configurable.UNSTATED;
        String setting = "";
        String settingKind = "";
        FirewallDemand firewall = FirewallDemand.UNSTATED;
        String program = "";
        String windowsService = "";
        List<String> sameAs = List.of();
        Optional<String> repeats = Optional.empty();
        Optional<String> mirrorOf = Optional.empty();
        String note = "";
        List<String> defects = List.of();
        String printedUnder = "";
        Optional<Confidence> attribution = Optional.empty();
        String process = "";
        List<RulePart> parts = List.of();
        YamlNode.Mapping source;

        Rule build() {
            return new Rule(this);
        }
    }
}
