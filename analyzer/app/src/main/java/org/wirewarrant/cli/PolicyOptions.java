package org.wirewarrant.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wirewarrant.policy.CompiledPolicy;
import org.wirewarrant.policy.PolicyException;
import org.wirewarrant.policy.Problem;
import org.wirewarrant.policy.RuleLibrary;
import org.wirewarrant.policy.RulePack;
import org.wirewarrant.policy.Site;
import picocli.CommandLine.Option;

/** What traffic is held against. */
final class PolicyOptions {
    @Option(
            names = "--rules",
            paramLabel = "PACK",
            description = "A shipped pack by name, or a pack file; may be repeated.")
    private List<String> packs = new ArrayList<>();

    @Option(
            names = "--site",
            paramLabel = "FILE",
            description =
                    "The site: which hosts play which role, settings, approved exceptions. Names its packs itself.")
    private Path site;

    @Option(names = "--no-broad-ranges", description = "Let no range of more than 1024 ports explain anything.")
    private boolean noBroadRanges;

    /** Whether broad ranges explain nothing. */
    boolean withoutBroadRanges() {
        return noBroadRanges;
    }

    /** Adds what decides the content of a bundle. */
    void describe(Map<String, List<String>> arguments) {
        arguments.put("rules", packs());
        arguments.put("site", site().map(Path::toString).map(List::of).orElse(List.of()));
        if (withoutBroadRanges()) {
            arguments.put("no_broad_ranges", List.of("true"));
        }
    }

    /** Packs as typed. */
    List<String> packs() {
        return List.copyOf(packs);
    }

    /** The site file as typed. */
    Optional<Path> site() {
        return Optional.ofNullable(site);
    }

    /** Fails when there is nothing to hold traffic against. */
    void requireSome(RuleLibrary library) throws Failure {
        if (packs.isEmpty() && site == null) {
            throw Failure.of(
                    "no rules to hold the capture against",
                    "name a pack with --rules or a site with --site; shipped packs are "
                            + String.join(", ", library.names()));
        }
    }

    /**
     * Reads packs and site.
     *
     * @throws Failure with every problem of every file, or when there is nothing to hold traffic against
     */
    CompiledPolicy load(RuleLibrary library) throws Failure {
        requireSome(library);
        List<Problem> problems = new ArrayList<>();
        List<RulePack> loaded = new ArrayList<>();
        for (String pack : packs) {
            try {
                loaded.add(library.load(pack));
            } catch (PolicyException e) {
                problems.addAll(e.problems());
            }
        }
        try {
            Optional<Site> where = site == null ? Optional.empty() : Optional.of(Site.load(site, library, loaded));
            if (problems.isEmpty()) {
                CompiledPolicy policy =
                        CompiledPolicy.compile(where.map(Site::packs).orElse(loaded), where);
                return noBroadRanges ? policy.withoutBroadRanges() : policy;
            }
        } catch (PolicyException e) {
            problems.addAll(e.problems());
        }
        throw Failure.of(new PolicyException(problems));
    }
}
