/**
 * The audit. Input: an {@link org.wirewarrant.flow.Observation} and a {@link org.wirewarrant.policy.CompiledPolicy}. Output: an
 * {@link org.wirewarrant.audit.AuditResult}, the only thing that reports see: judged conversations and flows, findings, rule coverage,
 * quality. Rows are made on demand from primitive tables, so that two million flows need no two million objects. An audit is made by one
 * thread and read by any number.
 */
package org.wirewarrant.audit;
