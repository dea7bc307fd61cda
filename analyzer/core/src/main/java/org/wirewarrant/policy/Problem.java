package org.wirewarrant.policy;

/**
 * One thing wrong with a rule pack or a site file.
 *
 * @param file as the user named it
 * @param line from 1; 0 when no place in the file is meant
 * @param column in characters, from 1; 0 when no place in the file is meant
 * @param what one clause without a full stop
 * @param whatToDo the remedy, one clause; empty when {@code what} says it all
 */
public record Problem(String file, int line, int column, String what, String whatToDo) {
    /** {@code file:line:column: what (what to do)}. */
    @Override
    public String toString() {
        String place = line > 0 ? file + ':' + line + ':' + column : file;
        return whatToDo.isEmpty() ? place + ": " + what : place + ": " + what + " (" + whatToDo + ')';
    }
}
