package org.wirewarrant.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.wirewarrant.audit.AuditResult;
import org.wirewarrant.capture.CaptureException;
import org.wirewarrant.flow.FlowMeter;
import org.wirewarrant.live.Coverage;
import org.wirewarrant.live.FirstFrames;
import org.wirewarrant.live.FrameSink;
import org.wirewarrant.live.LiveCapture;
import org.wirewarrant.live.LiveHistory;
import org.wirewarrant.live.LiveListener;
import org.wirewarrant.live.LiveMonitor;
import org.wirewarrant.live.LiveOptions;
import org.wirewarrant.live.LiveReading;
import org.wirewarrant.live.PrivilegeException;
import org.wirewarrant.policy.CompiledPolicy;
import org.wirewarrant.policy.RuleLibrary;
import org.wirewarrant.report.BundleException;
import org.wirewarrant.report.BundleFolder;
import org.wirewarrant.report.BundleWriter;
import org.wirewarrant.report.FrameReplay;
import org.wirewarrant.report.LiveReport;
import org.wirewarrant.report.Tally;
import org.wirewarrant.status.StatusServer;
import org.wirewarrant.store.StoreException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code live}: interfaces in, the same bundle and summary out as from files. */
@Command(
        name = "live",
        header = "Audit what crosses interfaces, such as a mirror port, until stopped.",
        description = {
            "",
            "Ends after --duration, --packets, or SIGINT (Ctrl-C) or SIGTERM, and then writes the bundle; a second signal"
                    + " ends at once, without one. Started as root, it becomes --user as soon as the interfaces are open."
                    + " Exit code as of analyze; an interface that was away for a time counts as damage (3)."
        },
        sortOptions = false,
        footer = {
            "  sudo wirewarrant live -i eth1 --site site.yaml",
            "  sudo wirewarrant live -i eth1 -i eth2 --rules zimbra --duration 8h --out audit",
            "  sudo wirewarrant live -i eth1 --site site.yaml --until-covered",
            "  sudo wirewarrant live -i eth1 --site site.yaml --events new.jsonl --quiet",
            "  sudo wirewarrant live -i eth1 --site site.yaml --filter 'not port 22'"
        })
final class LiveCommand implements Callable<Integer> {
    private static final long SECOND = 1_000_000_000L;

    /** A judgement needs about as much memory as the flows themselves. */
    private static final int SHARE_OF_FLOWS = 2;

    private static final String STDOUT = "-";
    private static final String EVENTS_REMEDY = "name a file with --events that the user named by --user may write";

    private final Console console;
    private final List<String> commandLine;

    @Spec
    private CommandSpec spec;

    @Mixin
    private InterfaceOptions interfaces;

    @Mixin
    private PolicyOptions policyOptions;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = Durations.class,
            description = "How long to capture, such as 90s, 10m, 8h or 7d (default: until stopped).")
    private Duration duration;

    @Option(
            names = "--packets",
            paramLabel = "N",
            defaultValue = "9223372036854775807",
            showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
            description = "Frames to capture at most.")
    private long packets;

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            defaultValue = "2s",
            converter = Durations.class,
            description = "How often to look for findings, at most (default ${DEFAULT-VALUE}).")
    private Duration interval;

    @Option(
            names = "--events",
            paramLabel = "FILE",
            description = "Append each new finding to this file as a JSON line; - for stdout, instead of the summary.")
    private String events;

    @Option(names = "--until-covered", description = "End when every required rule that this site can show was seen.")
    private boolean untilCovered;

    @Mixin
    private LastingOptions lasting;

    @Mixin
    private KeepingOptions keeping;

    @Mixin
    private EvidenceOptions evidence;

    @Mixin
    private EvidenceLimit evidenceLimit;

    @Mixin
    private DecodingOptions decoding;

    @Mixin
    private RightsOptions rights;

    @Mixin
    private OutputOptions output;

    private LiveView view;
    private StatusKeeper statuses;
    private FirstFrames first;
    private long started;

    LiveCommand(Console console, List<String> commandLine) {
        this.console = console;
        this.commandLine = commandLine;
    }

    @Override
    public Integer call() throws Failure, InterruptedException {
        output.check();
        interfaces.check();
        keeping.check();
        evidenceLimit.check();
        lasting.check();
        if (packets < 1) {
            throw new ParameterException(spec.commandLine(), "Invalid value for option '--packets': less than 1");
        }
        Delivery delivery = new Delivery(console, output, commandLine);
        RuleLibrary library = Home.library();
        CompiledPolicy policy = policyOptions.load(library);
        Optional<Path> place = output.place(policy, interfaces.names().get(0));
        if (untilCovered && !Coverage.isAnyRequired(policy)) {
            throw new Failure("--until-covered", "no rule is required", "name them under required in the site file");
        }
        prepare(delivery, policy, library, place);
        view = new LiveView(
                console.err(), output.isWatched(console), console.style().width(), System::nanoTime);
        try (LiveCapture capture = LiveCapture.open(options(), decoding.decoder(), this::say);
                BundleFolder folder = settle(place);
                EventLog log = eventLog();
                FrameSink kept = kept();
                PacketSpool spool = handOn(capture, kept, folder);
                StoreKeeper keeper = keeper(capture);
                StatusServer server = serve(keeper)) {
            Interrupts.install(
                    () -> {
                        capture.stop();
                        view.message("stopping; what was seen is reported (again to leave at once)");
                    },
                    folder);
            if (server != null) {
                say("watch it at http://" + address(server.address()) + "/");
            }
            say("listening on " + String.join(", ", interfaces.names()) + "; Ctrl-C ends and reports");
            LiveMonitor monitor = monitor(capture, policy, listeners(log, kept), keeper);
            LiveReading last = monitor.run();
            if (kept != null) {
                kept.finish();
            }
            if (keeper != null) {
                keeper.finish(last.state());
            }
            view.wipe();
            if (!decoding.reminder().isEmpty()) {
                say(decoding.reminder());
            }
            int code = deliver(delivery, last.result(), folder, library, keeper == null ? spool : keeper);
            if (monitor.failure().isPresent()) {
                throw new IllegalStateException(
                        "capturing failed", monitor.failure().get());
            }
            return code;
        } catch (CaptureException e) {
            throw Failure.of(e);
        } catch (StoreException e) {
            throw Failure.of(e);
        } catch (BundleException e) {
            throw Failure.of(e);
        } catch (PrivilegeException e) {
            throw new Failure(e.subject(), e.what(), e.remedy());
        } catch (IOException e) {
            throw Failure.of("the run cannot go on: " + e.getMessage(), "check the disk");
        }
    }

    /** Whatever is wrong shows now; then what the bundle needs is loaded, while nothing is captured that could be lost. */
    private void prepare(Delivery delivery, CompiledPolicy policy, RuleLibrary library, Optional<Path> place)
            throws Failure {
        try {
            rights.check();
            LiveCapture.open(options(), decoding.decoder(), message -> {}).close();
        } catch (PrivilegeException e) {
            throw new Failure(e.subject(), e.what(), e.remedy());
        } catch (CaptureException e) {
            throw Failure.of(e);
        }
        lasting.load();
        try {
            if (lasting.isWatched()) {
                LiveReport.rehearse(Rehearsal.audit(policy));
            }
            if (place.isEmpty()) {
                return;
            }
            delivery.rehearse(Rehearsal.audit(policy), library.directory(), arguments());
        } catch (IOException e) {
            throw Failure.of("a report cannot be made: " + e.getMessage(), "check the installation");
        }
    }

    private StatusServer serve(StoreKeeper keeper) throws Failure {
        statuses = new StatusKeeper(Clock.systemUTC(), keeper);
        return lasting.serve(statuses);
    }

    private static long moment() {
        Instant now = Instant.now();
        return now.getEpochSecond() * SECOND + now.getNano();
    }

    private static String address(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    /** With a store, its earlier runs need as much again. */
    private int maxFlows() {
        int share = lasting.store().isPresent() ? 2 * SHARE_OF_FLOWS : SHARE_OF_FLOWS;
        return output.maxFlows().orElseGet(() -> Math.max(FlowMeter.MIN_FLOWS, FlowMeter.defaultMaxFlows() / share));
    }

    private LiveOptions options() {
        return new LiveOptions(
                interfaces.names(),
                interfaces.device(decoding.filter()),
                interfaces.isPortable(),
                packets,
                maxFlows(),
                decoding.limits(),
                LiveHistory.NONE.part());
    }

    /** Gives rights up, and claims the bundle's place with those that are left. */
    private BundleFolder settle(Optional<Path> place) throws BundleException, PrivilegeException, StoreException {
        boolean inside = rights.gives();
        if (place.isPresent()) {
            try {
                rights.makeFolder(place.get());
            } catch (IOException e) {
                throw BundleFolder.unwritable(place.get().toString(), e);
            }
        }
        if (keeping.folder().isPresent()) {
            try {
                rights.makeFolder(keeping.folder().get());
            } catch (IOException e) {
                throw keeping.unwritable(e);
            }
        }
        if (events != null && !STDOUT.equals(events)) {
            try {
                rights.makeFile(Path.of(events));
            } catch (IOException e) {
                throw BundleFolder.unwritable(events, e, EVENTS_REMEDY);
            }
        }
        lasting.prepare(rights);
        rights.apply(interfaces.isPortable()).ifPresent(this::say);
        if (place.isEmpty()) {
            return null;
        }
        return inside
                ? BundleFolder.claimInside(place.get(), output.isForced())
                : BundleFolder.claim(place.get(), output.isForced());
    }

    /** Opened as the user that root became, and made before as that user's own. */
    private EventLog eventLog() throws Failure {
        if (events == null) {
            return null;
        }
        try {
            return new EventLog(
                    STDOUT.equals(events) ? EventLog.stream(console.out()) : EventLog.file(Path.of(events)), this::say);
        } catch (IOException e) {
            throw Failure.of(BundleFolder.unwritable(events, e, EVENTS_REMEDY));
        }
    }

    private FrameSink kept() throws BundleException {
        try {
            return keeping.open(interfaces.names(), interfaces.snapLength(), decoding.decoder(), this::say);
        } catch (IOException e) {
            throw keeping.unwritable(e);
        }
    }

    /**
     * Hands frames to those who keep them, and begins to capture: whatever takes long afterwards, such as a large store, the packets do
     * not wait for it.
     *
     * @return what keeps the first packets for a bundle, or null
     */
    private PacketSpool handOn(LiveCapture capture, FrameSink kept, BundleFolder folder) throws BundleException {
        if (kept != null) {
            capture.handTo(kept);
        }
        PacketSpool spool = null;
        if (evidence.isWanted() && (folder != null || lasting.store().isPresent())) {
            first = new FirstFrames(decoding.decoder(), interfaces.names());
            capture.handTo(first);
            if (lasting.store().isEmpty()) {
                try {
                    spool = new PacketSpool(first, interfaces.names(), folder.scratch(), evidenceLimit.bytes());
                } catch (IOException e) {
                    throw BundleFolder.unwritable(folder.name(), e);
                }
            }
        }
        started = moment();
        capture.start();
        return spool;
    }

    private StoreKeeper keeper(LiveCapture capture) throws StoreException, Failure {
        StoreKeeper keeper = lasting.keeper(maxFlows(), decoding.limits(), started, this::say);
        if (keeper != null) {
            boolean begun = false;
            try {
                if (first != null) {
                    keeper.keepPackets(first, evidenceLimit.bytes());
                }
                keeper.start(capture);
                begun = true;
            } finally {
                if (!begun) {
                    keeper.close();
                }
            }
        }
        return keeper;
    }

    private List<LiveListener> listeners(EventLog log, FrameSink kept) {
        List<LiveListener> listeners = new ArrayList<>(List.of(statuses));
        if (!output.isQuiet()) {
            listeners.add(view);
        }
        if (log != null) {
            listeners.add(log);
        }
        if (kept instanceof LiveListener choosing) {
            listeners.add(choosing);
        }
        return listeners;
    }

    private LiveMonitor monitor(
            LiveCapture capture, CompiledPolicy policy, List<LiveListener> listeners, StoreKeeper keeper) {
        LiveMonitor.Limits limits =
                new LiveMonitor.Limits(interval, Optional.ofNullable(duration), this::isCovered, output.workers());
        return new LiveMonitor(
                capture, policy, keeper == null ? LiveHistory.NONE : keeper.history(), limits, listeners);
    }

    private boolean isCovered(LiveReading reading) {
        boolean over = untilCovered && Coverage.isComplete(reading.result());
        if (over) {
            say("every required rule that can be seen was seen; ending");
        }
        return over;
    }

    private int deliver(
            Delivery delivery, AuditResult result, BundleFolder folder, RuleLibrary library, FrameReplay first)
            throws BundleException, InterruptedException, IOException {
        Tally tally = Tally.of(result);
        if (folder != null) {
            BundleWriter writer = delivery.writer(folder, result, tally, library.directory(), arguments());
            if (evidence.isWanted()) {
                writer.withEvidence(first, decoding.decoder());
            }
            delivery.write(folder, writer);
            writer.evidenceNotes().forEach(this::say);
        }
        if (!STDOUT.equals(events)) {
            delivery.print(result, tally, folder);
        }
        return delivery.exitCode(result);
    }

    /** What decides the content of the bundle, beside the traffic. */
    private Map<String, List<String>> arguments() {
        Map<String, List<String>> arguments = new LinkedHashMap<>();
        arguments.put("interfaces", interfaces.names());
        policyOptions.describe(arguments);
        arguments.put("snaplen", List.of(Integer.toString(interfaces.snapLength())));
        output.describe(arguments);
        evidence.describe(arguments);
        decoding.describe(arguments);
        lasting.describe(arguments);
        return arguments;
    }

    private void say(String message) {
        if (!output.isQuiet()) {
            view.message(message);
        }
    }
}
