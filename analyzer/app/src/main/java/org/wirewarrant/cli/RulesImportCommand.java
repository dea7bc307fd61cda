package org.wirewarrant.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import org.wirewarrant.policy.PolicyException;
import org.wirewarrant.policy.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rules import}: a table of ports in, a rule pack out. */
@Command(
        name = "import",
        header = "Turn a table of ports (CSV) into a rule pack; prints the pack.",
        description = {
            "",
            "Columns, in any order: ports, protocol, from, to, and where wanted service, required (yes, no or empty) and"
                    + " note. Save the pack under its name, as NAME.yaml."
        },
        footer = {
            "  wirewarrant rules import shop.csv > shop.yaml",
            "  wirewarrant rules import list.csv --pack shop --title \"Shop\" > shop.yaml"
        })
final class RulesImportCommand implements Callable<Integer> {
    /** Largest table in bytes, as large as a pack may be. */
    private static final long LARGEST = 16L << 20;

    private final Console console;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A CSV file with a header row.")
    private Path file;

    @Option(names = "--pack", paramLabel = "NAME", description = "Name of the pack (default: that of the file).")
    private String pack;

    @Option(names = "--title", paramLabel = "TEXT", description = "Title of the pack (default: the file's name).")
    private String title;

    RulesImportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Failure {
        String fileName = String.valueOf(file.getFileName());
        String stem = fileName.replaceFirst("\\.[^.]*$", "");
        String name = pack == null ? PortRow.name(stem) : pack;
        if (!name.matches("[a-z0-9][a-z0-9-]*")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '--pack': lower-case letters, digits and '-' are needed");
        }
        byte[] bytes = bytes();
        String text = text(bytes);
        List<Problem> problems = new ArrayList<>();
        PortTable table = PortTable.read(file.toString(), text, problems);
        if (!problems.isEmpty()) {
            throw Failure.of(new PolicyException(problems));
        }
        console.out()
                .print(PackDraft.text(
                        name, title == null ? stem : title, table, fileName, sha256(bytes), lines(bytes)));
        console.out().flush();
        return ExitCode.OK;
    }

    private byte[] bytes() throws Failure {
        try {
            if (Files.isRegularFile(file) && Files.size(file) > LARGEST) {
                throw new Failure(file.toString(), "larger than 16 MiB", "split it into several packs");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new Failure(file.toString(), "no such file", "check the path");
        } catch (IOException e) {
            throw new Failure(file.toString(), "cannot be read", "check that it is a file that you may read");
        }
    }

    private String text(byte[] bytes) throws Failure {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(rest).toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            int line = lines(bytes, rest.position()) + 1;
            throw new Failure(file + ":" + line, "not UTF-8 text", "save it as CSV UTF-8");
        }
    }

    private static int lines(byte[] bytes) {
        int ends = lines(bytes, bytes.length);
        return bytes.length > 0 && bytes[bytes.length - 1] != '\n' ? ends + 1 : ends;
    }

    private static int lines(byte[] bytes, int end) {
        int lines = 0;
        for (int i = 0; i < end; i++) {
            lines += bytes[i] == '\n' ? 1 : 0;
        }
        return lines;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
