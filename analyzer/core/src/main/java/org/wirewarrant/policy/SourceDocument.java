package org.wirewarrant.policy;

import java.util.List;

/**
 * The vendor's document that a pack's lines refer to.
 *
 * @param title as printed
 * @param publisher the vendor, may be empty
 * @param edition date or version as printed, may be empty
 * @param sha256 digest of the text that line numbers refer to, may be empty
 * @param lines number of lines of that text, 0 when unknown
 * @param statements number of statements, 0 when not counted
 * @param notes decisions that hold for the whole document
 * @param gaps what the document leaves out
 */
public record SourceDocument(
        String title,
        String publisher,
        String edition,
        String sha256,
        int lines,
        int statements,
        List<String> notes,
        List<String> gaps) {
    /** Copies the lists. */
    public SourceDocument {
        notes = List.copyOf(notes);
        gaps = List.copyOf(gaps);
    }
}
