package org.wirewarrant.cli;

/** How the program ends; scripts rely on it. */
final class ExitCode {
    /** Done. */
    static final int OK = 0;
    /** Done, and what was looked for was found: findings at or above {@code --fail-on}, or a bundle that differs. */
    static final int FOUND = 1;
    /** Wrong usage, invalid rules or site, or no input could be read: nothing was written. */
    static final int USAGE = 2;
    /** Done, but some input was damaged or cut short. */
    static final int DAMAGED = 3;

    private ExitCode() {}
}
