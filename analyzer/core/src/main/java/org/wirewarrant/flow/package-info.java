/**
 * Flows from packets. Input: {@link org.wirewarrant.wire.Headers} of frames in capture order. Output: an
 * {@link org.wirewarrant.flow.Observation}: flow records that hold counts, times and evidence (never decisions), frame accounting and
 * quality; and, decided afterwards, who was the client of each flow. Records live in primitive tables owned by the observation; a table
 * is filled by one thread, and observations merge in any order with the same result.
 */
package org.wirewarrant.flow;
