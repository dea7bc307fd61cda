package org.wirewarrant.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wirewarrant.policy.CompiledPolicy;
import org.wirewarrant.policy.PackRole;
import org.wirewarrant.policy.PolicyException;
import org.wirewarrant.policy.RuleLibrary;
import org.wirewarrant.policy.RulePack;
import org.wirewarrant.policy.Site;

/** A site that gives ten thousand hosts to the roles of all shipped packs, one after the other. */
final class LargeSite {
    private static final int HOSTS = 10_000;

    private LargeSite() {}

    /**
     * Every shipped pack and the site.
     *
     * @param home the program's directory
     */
    static CompiledPolicy policy(Path home) throws IOException, PolicyException {
        RuleLibrary library = new RuleLibrary(home.resolve("rules"));
        Path file = Files.createTempFile("site", ".yaml");
        try {
            Files.writeString(file, text(library));
            return CompiledPolicy.compile(List.of(), Optional.of(Site.load(file, library)));
        } finally {
            Files.delete(file);
        }
    }

    private static String text(RuleLibrary library) throws PolicyException {
        Map<String, List<String>> roles = new LinkedHashMap<>();
        for (String name : library.names()) {
            RulePack pack = library.load(name);
            for (PackRole role : pack.roles()) {
                if (role.members().isEmpty()) {
                    roles.put(name + "/" + role.id(), new ArrayList<>());
                }
            }
        }
        List<List<String>> hosts = List.copyOf(roles.values());
        for (int host = 0; host < HOSTS; host++) {
            int number = 1 + host / 2;
            String address = (host % 2 == 0 ? "10.0." : "198.18.") + number / 256 + "." + number % 256;
            hosts.get(host % hosts.size()).add('"' + address + '"');
        }
        StringBuilder text = new StringBuilder("site: large\npacks: " + library.names() + "\nroles:\n");
        roles.forEach((role, addresses) ->
                text.append("  ").append(role).append(": ").append(addresses).append('\n'));
        return text.toString();
    }
}
