package org.wirewarrant.policy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Resolves the names that a site uses against its packs; silent when the packs could not be read. */
final class SiteNames {
    private final Optional<PackSet> packs;
    private final Problems problems;
    private final List<Notice> notices;

    SiteNames(Optional<PackSet> packs, Problems problems, List<Notice> notices) {
        this.packs = packs;
        this.problems = problems;
        this.notices = notices;
    }

    /** The role in every pack that declares it, or in the one pack that stands before the slash. */
    Set<PackRole> roles(YamlNode at, String name) {
        if (packs.isEmpty()) {
            return Set.of();
        }
        Set<PackRole> roles = packs.get().roles(name);
        if (roles.isEmpty()) {
            String remedy = Text.didYouMean(name, packs.get().roleNames(), "no pack of the site declares it");
            problems.add(at, "unknown role '" + Text.clip(name) + "'", remedy);
        }
        return roles;
    }

    /** What tables call a role that the site names so. */
    String display(String name, PackRole role) {
        return name.indexOf('/') < 0
                ? role.id()
                : packs.map(known -> known.display(role)).orElse(name);
    }

    Optional<PackFeature> feature(YamlNode.Scalar key) {
        if (packs.isEmpty()) {
            return Optional.empty();
        }
        Set<PackFeature> features = packs.get().features(key.text());
        if (features.size() > 1) {
            List<String> qualified = features.stream()
                    .map(feature -> feature.pack() + '/' + feature.id())
                    .toList();
            problems.add(
                    key, "feature '" + key.text() + "' is declared by several packs", "write " + Text.or(qualified));
            return Optional.empty();
        }
        if (features.isEmpty()) {
            String remedy = Text.didYouMean(key.text(), packs.get().featureNames(), "it has no effect");
            notice(
                    Notice.Kind.UNKNOWN_FEATURE,
                    key,
                    "no pack declares the feature '" + Text.clip(key.text()) + "'",
                    remedy);
        }
        return features.stream().findFirst();
    }

    void product(YamlNode.Scalar key) {
        if (packs.isPresent() && !packs.get().products().contains(key.text())) {
            String remedy = Text.didYouMean(key.text(), packs.get().products(), "it has no effect");
            notice(
                    Notice.Kind.UNKNOWN_PRODUCT,
                    key,
                    "no pack is about the product '" + Text.clip(key.text()) + "'",
                    remedy);
        }
    }

    private void notice(Notice.Kind kind, YamlNode at, String what, String whatToDo) {
        notices.add(Notice.at(kind, new Position(problems.file(), at.line(), at.column()), what, whatToDo));
    }

    Optional<Rule> rule(YamlNode at, String id) {
        if (packs.isEmpty()) {
            return Optional.empty();
        }
        Rule rule = packs.get().rules().get(id);
        if (rule == null) {
            String remedy = Text.didYouMean(id, packs.get().rules().keySet(), "no pack of the site has it");
            problems.add(at, "unknown rule '" + Text.clip(id) + "'", remedy);
        }
        return Optional.ofNullable(rule);
    }

    /** A rule id, or a pack's name for its rows that state no requirement. */
    Set<String> required(YamlNode at, String name) {
        if (packs.isEmpty()) {
            return Set.of();
        }
        Optional<RulePack> pack = packs.get().pack(name);
        Set<String> ids = new TreeSet<>();
        if (pack.isPresent()) {
            pack.get().rules().stream()
                    .filter(rule -> rule.requirement() == Requirement.UNSTATED)
                    .forEach(rule -> ids.add(rule.id()));
        } else {
            rule(at, name).ifPresent(rule -> ids.add(rule.id()));
        }
        return ids;
    }
}
