/**
 * Evidence for people and programs. Input: an {@link org.wirewarrant.audit.AuditResult}, nothing else of the analysis. Output: the
 * files of a bundle (CSV, JSON, charts) and the summary in the terminal, the same bytes for the same result whatever the locale, time
 * zone or number of threads. A bundle is written beside its place by several threads, each file by one of them, and moved there whole.
 */
package org.wirewarrant.report;
