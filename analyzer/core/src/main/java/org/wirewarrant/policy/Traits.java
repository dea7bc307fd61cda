package org.wirewarrant.policy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Numbers the things that an address can be: kinds of address first, then multicast groups of rules, then roles. */
final class Traits {
    static final int GROUP = 0;
    static final int LOOPBACK = 1;
    static final int LIMITED_BROADCAST = 2;
    static final int DIRECTED_BROADCAST = 3;
    private static final int FIRST_FREE = 4;

    private final Map<AddressRange, Integer> groups = new TreeMap<>();
    private final Map<PackRole, Integer> roles = new HashMap<>();
    private final Map<String, Map<String, PackRole>> rolesByPack = new HashMap<>();
    private final Map<PackRole, List<PackRole>> parents = new HashMap<>();

    Traits(PackSet packs) {
        int next = FIRST_FREE;
        for (Rule rule : packs.rules().values()) {
            for (AddressRange group : rule.multicast()) {
                if (groups.putIfAbsent(group, next) == null) {
                    next++;
                }
            }
        }
        for (RulePack pack : packs.packs()) {
            Map<String, PackRole> byId = rolesByPack.computeIfAbsent(pack.name(), name -> new HashMap<>());
            for (PackRole role : pack.roles()) {
                roles.put(role, next++);
                byId.put(role.id(), role);
            }
            for (PackRole role : pack.roles()) {
                for (String member : role.members()) {
                    parents.computeIfAbsent(byId.get(member), key -> new ArrayList<>())
                            .add(role);
                }
            }
        }
    }

    /** Multicast groups that rules name, with their bits. */
    Map<AddressRange, Integer> groups() {
        return groups;
    }

    /** The bit of a role itself. */
    int bit(String pack, String role) {
        return roles.get(rolesByPack.get(pack).get(role));
    }

    /** Bits of the roles of a rule's end. */
    BitSet bits(String pack, Collection<String> ids) {
        BitSet bits = new BitSet();
        ids.forEach(id -> bits.set(bit(pack, id)));
        return bits;
    }

    /** Bits of a role and of every group that holds it. */
    BitSet closure(PackRole role) {
        BitSet bits = new BitSet();
        Deque<PackRole> open = new ArrayDeque<>(Set.of(role));
        while (!open.isEmpty()) {
            PackRole next = open.remove();
            int bit = roles.get(next);
            if (!bits.get(bit)) {
                bits.set(bit);
                open.addAll(parents.getOrDefault(next, List.of()));
            }
        }
        return bits;
    }
}
