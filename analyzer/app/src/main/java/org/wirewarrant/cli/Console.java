package org.wirewarrant.cli;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.wirewarrant.report.SafeText;
import org.wirewarrant.report.TextStyle;

/**
 * Where a command prints: results to {@code out}, messages to {@code err}.
 *
 * @param out results
 * @param err messages
 * @param style how results may look
 * @param errIsTerminal whether someone watches the messages
 */
record Console(PrintStream out, PrintStream err, TextStyle style, boolean errIsTerminal) {
    private static final int DEFAULT_WIDTH = 80;
    private static final int WIDEST = 132;

    /** The streams of this process. */
    static Console ofProcess() {
        Map<String, String> environment = System.getenv();
        boolean unicode = isUtf8(environment);
        Charset charset = unicode ? StandardCharsets.UTF_8 : Charset.defaultCharset();
        boolean outIsTerminal = isTerminal(1);
        boolean colour = outIsTerminal
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
        int width = outIsTerminal ? width(environment) : DEFAULT_WIDTH;
        return new Console(
                new PrintStream(new FileOutputStream(FileDescriptor.out), false, charset),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, charset),
                new TextStyle(width, colour, unicode),
                isTerminal(2));
    }

    /** A message for people, on a line of its own. */
    void message(String text) {
        err.println("wirewarrant: " + SafeText.line(text));
    }

    /** The locale's character set, as POSIX says: the first of these that is set decides. */
    private static boolean isUtf8(Map<String, String> environment) {
        for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
            String locale = environment.getOrDefault(name, "");
            if (!locale.isEmpty()) {
                String folded = locale.replace("-", "");
                return folded.regionMatches(true, Math.max(0, folded.indexOf('.') + 1), "utf8", 0, 4);
            }
        }
        return false;
    }

    /** Java knows only whether input and output both are terminals; Linux knows each. Elsewhere output is taken for a file. */
    private static boolean isTerminal(int descriptor) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException noProc) {
            return false;
        }
    }

    private static int width(Map<String, String> environment) {
        String columns = environment.getOrDefault("COLUMNS", "");
        if (columns.matches("[1-9][0-9]{0,3}")) {
            return Math.min(WIDEST, Integer.parseInt(columns));
        }
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (BufferedReader answer =
                    new BufferedReader(new InputStreamReader(stty.getInputStream(), StandardCharsets.US_ASCII))) {
                String[] size = String.valueOf(answer.readLine()).split(" ", -1);
                int width = size.length == 2 ? Integer.parseInt(size[1]) : 0;
                return width > 0 ? Math.min(WIDEST, width) : DEFAULT_WIDTH;
            }
        } catch (IOException | NumberFormatException unknown) {
            return DEFAULT_WIDTH;
        }
    }
}
