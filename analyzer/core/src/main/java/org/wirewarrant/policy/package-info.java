/**
 * What a site allows and needs. In: rule packs and site files; out: an immutable matcher that gives each conversation
 * a verdict with the rows that decided it. Compiled once and shared by all threads; wrong configuration throws, naming
 * file, line and column.
 */
package org.wirewarrant.policy;
