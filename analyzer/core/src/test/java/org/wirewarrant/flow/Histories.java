package org.wirewarrant.flow;

/** Histories in Zeek's letters: S SYN, H SYN+ACK, A ACK, D data, F FIN, R RST; upper case from endpoint A. */
final class Histories {
    private static final String LETTERS = "SHADFR";

    private Histories() {}

    static long of(String letters) {
        long history = 0;
        for (int i = 0; i < letters.length(); i++) {
            char letter = letters.charAt(i);
            int kind = LETTERS.indexOf(Character.toUpperCase(letter)) + 1;
            history = Event.append(history, Character.isUpperCase(letter) ? kind : kind | Event.FROM_B);
        }
        return history;
    }

    static String letters(long history) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < Event.count(history); i++) {
            int event = Event.at(history, i);
            char letter = LETTERS.charAt((event & ~Event.FROM_B) - 1);
            letters.append((event & Event.FROM_B) == 0 ? letter : Character.toLowerCase(letter));
        }
        return letters.toString();
    }
}
