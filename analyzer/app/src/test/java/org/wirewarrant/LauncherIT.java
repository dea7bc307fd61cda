package org.wirewarrant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirewarrant.testing.Corpus;

class LauncherIT {
    private static final Path LAUNCHER = Corpus.root().resolve("analyzer/wirewarrant");
    private static final Path BUILT = Corpus.root().resolve("analyzer/app/target");
    private static final String VERSION = "wirewarrant 0.1.0\n";
    private static final String SYSTEM_PATH = "/usr/bin:/bin";
    private static final String JDK = System.getProperty("java.home");

    /** Has a space in its name, as folders of users do. */
    @TempDir(factory = SpacedFolder.class)
    private Path folder;

    record Outcome(int exit, String stdout, String stderr) {}

    @Test
    void shouldPrintItsVersionAndNothingElse() throws Exception {
        assertEquals(new Outcome(0, VERSION, ""), run(LAUNCHER, Map.of(), "--version"));
    }

    @Test
    void shouldRunThroughSymbolicLinksFromAnyFolder() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("first link"), LAUNCHER);
        Path relative = Files.createSymbolicLink(folder.resolve("second link"), link.getFileName());
        assertEquals(new Outcome(0, VERSION, ""), run(relative, Map.of(), "--version"));
    }

    @Test
    void shouldHandOnArgumentsAndExitCode() throws Exception {
        Outcome outcome = run(LAUNCHER, Map.of(), "--no such option");
        assertEquals(2, outcome.exit());
        assertEquals("", outcome.stdout());
        assertTrue(outcome.stderr().contains("--no such option"), outcome.stderr());
    }

    @Test
    void shouldHandOnJavaOptions() throws Exception {
        Outcome outcome =
                run(LAUNCHER, Map.of("WIREWARRANT_JAVA_OPTS", "-XX:+UseParallelGC -showversion"), "--version");
        assertEquals(0, outcome.exit());
        assertEquals(VERSION, outcome.stdout());
        assertTrue(outcome.stderr().contains(System.getProperty("java.version")), outcome.stderr());
    }

    @Test
    void shouldSayWhereToGetJava() throws Exception {
        Map<String, String> noJava = Map.of("PATH", "/nonexistent", "JAVA_HOME", "/nonexistent");
        assertEquals(
                new Outcome(
                        2,
                        "",
                        "wirewarrant: no Java 17 or newer"
                                + " (install one, e.g. apt install openjdk-17-jdk-headless, or set JAVA_HOME)\n"),
                run(LAUNCHER, noJava, "--version"));
    }

    @Test
    void shouldRefuseAnOlderJava() throws Exception {
        Path java = program("old/bin/java", "exit 99");
        Files.writeString(folder.resolve("old/release"), "IMPLEMENTOR=\"Old\"\nJAVA_VERSION=\"11.0.2\"\n");
        String old = folder.resolve("old").toRealPath().toString();
        assertEquals(
                new Outcome(
                        2,
                        "",
                        "wirewarrant: no Java 17 or newer; " + old + "/bin/java is 11.0.2"
                                + " (install one, e.g. apt install openjdk-17-jdk-headless, or set JAVA_HOME)\n"),
                run(LAUNCHER, Map.of("PATH", java.getParent() + ":" + SYSTEM_PATH, "JAVA_HOME", old), "--version"));
    }

    @Test
    void shouldSayWhereToGetMaven() throws Exception {
        Path launcher = sourceTree();
        assertEquals(
                new Outcome(
                        2,
                        "",
                        "wirewarrant: Maven is needed to build the program"
                                + " (install it, e.g. apt install maven)\n"),
                run(launcher, Map.of("PATH", "/nonexistent", "WIREWARRANT_BUILD", ""), "--version"));
    }

    @Test
    void shouldShowWhyTheBuildFailed() throws Exception {
        Path launcher = sourceTree();
        Path mvn = program("bin/mvn", "echo '[ERROR] no such symbol'; exit 1");
        Path log = launcher.resolveSibling("app").toRealPath().resolve("target/build.log");
        for (int attempt = 1; attempt <= 2; attempt++) {
            assertEquals(new Outcome(2, "", """
                            wirewarrant: building the program (first use, a minute or two) ...
                            [ERROR] no such symbol
                            wirewarrant: the program does not build (the whole log is %s)
                            """.formatted(log)), run(launcher, withMaven(mvn), "--version"));
        }
    }

    @Test
    void shouldBuildOnceForTwoFirstUsesAtATime() throws Exception {
        Path launcher = sourceTree();
        Map<String, String> environment = withMaven(mavenThatCopiesTheBuiltJar());
        Process first = start(launcher, environment, "first", "--version");
        Process second = start(launcher, environment, "second", "--version");
        assertEquals(0, first.waitFor());
        assertEquals(0, second.waitFor());
        assertEquals(VERSION, Files.readString(folder.resolve("first.out")));
        assertEquals(VERSION, Files.readString(folder.resolve("second.out")));
        assertEquals(List.of("built"), builds());
        assertFalse(Files.isSymbolicLink(launcher.resolveSibling("app/target/.building")), "lock is left behind");
    }

    @Test
    void shouldBuildAgainWhenASourceIsNewer() throws Exception {
        Path launcher = sourceTree();
        Map<String, String> environment = withMaven(mavenThatCopiesTheBuiltJar());
        String building = "wirewarrant: building the program (%s) ...\n";
        assertEquals(
                new Outcome(0, VERSION, building.formatted("first use, a minute or two")),
                run(launcher, environment, "--version"));
        assertEquals(new Outcome(0, VERSION, ""), run(launcher, environment, "--version"));

        Path source = launcher.resolveSibling("core/src/main/Some.java");
        Files.createFile(source);
        Files.setLastModifiedTime(source, FileTime.from(Instant.now()));
        assertEquals(
                new Outcome(0, VERSION, building.formatted("its sources changed")),
                run(launcher, environment, "--version"));
        assertEquals(List.of("built", "built"), builds());
    }

    @Test
    void shouldTakeTheLockOfADeadBuilder() throws Exception {
        Path launcher = sourceTree();
        Map<String, String> environment = withMaven(mavenThatCopiesTheBuiltJar());
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Path target = Files.createDirectory(launcher.resolveSibling("app/target"));
        Files.createSymbolicLink(target.resolve(".building"), Path.of(Long.toString(gone.pid())));
        Outcome outcome = run(launcher, environment, "--version");
        assertEquals(VERSION, outcome.stdout(), outcome.stderr());
        assertEquals(List.of("built"), builds());
    }

    @Test
    void shouldRunFromAnUnpackedDistribution() throws Exception {
        Path launcher = Files.copy(LAUNCHER, folder.resolve("wirewarrant"), StandardCopyOption.COPY_ATTRIBUTES);
        copyBuiltJarTo(Files.createDirectory(folder.resolve("app")));
        assertEquals(new Outcome(0, VERSION, ""), run(launcher, Map.of("PATH", SYSTEM_PATH), "--version"));
    }

    private Path sourceTree() throws IOException {
        Path analyzer = Files.createDirectories(folder.resolve("tree/analyzer"));
        for (String module : List.of("core", "app")) {
            Files.createDirectories(analyzer.resolve(module).resolve("src/main"));
            Files.createFile(analyzer.resolve(module).resolve("pom.xml"));
        }
        Files.createFile(folder.resolve("tree/pom.xml"));
        return Files.copy(LAUNCHER, analyzer.resolve("wirewarrant"), StandardCopyOption.COPY_ATTRIBUTES);
    }

    /** Stands for Maven, whose real build takes too long for a test; it runs in the root of the source tree. */
    private Path mavenThatCopiesTheBuiltJar() throws IOException {
        return program("bin/mvn", """
                sleep 1
                cp '%1$s/wirewarrant.jar' analyzer/app/target/ && cp -R '%1$s/lib' analyzer/app/target/
                echo built >>'%2$s'
                """.formatted(BUILT, folder.resolve("builds")));
    }

    private List<String> builds() throws IOException {
        return Files.readAllLines(folder.resolve("builds"));
    }

    private static Map<String, String> withMaven(Path mvn) {
        return Map.of("PATH", mvn.getParent() + ":" + SYSTEM_PATH, "WIREWARRANT_BUILD", "");
    }

    private static void copyBuiltJarTo(Path target) throws IOException {
        Files.copy(BUILT.resolve("wirewarrant.jar"), target.resolve("wirewarrant.jar"));
        Files.createDirectory(target.resolve("lib"));
        try (Stream<Path> libraries = Files.list(BUILT.resolve("lib"))) {
            for (Path library : libraries.toList()) {
                Files.copy(library, target.resolve("lib").resolve(library.getFileName()));
            }
        }
    }

    private Path program(String name, String script) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Outcome run(Path launcher, Map<String, String> environment, String... arguments) throws Exception {
        int exit = start(launcher, environment, "run", arguments).waitFor();
        return new Outcome(
                exit, Files.readString(folder.resolve("run.out")), Files.readString(folder.resolve("run.err")));
    }

    private Process start(Path launcher, Map<String, String> environment, String name, String... arguments)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(Stream.concat(Stream.of("/bin/sh", launcher.toString()), Stream.of(arguments))
                        .toList());
        builder.environment().put("JAVA_HOME", JDK);
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().remove("WIREWARRANT_JAVA_OPTS");
        builder.environment().putAll(environment);
        return builder.directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(folder.resolve(name + ".out").toFile())
                .redirectError(folder.resolve(name + ".err").toFile())
                .start();
    }
}
