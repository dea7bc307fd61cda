package org.wirewarrant.policy;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which hosts play which role, the settings that change documented ports, and approved exceptions.
 *
 * @param name for people
 * @param file where it was read
 * @param sha256 lower-case hexadecimal digest of the file's bytes
 * @param packs the packs it names, and those given beside it
 * @param roles in file order
 * @param features states set, by {@code pack/feature}
 * @param versions by product
 * @param ports ports configured here, by rule id
 * @param required ids of the rules that this site needs, packs already resolved to their unstated rows
 * @param exceptions in file order
 * @param scope addresses that count although no role names them
 * @param severity level by finding kind
 * @param notices what is odd in the file
 */
public record Site(
        String name,
        Path file,
        String sha256,
        List<RulePack> packs,
        List<SiteRole> roles,
        Map<String, Boolean> features,
        Map<String, String> versions,
        Map<String, PortSet> ports,
        Set<String> required,
        List<SiteException> exceptions,
        List<AddressRange> scope,
        Map<String, String> severity,
        List<Notice> notices) {
    /** Copies the collections. */
    public Site {
        packs = List.copyOf(packs);
        roles = List.copyOf(roles);
        features = Collections.unmodifiableMap(features);
        versions = Collections.unmodifiableMap(versions);
        ports = Collections.unmodifiableMap(ports);
        required = Collections.unmodifiableSet(required);
        exceptions = List.copyOf(exceptions);
        scope = List.copyOf(scope);
        severity = Collections.unmodifiableMap(severity);
        notices = List.copyOf(notices);
    }

    /**
     * Reads a site and the packs that it names.
     *
     * @throws PolicyException with every problem of the file and of its packs
     */
    public static Site load(Path file, RuleLibrary library) throws PolicyException {
        return load(file, library, List.of());
    }

    /**
     * Reads a site that may also speak of packs given beside it.
     *
     * @param beside packs that the command line names
     * @throws PolicyException with every problem of the file and of its packs
     */
    public static Site load(Path file, RuleLibrary library, List<RulePack> beside) throws PolicyException {
        return new SiteReader(YamlFile.read(file), library, beside).read();
    }
}
