package org.wirewarrant.live;

import org.wirewarrant.audit.AuditResult;

/**
 * What a live run has come to at a moment, judged. Immutable.
 *
 * @param state what was captured by this run
 * @param result the judgement of all that was observed, by earlier runs too
 * @param counters how far the capture is
 * @param ended whether the capture is over
 */
public record LiveReading(LiveState state, AuditResult result, LiveCounters counters, boolean ended) {}
