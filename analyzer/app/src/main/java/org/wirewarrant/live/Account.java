package org.wirewarrant.live;

import jnr.ffi.Pointer;

/**
 * A user of the system.
 *
 * @param name login name
 * @param user number of the user
 * @param group number of the user's own group
 */
record Account(String name, int user, int group) {
    /** Offsets in a {@code struct passwd} of 64-bit systems. */
    private static final int USER = 16;

    private static final int GROUP = 20;

    /**
     * Finds a user.
     *
     * @throws PrivilegeException if there is none of this name
     */
    static Account named(String name) throws PrivilegeException {
        Pointer entry = Libc.require().getpwnam(name);
        if (entry == null) {
            throw new PrivilegeException("--user " + name, "no such user", "name one that exists");
        }
        return new Account(name, entry.getInt(USER), entry.getInt(GROUP));
    }
}
