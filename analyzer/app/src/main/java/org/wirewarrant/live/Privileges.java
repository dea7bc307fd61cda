package org.wirewarrant.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;

/**
 * Gives up the rights that only opening the interfaces needs: root becomes a plain user, in every thread, with no capability and no way
 * to regain one. What the kernel says of every thread is checked, because some of the calls reach only the thread that makes them.
 */
public final class Privileges {
    private static final int SET_NO_NEW_PRIVILEGES = 38;
    /** CAP_NET_ADMIN and CAP_NET_RAW. */
    private static final long CAPTURING = 1L << 12 | 1L << 13;

    private static final String NOBODY = "nobody";

    private Privileges() {}

    /** Whether this process runs as root. */
    public static boolean isRoot() {
        try {
            return ThreadRights.parse(Files.readAllLines(Path.of("/proc/self/status")))
                    .isRoot();
        } catch (IOException e) {
            return "root".equals(System.getProperty("user.name"));
        }
    }

    /** Who stands behind sudo, if anybody but root does; else {@code nobody}. */
    public static String defaultUser() {
        return Optional.ofNullable(System.getenv("SUDO_USER"))
                .filter(name -> !name.isEmpty() && !name.equals("root"))
                .orElse(NOBODY);
    }

    /**
     * Makes a folder where there is none, with those above it, as the user's own: afterwards root could not.
     *
     * @throws PrivilegeException if there is no such user
     * @throws IOException if a folder cannot be made
     */
    public static void makeFolder(Path folder, String user) throws PrivilegeException, IOException {
        Account account = Account.named(user);
        List<Path> missing = new ArrayList<>();
        for (Path path = folder.toAbsolutePath().normalize();
                path != null && !Files.exists(path, LinkOption.NOFOLLOW_LINKS);
                path = path.getParent()) {
            missing.add(0, path);
        }
        for (Path path : missing) {
            Files.createDirectory(path);
            Libc.require().chown(path.toString(), account.user(), account.group());
        }
    }

    /**
     * Makes an empty file as the user's own, with the folders above it.
     *
     * @throws PrivilegeException if there is no such user
     * @throws IOException if it cannot be made, or something is there
     */
    public static void makeFile(Path file, String user) throws PrivilegeException, IOException {
        Account account = Account.named(user);
        makeFolder(file.toAbsolutePath().normalize().getParent(), user);
        Files.createFile(file);
        Libc.require().chown(file.toString(), account.user(), account.group());
    }

    /**
     * Root becomes a user, for good.
     *
     * @return one line that says what was given up
     * @throws PrivilegeException if any thread keeps any right; the process must not go on then
     */
    public static String become(String user) throws PrivilegeException {
        Account account = plain(user);
        openClassPath();
        Libc.Api libc = Libc.require();
        forbidNewPrivileges(libc, true);
        Pointer group = Memory.allocateDirect(Libc.runtime(), 4);
        group.putInt(0, account.group());
        check(user, "setgroups", libc.setgroups(1, group));
        check(user, "setresgid", libc.setresgid(account.group(), account.group(), account.group()));
        check(user, "setresuid", libc.setresuid(account.user(), account.user(), account.user()));
        int threads = verify(account);
        return "root was given up for user " + user + ", for good: no capabilities and no new privileges in any of "
                + threads + " threads";
    }

    /**
     * Checks that root can become a user.
     *
     * @throws PrivilegeException if there is no such user, or it is root
     */
    public static void check(String user) throws PrivilegeException {
        plain(user);
    }

    private static Account plain(String user) throws PrivilegeException {
        Account account = Account.named(user);
        if (account.user() == 0) {
            throw new PrivilegeException("--user " + user, "is root", "name another one, or say --stay-root");
        }
        return account;
    }

    /**
     * A plain user with the right to capture keeps it, as only root could take it from every thread; but can get no other.
     *
     * @param reopens whether interfaces may have to be opened again; else nothing more can be done with the right
     * @return one line that says what is left
     * @throws PrivilegeException if a thread has more rights than capturing needs
     */
    public static String confine(boolean reopens) throws PrivilegeException {
        forbidNewPrivileges(Libc.require(), !reopens);
        List<ThreadRights> threads = threads();
        long kept = 0;
        for (ThreadRights thread : threads) {
            if (thread.isRoot() || !thread.noNewPrivileges() || (thread.capabilities() & ~CAPTURING) != 0) {
                throw mismatch(thread, "has more rights than capturing needs");
            }
            kept |= thread.capabilities();
        }
        if (kept == 0) {
            return "runs without capabilities, and with no new privileges";
        }
        return reopens
                ? "keeps the capability to capture, which only root could give up in every thread; no new privileges"
                : "the capability to capture is of no use any more: nothing further can be opened with it; no new privileges";
    }

    private static void forbidNewPrivileges(Libc.Api libc, boolean noCapture) throws PrivilegeException {
        if (libc.prctl(SET_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0) {
            throw new PrivilegeException(
                    "no-new-privileges", "cannot be set: " + Libc.error(), "say --stay-root to go on without");
        }
        SystemCallFilter.install(noCapture);
    }

    /** The user may not be able to open the jars that classes are still to come from; opened ones stay open. */
    private static void openClassPath() {
        ClassLoader.getSystemResource("no/such/resource");
    }

    private static void check(String user, String call, int result) throws PrivilegeException {
        if (result != 0) {
            throw new PrivilegeException(
                    "--user " + user,
                    "cannot become it, " + call + ": " + Libc.error(),
                    "start with the capabilities SETUID and SETGID, or as a user with NET_RAW alone, or say --stay-root");
        }
    }

    private static int verify(Account account) throws PrivilegeException {
        String user = Integer.toUnsignedString(account.user());
        String group = Integer.toUnsignedString(account.group());
        List<ThreadRights> threads = threads();
        for (ThreadRights thread : threads) {
            boolean same = thread.users().stream().allMatch(user::equals)
                    && thread.groups().stream().allMatch(group::equals)
                    && thread.supplementary().stream().allMatch(group::equals);
            if (!same || thread.capabilities() != 0 || !thread.noNewPrivileges()) {
                throw mismatch(thread, "kept rights of root");
            }
        }
        return threads.size();
    }

    private static List<ThreadRights> threads() throws PrivilegeException {
        try {
            List<ThreadRights> threads = ThreadRights.ofAll();
            if (threads.isEmpty()) {
                throw new IOException("no threads");
            }
            return threads;
        } catch (IOException e) {
            throw new PrivilegeException(
                    "/proc", "does not say what was given up: " + e.getMessage(), "mount it, or say --stay-root");
        }
    }

    private static PrivilegeException mismatch(ThreadRights thread, String what) {
        return new PrivilegeException(
                "thread " + thread.thread() + " (" + thread.name() + ")",
                what + ": users " + thread.users() + ", groups " + thread.groups() + ", further groups "
                        + thread.supplementary() + ", capabilities " + Long.toHexString(thread.capabilities())
                        + ", no new privileges " + thread.noNewPrivileges(),
                "please report it; --stay-root goes on all the same");
    }
}
