package org.wirewarrant.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A node of a YAML file with its place. Scalars stay text: {@code no} is a word and {@code 010} no number here. */
sealed interface YamlNode {
    /** Line of its first character, from 1. */
    int line();

    /** Column of its first character, from 1. */
    int column();

    /** What a message calls it. */
    String kind();

    /** Plain Java values: String, Long, List, Map; null for an empty value. */
    Object plain();

    record Scalar(String text, boolean quoted, int line, int column) implements YamlNode {
        private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]{0,17}");

        /** Whether the value was left out, or is written {@code ~} or {@code null}. */
        boolean isNull() {
            return !quoted && (text.isEmpty() || text.equals("~") || text.equals("null"));
        }

        @Override
        public String kind() {
            return isNull() ? "nothing" : "'" + Text.clip(text) + "'";
        }

        @Override
        public Object plain() {
            if (isNull()) {
                return null;
            }
            return !quoted && INTEGER.matcher(text).matches() ? Long.valueOf(text) : text;
        }
    }

    record Sequence(List<YamlNode> items, int line, int column) implements YamlNode {
        @Override
        public String kind() {
            return "a list";
        }

        @Override
        public Object plain() {
            List<Object> values = new ArrayList<>(items.size());
            items.forEach(item -> values.add(item.plain()));
            return values;
        }
    }

    /** A mapping; one that a syntax error cut short, or that lost a refused value, is not asked for missing keys. */
    record Mapping(List<Entry> entries, boolean cut, int line, int column) implements YamlNode {
        @Override
        public String kind() {
            return "a mapping";
        }

        @Override
        public Object plain() {
            Map<String, Object> values = new LinkedHashMap<>();
            entries.forEach(
                    entry -> values.put(entry.key().text(), entry.value().plain()));
            return values;
        }
    }

    record Entry(Scalar key, YamlNode value) {}
}
