/**
 * Observations that outlast the program. Input: what was observed so far, at every checkpoint. Output: the same again from one store or
 * many, as one observation with its captures and gaps. A store is an SQLite file; SQLite is loaded at first use. A store and its runs
 * belong to one thread at a time; one program writes to a store, and others may read it meanwhile.
 */
package org.wirewarrant.store;
