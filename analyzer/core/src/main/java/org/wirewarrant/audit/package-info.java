/**
 * From observations and a policy to the audit. In: a merged observation and a compiled policy; out: findings, rule
 * coverage, quality and input digests, which is all that reports see. Results are immutable and own their data.
 */
package org.wirewarrant.audit;
