package org.wirewarrant.cli;

import java.nio.file.Path;
import java.util.Locale;

/** The default place of a bundle: {@code reports/<site or pack>-<first capture name>}. */
final class BundleName {
    private static final String CAPTURE_ENDINGS = "(?i)(\\.(pcapng|pcap|cap|ntar|dmp))?(\\.(gz|zst|zstd|xz|bz2|lz4))?$";

    private BundleName() {}

    /**
     * Makes the path, relative to the working directory.
     *
     * @param judge the site's name, or that of the first pack
     * @param capture the first capture as named on the command line
     */
    static Path of(String judge, String capture) {
        Path file = Path.of(capture).toAbsolutePath().normalize().getFileName();
        String name = capture.equals("-") ? "stdin" : file == null ? "root" : file.toString();
        return Path.of("reports", slug(judge) + "-" + slug(name.replaceFirst(CAPTURE_ENDINGS, "")));
    }

    /** Lower-case letters, digits, dots and underscores; anything else becomes one hyphen. */
    private static String slug(String text) {
        String slug =
                text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._]+", "-").replaceAll("^[-.]+|-+$", "");
        String cut = slug.substring(0, Math.min(60, slug.length()));
        return cut.isEmpty() ? "audit" : cut;
    }
}
