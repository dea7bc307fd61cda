package org.wirewarrant.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/** What Linux says of an interface in {@code /sys/class/net}. */
final class SystemInterface {
    private static final Path ALL = Path.of("/sys/class/net");
    private static final long UP = 1;

    private SystemInterface() {}

    /** Whether the system has one of this name; true where that cannot be told. */
    static boolean exists(String name) {
        return !Files.isDirectory(ALL) || Files.exists(ALL.resolve(name));
    }

    /** Whether it is administratively down; false where that cannot be told. */
    static boolean isDown(String name) {
        try {
            return (Long.decode(read(name, "flags")) & UP) == 0;
        } catch (IOException | NumberFormatException e) {
            return false;
        }
    }

    /** ARPHRD_ number of its kind. */
    static OptionalInt hardware(String name) {
        try {
            return OptionalInt.of(Integer.parseInt(read(name, "type")));
        } catch (IOException | NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    private static String read(String name, String attribute) throws IOException {
        return Files.readString(ALL.resolve(name).resolve(attribute)).strip();
    }
}
