package org.wirewarrant.audit;

/** How many findings there are of one kind and severity. */
public record FindingCount(Severity severity, String kind, long count) {}
