/**
 * Vendors' documents and sites. Input: rule packs and a site file (YAML), and oriented conversations. Output: an immutable
 * {@link org.wirewarrant.policy.CompiledPolicy} that judges each conversation and lists what it found odd in its inputs. Wrong
 * configuration throws one exception naming file, line and column of every problem; judging never throws and is safe from any thread.
 */
package org.wirewarrant.policy;
