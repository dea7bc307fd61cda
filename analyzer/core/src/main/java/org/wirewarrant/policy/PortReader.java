package org.wirewarrant.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads ports: {@code 443}, {@code "8000-8010"}, a list of these, or, where allowed, one of the words of {@link PortKind}. */
final class PortReader {
    private static final Pattern PORTS = Pattern.compile("(-?(?:0|[1-9][0-9]{0,8}))(?:\\s*-\\s*(0|[1-9][0-9]{0,8}))?");
    private static final List<String> WORDS = Keyword.words(PortKind.class).stream()
            .filter(word -> !word.equals("listed"))
            .toList();

    private final Problems problems;
    private final int least;
    private final int most;

    private PortReader(Problems problems, int least, int most) {
        this.problems = problems;
        this.least = least;
        this.most = most;
    }

    /** Port numbers, 1 to 65535. */
    static PortReader ports(Problems problems) {
        return new PortReader(problems, 1, 65535);
    }

    /** ICMP types, 0 to 255. */
    static PortReader types(Problems problems) {
        return new PortReader(problems, 0, 255);
    }

    /** The words that stand instead of numbers in a pack. */
    static List<String> words() {
        return WORDS;
    }

    /** The form, {@link PortKind#LISTED} for anything that is not one of the words. */
    static PortKind kind(YamlNode node) {
        if (node instanceof YamlNode.Scalar scalar) {
            for (PortKind kind : PortKind.values()) {
                if (kind != PortKind.LISTED && kind.keyword().equals(scalar.text())) {
                    return kind;
                }
            }
        }
        return PortKind.LISTED;
    }

    PortSet set(YamlNode node, boolean wordsAllowed) {
        List<PortRange> ranges = new ArrayList<>();
        if (node instanceof YamlNode.Sequence sequence) {
            if (sequence.items().isEmpty()) {
                problems.add(
                        node,
                        "an empty list of ports",
                        wordsAllowed ? "write 'none' for a statement without a port" : "name one");
            }
            sequence.items().forEach(item -> range(item, false).ifPresent(ranges::add));
        } else {
            range(node, wordsAllowed).ifPresent(ranges::add);
        }
        return new PortSet(ranges);
    }

    Optional<PortRange> range(YamlNode node, boolean wordsAllowed) {
        String text = node instanceof YamlNode.Scalar scalar ? scalar.text().strip() : "";
        Matcher matcher = PORTS.matcher(text);
        if (!matcher.matches()) {
            problems.add(node, node.kind() + " is no port", remedy(text, wordsAllowed));
            return Optional.empty();
        }
        int first = Integer.parseInt(matcher.group(1));
        int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
        int outside = first < least || first > most ? first : last;
        if (outside < least || outside > most) {
            problems.add(node, (most == 255 ? "ICMP type " : "port ") + outside, "write " + least + " to " + most);
            return Optional.empty();
        }
        if (first > last) {
            problems.add(node, "'" + text + "' is a reversed range", "write \"" + last + "-" + first + "\"");
            return Optional.empty();
        }
        return Optional.of(new PortRange(first, last));
    }

    private static String remedy(String text, boolean wordsAllowed) {
        if (text.matches("0+[1-9][0-9]{0,4}")) {
            return "write " + Integer.parseInt(text);
        }
        String numbers = "write a number, \"first-last\" or a list of them";
        return wordsAllowed ? Text.didYouMean(text, WORDS, numbers) : numbers;
    }
}
