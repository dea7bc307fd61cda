/** Benchmarks of what {@code report} keeps to itself. Input: rows. Output: JMH's figures. */
package org.wirewarrant.report;
