package org.wirewarrant.policy;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Gives one object for equal verdicts, so that whoever keeps millions of them keeps few; bounded, safe from any thread. */
final class VerdictPool {
    private static final int MOST = 50_000;

    private final Map<Verdict, Verdict> pool = new ConcurrentHashMap<>();

    Verdict same(Verdict verdict) {
        Verdict known = pool.get(verdict);
        if (known == null && pool.size() < MOST) {
            known = pool.putIfAbsent(verdict, verdict);
        }
        return known == null ? verdict : known;
    }
}
