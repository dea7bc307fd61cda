package org.wirewarrant.policy;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Typed access to one mapping. What is missing, unknown, doubled or of the wrong type becomes a problem at its own place. */
final class Fields {
    private final YamlNode.Mapping mapping;
    private final String owner;
    private final Problems problems;
    private final Map<String, YamlNode.Entry> entries = new HashMap<>();

    /**
     * Reads the keys.
     *
     * @param owner what messages call the mapping: "the pack", "rule 'x'"
     * @param known every key it may have
     */
    Fields(YamlNode.Mapping mapping, String owner, Collection<String> known, Problems problems) {
        this.mapping = mapping;
        this.owner = owner;
        this.problems = problems;
        for (YamlNode.Entry entry : mapping.entries()) {
            String key = entry.key().text();
            if (!known.contains(key)) {
                String remedy =
                        Text.didYouMean(key, known, known.size() > 12 ? "remove it" : "known are " + Text.and(known));
                problems.add(entry.key(), "unknown key '" + Text.clip(key) + "' in " + owner, remedy);
            } else {
                keep(entries, entry, problems);
            }
        }
    }

    private static void keep(Map<String, YamlNode.Entry> kept, YamlNode.Entry entry, Problems problems) {
        YamlNode.Entry first = kept.putIfAbsent(entry.key().text(), entry);
        if (first != null) {
            String where =
                    "line " + first.key().line() + ", column " + first.key().column();
            problems.add(
                    entry.key(),
                    "'" + Text.clip(entry.key().text()) + "' stands twice, first at " + where,
                    "remove one");
        }
    }

    String owner() {
        return owner;
    }

    Problems problems() {
        return problems;
    }

    Position position() {
        return new Position(problems.file(), mapping.line(), mapping.column());
    }

    boolean has(String key) {
        return find(key).isPresent();
    }

    /** The value of a key, unless it was left out. */
    Optional<YamlNode> find(String key) {
        return Optional.ofNullable(entries.get(key))
                .map(YamlNode.Entry::value)
                .filter(value -> !(value instanceof YamlNode.Scalar scalar && scalar.isNull()));
    }

    /** The value of a key that must be there. */
    Optional<YamlNode> need(String key) {
        Optional<YamlNode> value = find(key);
        if (value.isEmpty() && !mapping.cut()) {
            YamlNode.Entry empty = entries.get(key);
            if (empty == null) {
                problems.add(mapping, owner + " has no '" + key + "'", "add it");
            } else {
                problems.add(empty.key(), "'" + key + "' of " + owner + " has no value", "give it one");
            }
        }
        return value;
    }

    void wrong(YamlNode node, String key, String wanted) {
        problems.add(node, "'" + key + "' is " + node.kind(), "write " + wanted);
    }

    Optional<String> text(String key) {
        return find(key).flatMap(node -> asText(node, key));
    }

    String text(String key, String otherwise) {
        return text(key).orElse(otherwise);
    }

    String needText(String key) {
        return need(key).flatMap(node -> asText(node, key)).orElse("");
    }

    Optional<String> asText(YamlNode node, String key) {
        if (node instanceof YamlNode.Scalar scalar && !scalar.isNull()) {
            return Optional.of(scalar.text().strip());
        }
        wrong(node, key, "text");
        return Optional.empty();
    }

    /** One of an enum's words. */
    <E extends Enum<E> & Keyword> Optional<E> word(String key, Class<E> type) {
        return find(key).flatMap(node -> asWord(node, key, type));
    }

    <E extends Enum<E> & Keyword> Optional<E> asWord(YamlNode node, String key, Class<E> type) {
        String word = node instanceof YamlNode.Scalar scalar ? scalar.text() : "";
        for (E value : type.getEnumConstants()) {
            if (value.keyword().equals(word)) {
                return Optional.of(value);
            }
        }
        List<String> words = Keyword.words(type);
        problems.add(node, "'" + key + "' is " + node.kind(), Text.didYouMean(word, words, "write " + Text.or(words)));
        return Optional.empty();
    }

    /** {@code on} or {@code off}; {@code true} and {@code false} are taken too. */
    Optional<Boolean> asSwitch(YamlNode node, String key) {
        String word = node instanceof YamlNode.Scalar scalar ? scalar.text() : "";
        switch (word) {
            case "on", "true" -> {
                return Optional.of(true);
            }
            case "off", "false" -> {
                return Optional.of(false);
            }
            default -> {
                wrong(node, key, "on or off");
                return Optional.empty();
            }
        }
    }

    Optional<Integer> integer(String key, int least, int most) {
        return find(key).flatMap(node -> asInteger(node, key, least, most));
    }

    Optional<Integer> asInteger(YamlNode node, String key, int least, int most) {
        if (node instanceof YamlNode.Scalar scalar && scalar.text().matches("-?(0|[1-9][0-9]{0,8})")) {
            int value = Integer.parseInt(scalar.text());
            if (value >= least && value <= most) {
                return Optional.of(value);
            }
            problems.add(node, "'" + key + "' is " + value, "write a number from " + least + " to " + most);
        } else {
            wrong(node, key, "a number");
        }
        return Optional.empty();
    }

    Optional<LocalDate> date(String key) {
        return find(key).flatMap(node -> {
            try {
                return asText(node, key).map(LocalDate::parse);
            } catch (DateTimeParseException invalid) {
                wrong(node, key, "a date as 2026-01-31");
                return Optional.empty();
            }
        });
    }

    /** The items of a list; a single value counts as a list of one. */
    List<YamlNode> items(String key) {
        return find(key).map(node -> asItems(node, key)).orElse(List.of());
    }

    List<YamlNode> asItems(YamlNode node, String key) {
        if (node instanceof YamlNode.Sequence sequence) {
            return sequence.items();
        }
        if (node instanceof YamlNode.Scalar) {
            return List.of(node);
        }
        wrong(node, key, "a list");
        return List.of();
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        items(key).forEach(item -> asText(item, key).ifPresent(texts::add));
        return texts;
    }

    /** A mapping with a closed list of keys. */
    Optional<Fields> inner(String key, Collection<String> known) {
        return find(key).flatMap(node -> asInner(node, key, key + " of " + owner, known));
    }

    Optional<Fields> asInner(YamlNode node, String key, String innerOwner, Collection<String> known) {
        if (node instanceof YamlNode.Mapping inner) {
            return Optional.of(new Fields(inner, innerOwner, known, problems));
        }
        wrong(node, key, "a mapping of " + Text.and(known));
        return Optional.empty();
    }

    /** Walks a mapping whose keys are names given by the file. */
    void each(String key, BiConsumer<YamlNode.Scalar, YamlNode> action) {
        find(key).ifPresent(node -> each(node, key, action));
    }

    void each(YamlNode node, String key, BiConsumer<YamlNode.Scalar, YamlNode> action) {
        if (!(node instanceof YamlNode.Mapping inner)) {
            wrong(node, key, "a mapping");
            return;
        }
        Map<String, YamlNode.Entry> kept = new LinkedHashMap<>();
        inner.entries().forEach(entry -> keep(kept, entry, problems));
        kept.values().forEach(entry -> action.accept(entry.key(), entry.value()));
    }
}
