package org.wirewarrant.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.wirewarrant.report.TextStyle;
import org.wirewarrant.testing.Corpus;

/**
 * What a command says.
 *
 * @param code exit code
 * @param out standard output
 * @param err standard error
 */
record Spoken(int code, String out, String err) {
    /** Runs a command with the shipped packs. */
    static Spoken by(String... arguments) {
        System.setProperty("wirewarrant.home", Corpus.root().toString());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                TextStyle.PLAIN,
                false);
        int code = Main.run(console, arguments);
        return new Spoken(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
