package org.wirewarrant.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wirewarrant.policy.CompiledPolicy;
import org.wirewarrant.policy.PolicyException;
import org.wirewarrant.policy.RuleLibrary;
import org.wirewarrant.policy.RulePack;
import org.wirewarrant.policy.Site;
import org.wirewarrant.report.Bundle;
import org.wirewarrant.report.FileDigest;
import org.wirewarrant.report.Sha256;

/**
 * The packs and the site that a bundle was judged by, found again where its manifest says, or where the user says they are now. Only the
 * very same files count: each is held against its digest.
 */
final class BundlePolicy {
    private static final String SHIPPED = "rules/";

    private BundlePolicy() {}

    /**
     * Loads them.
     *
     * @param moved the site where it is now, if it moved
     * @throws Failure naming the file that is missing or another one
     */
    static CompiledPolicy load(Bundle bundle, RuleLibrary library, Optional<Path> moved) throws Failure {
        for (Bundle.Input pack : bundle.inputs("pack")) {
            check(place(pack.name(), library), pack, "restore it, or install the version that made the bundle");
        }
        Optional<Path> site = Optional.empty();
        for (Bundle.Input input : bundle.inputs("site")) {
            Path file = moved.orElse(Path.of(input.name()));
            check(file, input, "name the site of this bundle with --site, or run from the folder it was made in");
            site = Optional.of(file);
        }
        try {
            List<RulePack> packs = new ArrayList<>();
            for (Bundle.Input pack : bundle.inputs("pack")) {
                packs.add(library.load(reference(pack.name())));
            }
            CompiledPolicy policy = compile(library, packs, site);
            return bundle.argument("no_broad_ranges").contains("true") ? policy.withoutBroadRanges() : policy;
        } catch (PolicyException e) {
            throw Failure.of(e);
        }
    }

    private static CompiledPolicy compile(RuleLibrary library, List<RulePack> packs, Optional<Path> site)
            throws PolicyException {
        if (site.isEmpty()) {
            return CompiledPolicy.compile(packs, Optional.empty());
        }
        Site known = Site.load(site.get(), library, packs);
        return CompiledPolicy.compile(known.packs(), Optional.of(known));
    }

    private static boolean shipped(String name) {
        return name.startsWith(SHIPPED) && name.indexOf('/', SHIPPED.length()) < 0;
    }

    private static Path place(String name, RuleLibrary library) {
        return shipped(name) ? library.directory().resolve(name.substring(SHIPPED.length())) : Path.of(name);
    }

    private static String reference(String name) {
        return shipped(name) ? name.substring(SHIPPED.length()).replaceFirst("\\.yaml$", "") : name;
    }

    private static void check(Path file, Bundle.Input input, String remedy) throws Failure {
        if (!Files.isRegularFile(file)) {
            throw new Failure(file.toString(), "the " + input.kind() + " of this bundle is not there", remedy);
        }
        try {
            FileDigest digest = Sha256.of(input.name(), file);
            if (!digest.sha256().orElse("").equals(input.sha256())) {
                throw new Failure(
                        file.toString(),
                        "is not the " + input.kind() + " that this bundle was made with: its SHA-256 is another",
                        remedy);
            }
        } catch (IOException e) {
            throw new Failure(file.toString(), "cannot be read: " + e.getMessage(), "check its permissions");
        }
    }
}
