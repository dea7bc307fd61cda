package org.wirewarrant.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.wirewarrant.live.PrivilegeException;
import org.wirewarrant.live.Privileges;
import picocli.CommandLine.Option;

/** Who the program is once the interfaces are open. */
final class RightsOptions {
    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "Who root becomes as soon as the interfaces are open; what is written is that user's"
                    + " (default: who called sudo, else nobody).")
    private String user;

    @Option(names = "--stay-root", description = "Go on as root, or with rights that cannot be given up.")
    private boolean stayRoot;

    private String target() {
        return user == null ? Privileges.defaultUser() : user;
    }

    /** Whether root will be given up. */
    boolean gives() {
        return Privileges.isRoot() && !stayRoot;
    }

    /**
     * Checks the user before anything is done in its name.
     *
     * @throws PrivilegeException if root is to be given up for no such user, or for root
     */
    void check() throws PrivilegeException {
        if (gives()) {
            Privileges.check(target());
        }
    }

    /** Makes a folder as the later user's, where root is to be given up and there is none. */
    void makeFolder(Path folder) throws PrivilegeException, IOException {
        if (gives() && !Files.exists(folder)) {
            Privileges.makeFolder(folder, target());
        }
    }

    /** Makes an empty file as the later user's, where root is to be given up and there is none. */
    void makeFile(Path file) throws PrivilegeException, IOException {
        if (gives() && !Files.exists(file)) {
            Privileges.makeFile(file, target());
        }
    }

    /**
     * Gives up what can be.
     *
     * @param reopens whether interfaces may have to be opened again
     * @return what was given up, for the user to read; absent where that was not wanted
     * @throws PrivilegeException if it does not succeed
     */
    Optional<String> apply(boolean reopens) throws PrivilegeException {
        if (stayRoot) {
            return Optional.empty();
        }
        return Optional.of(Privileges.isRoot() ? Privileges.become(target()) : Privileges.confine(reopens));
    }
}
