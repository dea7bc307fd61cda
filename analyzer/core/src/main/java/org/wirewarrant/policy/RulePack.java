package org.wirewarrant.policy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One vendor's document as rules.
 *
 * @param name its name, unique among packs
 * @param title for people
 * @param document what its lines refer to
 * @param product the name under which a site gives a version
 * @param roles in file order
 * @param features in file order
 * @param rules in document order
 * @param file where it was read
 * @param sha256 lower-case hexadecimal digest of the file's bytes
 */
public record RulePack(
        String name,
        String title,
        SourceDocument document,
        String product,
        List<PackRole> roles,
        List<PackFeature> features,
        List<Rule> rules,
        Path file,
        String sha256) {
    /** Copies the lists. */
    public RulePack {
        roles = List.copyOf(roles);
        features = List.copyOf(features);
        rules = List.copyOf(rules);
    }

    /** The rule with an id. */
    public Optional<Rule> rule(String id) {
        return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
    }
}
