package org.wirewarrant.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wirewarrant.audit.AuditResult;
import org.wirewarrant.audit.Finding;

/**
 * What is new among the findings from one judgement to the next. What only the end can tell (that a rule was never seen) is news at the
 * end; what the next packet may explain (an attempt that waits for its answer) is news when the next judgement still has it.
 */
public final class FindingNews {
    private static final Set<String> ONLY_THE_END = Set.of("required-unseen", "required-attempted", "exception-unused");
    private static final String ATTEMPT = "-attempt";
    private static final String UNDECIDED = "orientation";
    private static final String QUALITY = "capture-quality";

    /** Findings by key. */
    private Map<String, Finding> told = new HashMap<>();

    private Set<String> waiting = new HashSet<>();
    private final int most;
    private long untold;

    /**
     * Nothing is known yet.
     *
     * @param most findings that are told apart
     */
    public FindingNews(int most) {
        this.most = most;
    }

    /**
     * What changed.
     *
     * @param added worst first
     * @param withdrawn findings that are none any more, because what came later explains them
     * @param untold findings beyond the most that are told apart
     */
    public record Change(List<Finding> added, List<Finding> withdrawn, long untold) {
        /** Copies the lists. */
        public Change {
            added = List.copyOf(added);
            withdrawn = List.copyOf(withdrawn);
        }
    }

    /** What is new with this judgement. */
    public Change update(AuditResult result, boolean ended) {
        Map<String, Finding> now = new LinkedHashMap<>();
        List<Finding> added = new ArrayList<>();
        Set<String> stillWaiting = new HashSet<>();
        untold = 0;
        for (Finding finding : result.findings()) {
            if (!ended && ONLY_THE_END.contains(finding.kind())) {
                continue;
            }
            String key = key(finding);
            if (told.containsKey(key)) {
                now.put(key, finding);
            } else if (now.size() >= most) {
                untold++;
            } else if (!ended && mayBeExplained(finding) && !waiting.contains(key)) {
                stillWaiting.add(key);
            } else if (now.put(key, finding) == null) {
                added.add(finding);
            }
        }
        List<Finding> withdrawn = told.entrySet().stream()
                .filter(entry -> !now.containsKey(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        told = now;
        waiting = stillWaiting;
        return new Change(added, withdrawn, untold);
    }

    private static boolean mayBeExplained(Finding finding) {
        return finding.kind().endsWith(ATTEMPT) || finding.kind().equals(UNDECIDED);
    }

    /** Numbers of the capture's quality change all the time, and are no news. */
    private static String key(Finding finding) {
        return finding.kind().equals(QUALITY) ? finding.summary().replaceAll("[0-9]+", "#") : finding.id();
    }
}
