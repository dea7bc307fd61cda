package org.wirewarrant.policy;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Words of messages: lists, clipping, and the name that a misspelt one was meant to be. */
final class Text {
    private static final int LONGEST = 60;
    private static final int MOST_KNOWN = 5000;

    private Text() {}

    /** One line of at most 60 characters. */
    static String clip(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + '…';
    }

    /** "a, b or c". */
    static String or(Collection<String> words) {
        return join(words, " or ");
    }

    /** "a, b and c". */
    static String and(Collection<String> words) {
        return join(words, " and ");
    }

    /** "a, b, c and 4 more". */
    static String some(List<String> words, int most) {
        return words.size() <= most
                ? and(words)
                : String.join(", ", words.subList(0, most)) + " and " + (words.size() - most) + " more";
    }

    private static String join(Collection<String> words, String last) {
        List<String> list = List.copyOf(words);
        int size = list.size();
        return size < 2
                ? String.join("", list)
                : String.join(", ", list.subList(0, size - 1)) + last + list.get(size - 1);
    }

    /** "did you mean 'x'?" when a known word is near, else the given remedy. */
    static String didYouMean(String word, Collection<String> known, String otherwise) {
        return nearest(word, known).map(near -> "did you mean '" + near + "'?").orElse(otherwise);
    }

    /** The nearest known word within a third of its length (at least one change), the first of equals. */
    static Optional<String> nearest(String word, Collection<String> known) {
        if (word.length() > LONGEST || known.size() > MOST_KNOWN) {
            return Optional.empty();
        }
        String best = null;
        int bestDistance = Integer.MAX_VALUE;
        for (String candidate : known) {
            int longer = Math.max(word.length(), candidate.length());
            int limit = Math.min(bestDistance - 1, Math.min(longer - 1, Math.max(1, longer / 3)));
            if (Math.abs(candidate.length() - word.length()) <= limit) {
                int distance = distance(word, candidate);
                if (distance <= limit) {
                    best = candidate;
                    bestDistance = distance;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours; case counts nothing. */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int change = same(a.charAt(i - 1), b.charAt(j - 1)) ? 0 : 1;
                int least = Math.min(cost[i - 1][j - 1] + change, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && same(a.charAt(i - 1), b.charAt(j - 2))
                        && same(a.charAt(i - 2), b.charAt(j - 1))) {
                    least = Math.min(least, cost[i - 2][j - 2] + 1);
                }
                cost[i][j] = least;
            }
        }
        return cost[a.length()][b.length()];
    }

    private static boolean same(char a, char b) {
        return Character.toLowerCase(a) == Character.toLowerCase(b);
    }
}
