package org.wirewarrant.policy;

/**
 * A place in a pack or site file.
 *
 * @param file as the user named it
 * @param line from 1
 * @param column in characters, from 1
 */
public record Position(String file, int line, int column) {
    /** {@code file:line:column}. */
    @Override
    public String toString() {
        return file + ':' + line + ':' + column;
    }
}
