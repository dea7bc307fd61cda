package org.wirewarrant.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.wirewarrant.testing.Tools;

/**
 * A network namespace with a cable in it: what is sent at one end comes out at the other, and nothing else does. It and what runs in it
 * are gone when it is closed. Needs root and iproute2.
 */
public final class Lab implements AutoCloseable {
    /** The end that traffic is sent at. */
    public static final String SENDER = "tap";
    /** The end that is captured from. */
    public static final String MIRROR = "mirror";

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final long PATIENCE_SECONDS = 30;

    private final String name = "wwt" + ProcessHandle.current().pid() + "n" + COUNT.incrementAndGet();
    private final List<Process> running = new ArrayList<>();
    private final Path ip;

    /** Makes it, or skips the test where that cannot be done. */
    public Lab() throws IOException, InterruptedException {
        Tools.requireRoot();
        ip = Tools.require("ip");
        run(ip.toString(), "netns", "add", name);
        run(inside("sysctl", "-qw", "net.ipv6.conf.all.disable_ipv6=1", "net.ipv6.conf.default.disable_ipv6=1"));
        addCable(SENDER, MIRROR);
    }

    /** Adds a cable; both ends are up. */
    public void addCable(String one, String other) throws IOException, InterruptedException {
        ip("link", "add", one, "mtu", "65535", "type", "veth", "peer", "name", other, "mtu", "65535");
        ip("link", "set", one, "up");
        ip("link", "set", other, "up");
    }

    /** Runs {@code ip} on the namespace. */
    public void ip(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(ip.toString(), "-n", name));
        command.addAll(List.of(arguments));
        run(command.toArray(String[]::new));
    }

    /** A command line that runs another one in the namespace. */
    public String[] inside(String... command) {
        List<String> line = new ArrayList<>(List.of(ip.toString(), "netns", "exec", name));
        line.addAll(List.of(command));
        return line.toArray(String[]::new);
    }

    /** A command line that runs a Java class of the tests' class path in the namespace. */
    public String[] java(String mainClass, String... arguments) {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Djava.awt.headless=true",
                "-Dwirewarrant.home=" + org.wirewarrant.testing.Corpus.root(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                mainClass));
        line.addAll(List.of(arguments));
        return inside(line.toArray(String[]::new));
    }

    /** A command line of {@link #inside} that runs without any capability, which root's files need none for. */
    public String[] powerless(String... inside) {
        List<String> line = new ArrayList<>(List.of(inside).subList(0, 4));
        line.addAll(List.of(
                Tools.require("setpriv").toString(), "--bounding-set=-all", "--inh-caps=-all", "--ambient-caps=-all"));
        line.addAll(List.of(inside).subList(4, inside.length));
        return line.toArray(String[]::new);
    }

    /** Starts a process with its output going to a file; it ends with the lab at the latest. */
    public Process start(Path output, String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        running.add(process);
        return process;
    }

    /** Waits until a file has a text in it, and gives all of it. */
    public static String await(Path output, String text) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < end) {
            String said = Files.exists(output) ? Files.readString(output) : "";
            if (said.contains(text)) {
                return said;
            }
            Thread.sleep(20);
        }
        return fail("no '" + text + "' in: " + (Files.exists(output) ? Files.readString(output) : "nothing"));
    }

    /** Waits for a process and gives its exit code. */
    public static int await(Process process) throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            fail("did not end: " + process.info().commandLine().orElse("?"));
        }
        return process.exitValue();
    }

    /** Sends a capture as fast as it goes, or with {@code options} of tcpreplay. */
    public void replay(Path capture, String... options) throws IOException, InterruptedException {
        replayAt(SENDER, capture, options);
    }

    /** The same at another interface than {@link #SENDER}. */
    public void replayAt(String sender, Path capture, String... options) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(Tools.require("tcpreplay").toString(), "--quiet", "-i", sender));
        command.addAll(List.of(options));
        command.add(capture.toString());
        run(inside(command.toArray(String[]::new)));
    }

    /** Runs a command to its end, which must be a good one; gives what it printed. */
    public static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), () -> String.join(" ", command) + ": " + said);
        return said;
    }

    @Override
    public void close() throws IOException {
        try {
            for (Process process : running) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
            run(ip.toString(), "netns", "del", name);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the network was taken down", e);
        }
    }
}
