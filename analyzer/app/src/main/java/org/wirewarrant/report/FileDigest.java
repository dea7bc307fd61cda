package org.wirewarrant.report;

import java.util.Optional;

/**
 * A file of a manifest.
 *
 * @param name path as given for an input, relative to the bundle with slashes for an output
 * @param size bytes as stored
 * @param sha256 lower-case hex, absent when hashing was switched off
 */
public record FileDigest(String name, long size, Optional<String> sha256) {}
