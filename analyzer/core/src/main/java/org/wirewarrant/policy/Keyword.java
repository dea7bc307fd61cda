package org.wirewarrant.policy;

import java.util.Arrays;
import java.util.List;

/** An enum constant with the word that files and tables use. */
interface Keyword {
    /** The word. */
    String keyword();

    /** The words of an enum in its order. */
    static <E extends Enum<E> & Keyword> List<String> words(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Keyword::keyword).toList();
    }
}
