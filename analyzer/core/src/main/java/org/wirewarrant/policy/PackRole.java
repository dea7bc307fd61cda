package org.wirewarrant.policy;

import java.util.List;

/**
 * A role that a pack's rows speak of.
 *
 * @param pack the pack that declares it
 * @param id its name in that pack
 * @param title for people
 * @param kind whose host it is
 * @param aliases other names, as the document uses them
 * @param members roles whose hosts have this role too; empty for a plain role
 * @param hosts names of external hosts, as printed
 * @param note what else is known, may be empty
 * @param position where it is declared
 */
public record PackRole(
        String pack,
        String id,
        String title,
        RoleKind kind,
        List<String> aliases,
        List<String> members,
        List<String> hosts,
        String note,
        Position position) {
    /** Copies the lists. */
    public PackRole {
        aliases = List.copyOf(aliases);
        members = List.copyOf(members);
        hosts = List.copyOf(hosts);
    }
}
