package org.wirewarrant.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Locale;
import org.wirewarrant.report.ProgramVersion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** Entry point of {@code wirewarrant}; the exit codes are those of {@link ExitCode}. */
@Command(
        name = "wirewarrant",
        header = "Holds what really crossed the wire against the ports that vendors document.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Main.Version.class,
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%nParameters:%n",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  wirewarrant rules list",
            "  wirewarrant analyze samples/pcap/zimbra-lab.pcapng --site samples/zimbra-lab.yaml",
            "  wirewarrant analyze --help"
        })
public final class Main implements Runnable {
    private final Console console;

    @Spec
    private CommandSpec spec;

    @Option(names = "--debug", description = "Show the stack trace of an error.", scope = ScopeType.INHERIT)
    private boolean debug;

    private Main(Console console) {
        this.console = console;
    }

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        // Numbers and words of a bundle, and the ids made from them, are the same for every user.
        Locale.setDefault(Locale.ROOT);
        Console console = Console.ofProcess();
        int code;
        try {
            code = run(console, args);
        } catch (OutOfMemoryError e) {
            console.message("not enough memory (give the Java machine more: WIREWARRANT_JAVA_OPTS=-Xmx8g)");
            code = ExitCode.USAGE;
        } catch (Error e) {
            console.message("internal error: " + e + " (please report it with what is below)");
            e.printStackTrace(console.err());
            code = ExitCode.USAGE;
        }
        console.out().flush();
        System.exit(code);
    }

    /** Runs one command. */
    static int run(Console console, String... args) {
        Main main = new Main(console);
        return new CommandLine(main)
                .addSubcommand(new AnalyzeCommand(console, List.of(args)))
                .addSubcommand(new LiveCommand(console, List.of(args)))
                .addSubcommand(new CommandLine(new RulesCommand())
                        .addSubcommand(new RulesListCommand(console))
                        .addSubcommand(new RulesShowCommand(console))
                        .addSubcommand(new RulesCheckCommand(console))
                        .addSubcommand(new RulesImportCommand(console)))
                .addSubcommand(new CommandLine(new SiteCommand())
                        .addSubcommand(new SiteSuggestCommand(console))
                        .addSubcommand(new SiteCheckCommand(console)))
                .addSubcommand(new ReportCommand(console, List.of(args)))
                .addSubcommand(new InterfacesCommand(console))
                .addSubcommand(new ExplainCommand(console))
                .addSubcommand(new DiffCommand(console))
                .addSubcommand(new VerifyCommand(console))
                .setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
                .setUsageHelpWidth(Math.min(100, console.style().width()))
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        console.style().colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setAbbreviatedOptionsAllowed(false)
                .setParameterExceptionHandler((e, arguments) -> main.usage(e))
                .setExecutionExceptionHandler((e, command, parsed) -> main.failed(e))
                .execute(args);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }

    /** One line, with what was probably meant. */
    private int usage(ParameterException e) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        String what = e.getMessage().lines().findFirst().orElse("wrong usage");
        String remedy = "see " + command + " --help";
        if (e instanceof UnmatchedArgumentException unmatched) {
            List<String> meant = unmatched.getSuggestions();
            if (!meant.isEmpty()) {
                remedy = "did you mean " + String.join(" or ", meant.subList(0, Math.min(2, meant.size()))) + "? "
                        + remedy;
            }
        }
        console.message(Character.toLowerCase(what.charAt(0)) + what.substring(1) + " (" + remedy + ")");
        return ExitCode.USAGE;
    }

    private int failed(Exception e) {
        if (e instanceof Failure failure) {
            failure.lines().forEach(console::message);
        } else if (e instanceof InvalidPathException path) {
            console.message(path.getInput() + ": is no path here: " + path.getReason()
                    + " (check the name, and that the locale is UTF-8)");
        } else {
            console.message("internal error: " + e + " (please report it with the output of --debug)");
        }
        if (debug) {
            e.printStackTrace(console.err());
        }
        return ExitCode.USAGE;
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"wirewarrant " + ProgramVersion.text()};
        }
    }
}
