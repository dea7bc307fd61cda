package org.wirewarrant.policy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds names that lead back to themselves, without recursion: chains are as long as a file makes them. */
final class Circles {
    private Circles() {}

    /** Names left when those that lead nowhere, and those that nothing leads to, are taken away in turn. */
    static Set<String> in(Map<String, List<String>> edges) {
        return prune(reverse(prune(edges))).keySet();
    }

    private static Map<String, List<String>> prune(Map<String, List<String>> edges) {
        Map<String, List<String>> back = reverse(edges);
        Map<String, Integer> open = new HashMap<>();
        edges.forEach((from, to) ->
                open.put(from, (int) to.stream().filter(edges::containsKey).count()));
        Deque<String> free = new ArrayDeque<>();
        open.forEach((name, count) -> {
            if (count == 0) {
                free.add(name);
            }
        });
        Set<String> left = new TreeSet<>(edges.keySet());
        while (!free.isEmpty()) {
            String name = free.remove();
            left.remove(name);
            for (String before : back.getOrDefault(name, List.of())) {
                if (open.merge(before, -1, Integer::sum) == 0) {
                    free.add(before);
                }
            }
        }
        Map<String, List<String>> kept = new HashMap<>();
        left.forEach(name ->
                kept.put(name, edges.get(name).stream().filter(left::contains).toList()));
        return kept;
    }

    private static Map<String, List<String>> reverse(Map<String, List<String>> edges) {
        Map<String, List<String>> back = new HashMap<>();
        edges.forEach((from, to) -> {
            back.computeIfAbsent(from, name -> new ArrayList<>());
            to.stream()
                    .filter(edges::containsKey)
                    .forEach(name ->
                            back.computeIfAbsent(name, key -> new ArrayList<>()).add(from));
        });
        return back;
    }
}
