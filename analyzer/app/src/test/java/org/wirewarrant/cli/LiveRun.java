package org.wirewarrant.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.wirewarrant.live.Lab;

/** A process of {@code wirewarrant live} in a lab. */
final class LiveRun {
    private static final String MAIN = "org.wirewarrant.cli.Main";

    private final Process process;
    private final Path output;

    private LiveRun(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts one, as root. */
    static LiveRun start(Lab lab, Path output, String... arguments) throws IOException {
        return new LiveRun(lab.start(output, lab.java(MAIN, words(arguments))), output);
    }

    private static String[] words(String... arguments) {
        List<String> words = new ArrayList<>(List.of("live"));
        words.addAll(List.of(arguments));
        return words.toArray(String[]::new);
    }

    /** Waits until it has said something. */
    String await(String text) throws IOException, InterruptedException {
        return Lab.await(output, text);
    }

    /** Sends SIGTERM. */
    LiveRun stop() {
        process.destroy();
        return this;
    }

    /** Waits for its end and gives its exit code. */
    int end() throws InterruptedException {
        return Lab.await(process);
    }

    long pid() {
        return process.pid();
    }

    String said() throws IOException {
        return Files.readString(output);
    }
}
