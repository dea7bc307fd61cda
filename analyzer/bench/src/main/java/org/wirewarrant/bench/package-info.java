/**
 * Benchmarks. Input: a capture that {@link org.wirewarrant.bench.SyntheticCapture} makes, or the files that {@code compare} generates.
 * Output: JMH's figures, or a digest of flows. Nothing here is part of the program; JMH decides about threads.
 */
package org.wirewarrant.bench;
