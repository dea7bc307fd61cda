package org.wirewarrant.policy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Builds nodes from the parser's events: anchors, aliases and tags are refused where they stand, nesting is bounded, and after a syntax
 * error the part before it is still there to be checked.
 */
final class YamlTree {
    /** Levels of nesting; a pack needs six. */
    static final int DEEPEST = 32;

    private final Problems problems;
    private final Iterator<Event> events;
    private boolean broken;

    private YamlTree(YamlFile file, Problems problems) {
        this.problems = problems;
        LoadSettings settings = LoadSettings.builder()
                .setLabel(problems.file())
                .setUseMarks(true)
                .setCodePointLimit(YamlFile.MOST_BYTES + 1)
                .build();
        this.events = new Parse(settings).parseString(file.text()).iterator();
    }

    /** The root mapping; empty when the file has none, which is then among the problems. */
    static Optional<YamlNode.Mapping> parse(YamlFile file, Problems problems) {
        return new YamlTree(file, problems).root();
    }

    private Optional<YamlNode.Mapping> root() {
        YamlNode root = null;
        for (Event event = next(); event != null; event = next()) {
            switch (event.getEventId()) {
                case StreamStart, StreamEnd, DocumentStart, DocumentEnd, Comment -> {}
                default -> {
                    if (root != null) {
                        problems.add(line(event), column(event), "a second YAML document", "one file holds one");
                        return Optional.empty();
                    }
                    root = node(event, 1);
                }
            }
        }
        if (root instanceof YamlNode.Mapping mapping) {
            return Optional.of(mapping);
        }
        if (!broken) {
            if (root == null || (root instanceof YamlNode.Scalar scalar && scalar.isNull())) {
                problems.add(1, 1, "the file is empty", "see the guide for a first example");
            } else {
                problems.add(
                        root, "the file holds " + root.kind() + ", not a mapping", "start with 'key: value' lines");
            }
        }
        return Optional.empty();
    }

    private Event next() {
        if (broken) {
            return null;
        }
        try {
            return events.hasNext() ? events.next() : null;
        } catch (MarkedYamlEngineException syntax) {
            broken = true;
            Mark mark = syntax.getProblemMark().or(syntax::getContextMark).orElse(null);
            problems.add(
                    mark == null ? 1 : mark.getLine() + 1,
                    mark == null ? 1 : mark.getColumn() + 1,
                    what(syntax),
                    remedy(syntax));
            return null;
        } catch (YamlEngineException unreadable) {
            broken = true;
            problems.add(1, 1, Text.clip(String.valueOf(unreadable.getMessage())), "");
            return null;
        }
    }

    private static String what(MarkedYamlEngineException syntax) {
        String problem = String.valueOf(syntax.getProblem());
        if (problem.contains("\\t(TAB)") || problem.contains("'\\t'") || problem.contains("tab character")) {
            return "a tab where YAML wants spaces";
        }
        return problem.strip().replaceAll("\\s+", " ");
    }

    private static String remedy(MarkedYamlEngineException syntax) {
        String problem = String.valueOf(syntax.getProblem());
        if (problem.contains("TAB") || problem.contains("\\t") || problem.contains("tab character")) {
            return "indent with spaces";
        }
        if (problem.contains("mapping values are not allowed")) {
            return "quote a value that holds ': ', and check the indentation";
        }
        String context = syntax.getContext();
        return context == null
                ? "check quotes, brackets and indentation"
                : context.strip().replaceAll("\\s+", " ");
    }

    /** The node that an event starts; null where it is refused or cut off. */
    private YamlNode node(Event event, int depth) {
        int line = line(event);
        int column = column(event);
        if (event instanceof AliasEvent alias) {
            problems.add(
                    line,
                    column,
                    "alias '*" + alias.getAlias() + "'",
                    "write the value out; aliases are not used here");
            return null;
        }
        if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
            String anchor = Text.clip(node.getAnchor().get().getValue());
            problems.add(line, column, "anchor '&" + anchor + "'", "remove it; anchors are not used here");
        }
        if (event instanceof ScalarEvent scalar) {
            refuseTag(scalar.getTag(), line, column);
            return new YamlNode.Scalar(scalar.getValue(), !scalar.isPlain(), line, column);
        }
        CollectionStartEvent start = (CollectionStartEvent) event;
        refuseTag(start.getTag(), line, column);
        if (depth > DEEPEST) {
            problems.add(line, column, "nested deeper than " + DEEPEST + " levels", "");
            broken = true;
            return null;
        }
        return event.getEventId() == Event.ID.SequenceStart
                ? sequence(line, column, depth)
                : mapping(line, column, depth);
    }

    private void refuseTag(Optional<String> tag, int line, int column) {
        tag.ifPresent(name -> problems.add(
                line,
                column,
                "tag '" + Text.clip(name.replace("tag:yaml.org,2002:", "!!")) + "'",
                "remove it; tags are not used here"));
    }

    private YamlNode sequence(int line, int column, int depth) {
        List<YamlNode> items = new ArrayList<>();
        for (Event event = next(); event != null && event.getEventId() != Event.ID.SequenceEnd; event = next()) {
            YamlNode item = node(event, depth + 1);
            if (item != null) {
                items.add(item);
            }
        }
        return new YamlNode.Sequence(items, line, column);
    }

    private YamlNode mapping(int line, int column, int depth) {
        List<YamlNode.Entry> entries = new ArrayList<>();
        boolean refused = false;
        for (Event event = next(); event != null && event.getEventId() != Event.ID.MappingEnd; event = next()) {
            YamlNode key = node(event, depth + 1);
            Event of = next();
            YamlNode value = of == null ? null : node(of, depth + 1);
            if (key instanceof YamlNode.Scalar scalar) {
                if (value != null) {
                    entries.add(new YamlNode.Entry(scalar, value));
                } else {
                    refused = true;
                }
            } else if (key != null) {
                problems.add(key, key.kind() + " as a key", "a key is a word");
            }
        }
        return new YamlNode.Mapping(entries, broken || refused, line, column);
    }

    private static int line(Event event) {
        return event.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    private static int column(Event event) {
        return event.getStartMark().map(Mark::getColumn).orElse(0) + 1;
    }
}
