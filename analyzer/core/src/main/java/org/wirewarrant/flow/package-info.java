/**
 * From decoded headers to conversations. In: headers and times of frames; out: an observation of flow records, frame
 * accounting and capture quality. A flow table belongs to one thread; observations are immutable and merge in any
 * order, and who is client and who is server is decided only after merging.
 */
package org.wirewarrant.flow;
