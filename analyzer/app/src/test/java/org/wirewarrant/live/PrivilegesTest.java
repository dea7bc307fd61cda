package org.wirewarrant.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirewarrant.capture.LinkTypes;
import org.wirewarrant.testing.Tools;

class PrivilegesTest {
    @TempDir
    private Path folder;

    @Test
    void shouldGiveRootUpInEveryThreadAndGoOnCapturing() throws IOException, InterruptedException {
        try (Lab lab = new Lab()) {
            PcapBytes pcap = new PcapBytes(LinkTypes.ETHERNET);
            for (int i = 0; i < 5; i++) {
                pcap.add(PcapBytes.SECOND, PcapBytes.udp(1, 1000 + i, 2, 53, 20));
            }
            Path capture = pcap.write(folder.resolve("five.pcap"));
            Path output = folder.resolve("output");
            Process probe = lab.start(output, lab.java(PrivilegeProbe.class.getName(), "nobody", Lab.MIRROR));
            Lab.await(output, "ready");
            lab.replay(capture);
            assertEquals(0, Lab.await(probe), () -> read(output));
            Account nobody = nobody();
            List<String> said = Files.readAllLines(output);
            assertTrue(
                    said.get(0)
                            .matches("root was given up for user nobody, for good:"
                                    + " no capabilities and no new privileges in any of \\d\\d threads"),
                    () -> read(output));
            String user = String.valueOf(nobody.user());
            String group = String.valueOf(nobody.group());
            assertEquals(
                    List.of(
                            "in the pool: shadow AccessDeniedException",
                            "here: shadow AccessDeniedException",
                            "again: no right to capture",
                            "regain: -1",
                            "start: refused",
                            "class: InterfacesTest",
                            "threads: [" + List.of(user, user, user, user) + " " + List.of(group, group, group, group)
                                    + " " + List.of(group) + " 0 true]",
                            "ready",
                            "frames: 5 of interface mirror"),
                    said.subList(1, said.size()));
        }
    }

    private static String read(Path output) {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static Account nobody() {
        try {
            return Account.named("nobody");
        } catch (PrivilegeException e) {
            throw new AssertionError(e);
        }
    }

    /** The filter stands alone here: the probe keeps all rights of root. */
    @Test
    void shouldMakeTheRightToCaptureUseless() throws Exception {
        try (Lab lab = new Lab()) {
            Path output = folder.resolve("output");
            Process probe = lab.start(output, lab.java(SocketProbe.class.getName(), Lab.MIRROR));
            assertEquals(0, Lab.await(probe), () -> read(output));
            assertEquals(
                    List.of(
                            "before: opened mirror",
                            "after: no right to capture",
                            "portable: no right to capture",
                            "other sockets: bound",
                            "interface: known"),
                    Files.readAllLines(output));
        }
    }

    @Test
    void shouldRefuseUsersThatAreNoneOrRoot() {
        Tools.requireRoot();
        assertEquals(
                "--user no-such-user: no such user (name one that exists)",
                assertThrows(PrivilegeException.class, () -> Privileges.become("no-such-user"))
                        .getMessage());
        assertEquals(
                "--user root: is root (name another one, or say --stay-root)",
                assertThrows(PrivilegeException.class, () -> Privileges.become("root"))
                        .getMessage());
    }

    @Test
    void shouldMakeFoldersThatTheUserOwns() throws IOException, PrivilegeException {
        Tools.requireRoot();
        Path deep = folder.resolve("a/b/c");
        Files.createDirectory(folder.resolve("a"));
        Privileges.makeFolder(deep, "nobody");
        assertEquals("root", Files.getOwner(folder.resolve("a")).getName());
        assertEquals("nobody", Files.getOwner(folder.resolve("a/b")).getName());
        assertEquals("nobody", Files.getOwner(deep).getName());
    }

    @Test
    void shouldReadWhatTheKernelSaysOfAThread() {
        List<String> status = List.of(
                "Name:\tC2 CompilerThre",
                "Pid:\t4711",
                "Uid:\t1000\t1000\t0\t1000",
                "Gid:\t100\t100\t100\t100",
                "Groups:\t4 24 ",
                "CapInh:\t0000000000000000",
                "CapPrm:\t0000000000002000",
                "CapEff:\t0000000000000000",
                "CapBnd:\t000001ffffffffff",
                "CapAmb:\t0000000000000001",
                "NoNewPrivs:\t1");
        assertEquals(
                new ThreadRights(
                        4711,
                        "C2 CompilerThre",
                        List.of("1000", "1000", "0", "1000"),
                        List.of("100", "100", "100", "100"),
                        List.of("4", "24"),
                        0x2001,
                        true),
                ThreadRights.parse(status));
        assertTrue(ThreadRights.parse(status).isRoot());
    }
}
