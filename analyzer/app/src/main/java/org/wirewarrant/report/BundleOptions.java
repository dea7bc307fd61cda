package org.wirewarrant.report;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a bundle holds beside the result.
 *
 * @param flows how {@code flows.csv} is written
 * @param views what is made for people
 * @param inputs captures, packs and site with their digests, by kind ({@code capture}, {@code pack}, {@code site}), in order
 * @param arguments what decided the content of the bundle, by option name; values are strings or lists of strings
 * @param run what depends on the clock or the machine
 */
public record BundleOptions(
        FlowsFormat flows,
        Set<View> views,
        Map<String, List<FileDigest>> inputs,
        Map<String, List<String>> arguments,
        Run run) {
    /** How the flows are written. */
    public enum FlowsFormat {
        /** {@code flows.csv}. */
        CSV("csv"),
        /** {@code flows.csv.gz}. */
        CSV_GZ("csv.gz"),
        /** Not at all. */
        NONE("none");

        private final String keyword;

        FlowsFormat(String keyword) {
            this.keyword = keyword;
        }

        /** The word on the command line. */
        public String keyword() {
            return keyword;
        }
    }

    /** What is made for people; programs need none of it. */
    public enum View {
        /** The folder {@code charts}. */
        CHARTS,
        /** {@code report.html}. */
        HTML,
        /** {@code report.pdf}. */
        PDF;

        /** The word on the command line. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The part of a manifest that differs between two runs of the same audit.
     *
     * @param started when the program started
     * @param command the arguments as typed
     * @param threads threads in use
     */
    public record Run(Instant started, List<String> command, int threads) {
        /** Copies the list. */
        public Run {
            command = List.copyOf(command);
        }
    }
}
