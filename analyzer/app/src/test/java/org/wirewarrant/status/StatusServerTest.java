package org.wirewarrant.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wirewarrant.audit.AuditResult;

class StatusServerTest {
    private final AtomicReference<Status> status = new AtomicReference<>();
    private StatusServer server;
    private AuditResult result;

    @BeforeEach
    void listen() throws Exception {
        result = Watched.sample();
        status.set(Watched.status(Optional.of(result), true));
        server = StatusServer.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), status::get);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private HttpResponse<String> ask(String method, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.address().getPort() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private String answer(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = ask("GET", path);
        assertEquals(200, response.statusCode(), response.body());
        return response.body();
    }

    /** As a browser would that was led here by another name. */
    private int codeFor(String host) throws IOException {
        try (Socket socket =
                new Socket(server.address().getAddress(), server.address().getPort())) {
            String request = "GET /health HTTP/1.1\r\n" + (host == null ? "" : "Host: " + host + "\r\n")
                    + "Connection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            String line = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1)
                    .lines()
                    .findFirst()
                    .orElseThrow();
            return Integer.parseInt(line.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
        }
    }

    @Test
    void shouldAnswerOnlyToNamesThatAreItsOwn() throws IOException {
        int port = server.address().getPort();
        for (String host : List.of("127.0.0.1:" + port, "localhost:" + port, "LocalHost", "[::1]:" + port)) {
            assertEquals(200, codeFor(host), host);
        }
        for (String host : List.of("evil.example:" + port, "127.0.0.1.evil.example", "localhost.evil", "a b", "")) {
            assertTrue(codeFor(host) == 403 || codeFor(host) == 400, host);
        }
        assertTrue(codeFor(null) >= 400);
    }

    @Test
    void shouldOnlyBeRead() throws Exception {
        for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS")) {
            HttpResponse<String> response = ask(method, "/health");
            assertEquals(405, response.statusCode(), method);
            assertEquals(Optional.of("GET, HEAD"), response.headers().firstValue("Allow"));
        }
        HttpResponse<String> head = ask("HEAD", "/metrics");
        assertEquals(200, head.statusCode());
        assertEquals("", head.body());
        assertEquals(404, ask("GET", "/etc/passwd").statusCode());
        assertEquals(404, ask("GET", "/health/").statusCode());
    }

    @Test
    void shouldSayWhetherTheRunIsWell() throws Exception {
        var json = new ObjectMapper().readTree(answer("/health"));
        assertEquals("ok", json.path("status").asText());
        assertEquals(123_456, json.path("packets").asLong());
        assertEquals(7, json.path("dropped").asLong());
        assertEquals(result.findings().size(), json.path("findings").asInt());
        assertEquals(1, json.path("gaps").asInt());
        assertEquals(
                "2026-11-21T01:11:03.000000000Z", json.path("last_checkpoint").asText());

        status.set(Watched.status(Optional.empty(), true, "the store cannot be written"));
        HttpResponse<String> unwell = ask("GET", "/health");
        assertEquals(503, unwell.statusCode());
        assertEquals(
                "degraded",
                new ObjectMapper().readTree(unwell.body()).path("status").asText());
        status.set(Watched.status(Optional.of(result), false));
        assertEquals(
                "ended",
                new ObjectMapper()
                        .readTree(ask("GET", "/health").body())
                        .path("status")
                        .asText());
    }

    private static final Pattern COMMENT = Pattern.compile("# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)");
    private static final Pattern SAMPLE = Pattern.compile(
            "([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\n]|\\\\[\\\\\"n])*)\"\\})? (-?[0-9]+(\\.[0-9]+)?)");

    /** By the rules of the text format 0.0.4, and of Prometheus's naming. */
    private static Map<String, Double> parse(String text) {
        Map<String, Double> samples = new HashMap<>();
        Map<String, String> types = new HashMap<>();
        Set<String> helped = new HashSet<>();
        Set<String> closed = new HashSet<>();
        String family = "";
        assertTrue(text.endsWith("\n"));
        for (String line : text.lines().toList()) {
            Matcher comment = COMMENT.matcher(line);
            if (comment.matches()) {
                if (comment.group(1).equals("HELP")) {
                    assertTrue(helped.add(comment.group(2)), line);
                    closed.add(family);
                    family = comment.group(2);
                    assertFalse(closed.contains(family), line);
                } else {
                    assertEquals(family, comment.group(2), line);
                    assertTrue(Set.of("counter", "gauge").contains(comment.group(3)), line);
                    assertEquals(null, types.put(family, comment.group(3)), line);
                    assertEquals(comment.group(3).equals("counter"), family.endsWith("_total"), line);
                }
                continue;
            }
            Matcher sample = SAMPLE.matcher(line);
            assertTrue(sample.matches(), line);
            assertEquals(family, sample.group(1), line);
            assertTrue(types.containsKey(family), line);
            String label = sample.group(2) == null ? "" : sample.group(2);
            assertEquals(null, samples.put(family + label, Double.valueOf(sample.group(5))), line);
        }
        assertEquals(helped, types.keySet());
        return samples;
    }

    @Test
    void shouldGiveMetricsThatPrometheusReads() throws Exception {
        HttpResponse<String> response = ask("GET", "/metrics");
        assertEquals(
                Optional.of("text/plain; version=0.0.4; charset=utf-8"),
                response.headers().firstValue("Content-Type"));
        Map<String, Double> samples = parse(response.body());
        assertEquals(123_456, samples.get("wirewarrant_packets_total"));
        assertEquals(7, samples.get("wirewarrant_packets_dropped_total"));
        assertEquals(100, samples.get("wirewarrant_interface_packets_total{interface=\"eth\\\"1\\\\\"}"));
        assertEquals(
                result.frames().inFlows(),
                samples.get("wirewarrant_frames_total{outcome=\"in_flows\"}").longValue());
        assertEquals(
                result.conversations().size(),
                samples.entrySet().stream()
                        .filter(sample -> sample.getKey().startsWith("wirewarrant_conversations{"))
                        .mapToDouble(Map.Entry::getValue)
                        .sum());
        assertEquals(
                result.findings().size(),
                samples.entrySet().stream()
                        .filter(sample -> sample.getKey().startsWith("wirewarrant_findings{"))
                        .mapToDouble(Map.Entry::getValue)
                        .sum());
        assertEquals(1, samples.get("wirewarrant_capture_gaps"));
        assertEquals(1_795_222_923, samples.get("wirewarrant_start_time_seconds"));
        status.set(Watched.status(Optional.empty(), true));
        assertFalse(parse(answer("/metrics")).containsKey("wirewarrant_capture_gaps"));
    }

    @Test
    void shouldShowThePageOfTheRunAndTheFullReport() throws Exception {
        HttpResponse<String> response = ask("GET", "/");
        String page = response.body();
        assertTrue(page.contains("was &lt;b>down&lt;/b>") || page.contains("was &lt;b&gt;down&lt;/b&gt;"), page);
        assertFalse(page.contains("<b>down"), page);
        assertTrue(page.contains("123 456") || page.contains("123,456"), page);
        assertFalse(
                Pattern.compile("(src|href)=[\"']?(https?:)?//").matcher(page).find());
        String policy = response.headers().firstValue("Content-Security-Policy").orElseThrow();
        String nonce = policy.replaceAll(".*'nonce-([0-9a-f]+)'.*", "$1");
        assertTrue(page.contains("<script nonce=\"" + nonce + "\">"), policy);
        assertFalse(ask("GET", "/").body().contains(nonce));
        assertTrue(answer("/report").contains("id=\"conversations\""));
        status.set(Watched.status(Optional.empty(), true, "eth1 is down"));
        assertTrue(answer("/").contains("Nothing was judged yet"));
        assertTrue(answer("/").contains("eth1 is down"));
        assertEquals(503, ask("GET", "/report").statusCode());
    }
}
