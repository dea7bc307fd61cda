package org.wirewarrant.status;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.wirewarrant.audit.AuditResult;
import org.wirewarrant.capture.CaptureSummary;
import org.wirewarrant.report.LiveReport;
import org.wirewarrant.report.ReportPage.Fact;
import org.wirewarrant.report.Tally;

/** Answers {@code /}, {@code /report}, {@code /health} and {@code /metrics}, to reads only. */
public final class StatusServer implements Closeable {
    private static final int BACKLOG = 16;
    private static final int THREADS = 2;
    private static final int NONCE_BYTES = 16;
    private static final String HTML = "text/html; charset=utf-8";
    private static final String PLAIN = "text/plain; charset=utf-8";
    private static final String NOTHING_ELSE =
            "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private final HttpServer server;
    private final ExecutorService threads;
    private final InetSocketAddress address;
    private final Supplier<Status> statuses;
    private final SecureRandom random = new SecureRandom();
    private Judgement judgement;

    /** Totals and report of a judgement, made when they are first asked for. */
    private static final class Judgement {
        private final AuditResult result;
        private final Tally tally;
        private byte[] report;

        Judgement(AuditResult result) {
            this.result = result;
            this.tally = Tally.of(result);
        }

        LiveReport pages() {
            return new LiveReport(result, tally);
        }

        synchronized byte[] report() throws IOException {
            if (report == null) {
                report = pages().report();
            }
            return report;
        }
    }

    /** What a request gets. */
    private static final class Answer {
        private final int code;
        private final String type;
        private final byte[] body;
        private final String policy;

        Answer(int code, String type, byte[] body, String policy) {
            this.code = code;
            this.type = type;
            this.body = body;
            this.policy = policy;
        }
    }

    private StatusServer(
            HttpServer server, ExecutorService threads, InetSocketAddress address, Supplier<Status> statuses) {
        this.server = server;
        this.threads = threads;
        this.address = address;
        this.statuses = statuses;
    }

    /**
     * Listens from now on.
     *
     * @param address where; port 0 for any that is free
     * @param statuses asked at each request, on several threads
     * @throws IOException if the address cannot be listened on
     */
    public static StatusServer open(InetSocketAddress address, Supplier<Status> statuses) throws IOException {
        // Read by the server when its classes are loaded: who is slow to ask or to read does not hold a thread for
        // long.
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        System.setProperty("sun.net.httpserver.maxRspTime", "60");
        HttpServer server = HttpServer.create(address, BACKLOG);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "status");
            thread.setDaemon(true);
            return thread;
        });
        StatusServer status = new StatusServer(server, threads, address, statuses);
        server.createContext("/", status::handle);
        server.setExecutor(threads);
        server.start();
        return status;
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer;
            try {
                answer = answer(exchange);
            } catch (IOException | RuntimeException | LinkageError e) {
                answer = plain(500, "this page could not be made: " + e);
            }
            Headers headers = exchange.getResponseHeaders();
            headers.set("Content-Type", answer.type);
            headers.set("Content-Security-Policy", answer.policy);
            headers.set("Cache-Control", "no-store");
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("X-Frame-Options", "DENY");
            headers.set("Referrer-Policy", "no-referrer");
            headers.set("Cross-Origin-Resource-Policy", "same-origin");
            if (answer.code == 405) {
                headers.set("Allow", "GET, HEAD");
            }
            boolean head = exchange.getRequestMethod().equals("HEAD");
            if (head) {
                headers.set("Content-Length", Integer.toString(answer.body.length));
            }
            exchange.sendResponseHeaders(answer.code, head ? -1 : answer.body.length);
            if (!head) {
                exchange.getResponseBody().write(answer.body);
            }
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        if (!HostName.isOurs(exchange.getRequestHeaders().getFirst("Host"), address)) {
            return plain(403, "this server is asked by its address, or as localhost");
        }
        String method = exchange.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return plain(405, "nothing can be changed here");
        }
        String path = exchange.getRequestURI().getPath();
        return switch (path == null ? "" : path) {
            case "/" -> dashboard(statuses.get());
            case "/report" -> report(statuses.get());
            case "/health" -> health(statuses.get());
            case "/metrics" -> metrics(statuses.get());
            default -> plain(404, "there are / and /report, /health and /metrics");
        };
    }

    private static Answer plain(int code, String text) {
        return new Answer(code, PLAIN, (text + "\n").getBytes(StandardCharsets.UTF_8), NOTHING_ELSE);
    }

    private static Answer health(Status status) throws IOException {
        return new Answer(Health.isWell(status) ? 200 : 503, "application/json", Health.json(status), NOTHING_ELSE);
    }

    private Answer metrics(Status status) {
        Optional<Tally> tally = judgement(status).map(latest -> latest.tally);
        return new Answer(200, Metrics.TYPE, Metrics.of(status, tally).getBytes(StandardCharsets.UTF_8), NOTHING_ELSE);
    }

    private Answer report(Status status) throws IOException {
        Optional<Judgement> latest = judgement(status);
        if (latest.isEmpty()) {
            return plain(503, "nothing was judged yet");
        }
        String policy = NOTHING_ELSE + "; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";
        return new Answer(200, HTML, latest.get().report(), policy);
    }

    private Answer dashboard(Status status) throws IOException {
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        String nonce = HexFormat.of().formatHex(bytes);
        byte[] page =
                LiveReport.dashboard(judgement(status).map(Judgement::pages), facts(status), status.problems(), nonce);
        String policy = NOTHING_ELSE + "; style-src 'unsafe-inline'; script-src 'nonce-" + nonce
                + "'; connect-src 'self'; img-src data:";
        return new Answer(200, HTML, page, policy);
    }

    private static List<Fact> facts(Status status) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(
                status.capturing() ? "Capturing since" : "Ended; began",
                LiveReport.moment(status.startedNanos()) + " ("
                        + LiveReport.length(status.nowNanos() - status.startedNanos()) + ")"));
        facts.add(new Fact("Frames", LiveReport.count(status.frames()) + " in " + LiveReport.bytes(status.bytes())));
        facts.add(new Fact("Frames per second", LiveReport.count(Math.round(status.framesPerSecond()))));
        facts.add(new Fact("Dropped", LiveReport.count(status.dropped())));
        for (CaptureSummary capture : status.captures()) {
            facts.add(new Fact(capture.name(), LiveReport.count(capture.frames()) + " frames"));
        }
        status.keptNanos().ifPresent(kept -> facts.add(new Fact("Kept in the store", LiveReport.moment(kept))));
        return facts;
    }

    private synchronized Optional<Judgement> judgement(Status status) {
        AuditResult result = status.result().orElse(null);
        if (result == null) {
            return Optional.empty();
        }
        if (judgement == null || judgement.result != result) {
            judgement = new Judgement(result);
        }
        return Optional.of(judgement);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
