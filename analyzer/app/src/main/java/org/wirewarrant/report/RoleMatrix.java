package org.wirewarrant.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wirewarrant.policy.VerdictKind;

/**
 * Conversations from one set of roles to another, by verdict. Hosts with the same roles share a row and a column.
 *
 * @param clients names of the rows
 * @param servers names of the columns
 * @param cells by row, then column; empty where there was no conversation
 */
record RoleMatrix(List<String> clients, List<String> servers, List<List<Map<VerdictKind, Long>>> cells) {
    private static final int MOST = 12;

    /** The busiest roles each way, the rest together. */
    static RoleMatrix of(Map<Tally.RolePair, Map<VerdictKind, Long>> byRoles) {
        Map<String, Long> byClient = new HashMap<>();
        Map<String, Long> byServer = new HashMap<>();
        byRoles.forEach((pair, verdicts) -> {
            long count = verdicts.values().stream().mapToLong(Long::longValue).sum();
            byClient.merge(pair.client(), count, Long::sum);
            byServer.merge(pair.server(), count, Long::sum);
        });
        List<String> clients = busiest(byClient);
        List<String> servers = busiest(byServer);
        List<List<Map<VerdictKind, Long>>> cells = new ArrayList<>();
        for (int i = 0; i < clients.size(); i++) {
            List<Map<VerdictKind, Long>> row = new ArrayList<>();
            for (int j = 0; j < servers.size(); j++) {
                row.add(new EnumMap<>(VerdictKind.class));
            }
            cells.add(row);
        }
        byRoles.forEach((pair, verdicts) -> {
            Map<VerdictKind, Long> cell =
                    cells.get(place(clients, pair.client())).get(place(servers, pair.server()));
            verdicts.forEach((kind, count) -> cell.merge(kind, count, Long::sum));
        });
        return new RoleMatrix(clients, servers, cells);
    }

    /** By name, hosts without a role last, and then what stands for the rest. */
    private static List<String> busiest(Map<String, Long> counts) {
        List<String> names = new ArrayList<>(counts.keySet());
        names.sort(Comparator.comparingLong((String name) -> -counts.get(name)).thenComparing(name -> name));
        List<String> kept = new ArrayList<>(names.subList(0, Math.min(MOST, names.size())));
        kept.sort(Comparator.comparing((String name) -> name.equals(Tally.NO_ROLE))
                .thenComparing(name -> name));
        if (names.size() > MOST) {
            kept.add("(" + (names.size() - MOST) + " others)");
        }
        return kept;
    }

    private static int place(List<String> names, String name) {
        int place = names.indexOf(name);
        return place >= 0 ? place : names.size() - 1;
    }
}
