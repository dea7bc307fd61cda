package org.wirewarrant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirewarrant.live.Lab;
import org.wirewarrant.testing.Corpus;
import org.wirewarrant.testing.Tools;

/**
 * The command of the systemd unit, as the unit runs it: from an unpacked distribution in {@code /opt}, as a user who is not root, with
 * the unit's capabilities and no other. What systemd itself does beyond that (its file systems and system call filter) is not imitated.
 */
class ServiceUnitIT {
    private static final Path UNIT = Corpus.root().resolve("src/assembly/wirewarrant.service");
    private static final String USER = "61234";

    @TempDir
    private Path folder;

    private static String setting(String name) throws IOException {
        return Files.readAllLines(UNIT).stream()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1))
                .collect(Collectors.joining(" "));
    }

    /** What systemd does before it starts the command. */
    private String script(Path state, Path analyzer) throws IOException {
        String right = setting("AmbientCapabilities");
        assertEquals("CAP_NET_RAW", right);
        assertEquals(right, setting("CapabilityBoundingSet"));
        assertEquals("yes", setting("NoNewPrivileges"));
        assertEquals("/var/lib/wirewarrant", setting("WorkingDirectory"));
        String command = setting("ExecStart").replace("%%", "%");
        return """
                set -eu
                mount -t tmpfs tmpfs /opt
                mkdir -p /opt/wirewarrant/app
                cp %2$s/wirewarrant /opt/wirewarrant/
                cp -r %2$s/app/target/wirewarrant.jar %2$s/app/target/lib /opt/wirewarrant/app/
                cp -r %3$s/rules /opt/wirewarrant/
                mount -t tmpfs tmpfs /var/lib
                mkdir /var/lib/wirewarrant
                mount --bind %1$s /var/lib/wirewarrant
                cd /var/lib/wirewarrant
                umask %6$s
                export WIREWARRANT_BUILD=never
                export WIREWARRANT_LIVE='-i mirror --rules zimbra --store /var/lib/wirewarrant/audit.db --report none'
                export %7$s
                exec setpriv --reuid %4$s --regid %4$s --clear-groups --bounding-set=-all,+net_raw \\
                    --inh-caps=-all,+net_raw --ambient-caps=-all,+net_raw --no-new-privs %5$s
                """.formatted(state, analyzer, Corpus.root(), USER, command, setting("UMask"), setting("Environment"));
    }

    @Test
    void shouldCaptureWithOneRightAndNoRoot() throws Exception {
        Tools.requireRoot();
        Path analyzer = Corpus.root().resolve("analyzer");
        Path state = Files.createDirectory(
                folder.resolve("state"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---")));
        Lab.run("chown", USER + ":" + USER, state.toString());
        Path script = Files.writeString(folder.resolve("start"), script(state, analyzer));
        Path output = folder.resolve("output");
        try (Lab lab = new Lab()) {
            Process service = lab.start(output, lab.inside("unshare", "-m", "/bin/sh", script.toString()));
            Lab.await(output, "listening on ");
            Set<String> rights = new HashSet<>();
            try (DirectoryStream<Path> tasks =
                    Files.newDirectoryStream(Path.of("/proc", Long.toString(service.pid()), "task"))) {
                for (Path task : tasks) {
                    rights.add(Files.readAllLines(task.resolve("status")).stream()
                            .filter(line -> line.matches("(Uid|Groups|CapEff|CapBnd|NoNewPrivs):.*"))
                            .map(line -> line.replaceAll("\\s+", " ").strip())
                            .collect(Collectors.joining("; ")));
                }
            }
            String user = "Uid: " + USER + " " + USER + " " + USER + " " + USER + "; Groups:; ";
            assertEquals(Set.of(user + "CapEff: 0000000000002000; CapBnd: 0000000000002000; NoNewPrivs: 1"), rights);
            lab.replay(TinyCapture.write(folder.resolve("tiny.pcap"), 25, 4711));
            service.destroy();
            assertEquals(0, Lab.await(service), Files.readString(output));
        }
        try (Stream<Path> kept = Files.list(state)) {
            List<Path> bundles = kept.filter(Files::isDirectory).toList();
            assertEquals(1, bundles.size(), bundles.toString());
            assertTrue(bundles.get(0).getFileName().toString().matches("[0-9]{8}T[0-9]{6}Z"), bundles.toString());
            assertTrue(Files.readString(bundles.get(0).resolve("findings.csv")).contains("4711"));
        }
        assertTrue(Files.size(state.resolve("audit.db")) > 0);
    }
}
