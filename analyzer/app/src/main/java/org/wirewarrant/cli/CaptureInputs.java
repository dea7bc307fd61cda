package org.wirewarrant.cli;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.wirewarrant.capture.CaptureException;
import org.wirewarrant.capture.CaptureFiles;
import org.wirewarrant.capture.CaptureNote;
import org.wirewarrant.capture.CaptureOptions;
import org.wirewarrant.capture.CaptureSet;
import org.wirewarrant.capture.CaptureSource;
import org.wirewarrant.capture.CaptureSummary;
import org.wirewarrant.live.FrameFilter;
import org.wirewarrant.live.LibpcapFiles;

/** The inputs of a run as one source, whichever reader reads them, with a filter or without. */
final class CaptureInputs implements Closeable {
    /** What reads capture files. */
    enum Reader {
        /** The program's own reader: every format, no native library. */
        OWN,
        /** libpcap, the reference that the own reader is held against. */
        LIBPCAP;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final CaptureSource source;
    private final Supplier<List<CaptureSummary>> summaries;
    private final List<String> names;
    private final Supplier<List<CaptureNote>> notes;
    private final OptionalLong totalBytes;
    private final IntSupplier currentInput;
    private CaptureSource filtered;

    private CaptureInputs(
            CaptureSource source,
            Supplier<List<CaptureSummary>> summaries,
            List<String> names,
            Supplier<List<CaptureNote>> notes,
            OptionalLong totalBytes,
            IntSupplier currentInput) {
        this.source = source;
        this.summaries = summaries;
        this.names = names;
        this.notes = notes;
        this.totalBytes = totalBytes;
        this.currentInput = currentInput;
        this.filtered = source;
    }

    /**
     * Opens.
     *
     * @param places where files are that are not where their names say; the program's own reader alone heeds it
     */
    static CaptureInputs open(List<String> inputs, Map<String, Path> places, Reader reader, boolean hash)
            throws CaptureException {
        if (reader == Reader.LIBPCAP) {
            LibpcapFiles files = LibpcapFiles.open(inputs, hash);
            return new CaptureInputs(
                    files, files::summaries, files.names(), files::notes, files.totalBytes(), files::currentInput);
        }
        CaptureSet set =
                CaptureFiles.open(inputs, places, CaptureOptions.defaults().withHash(hash));
        return new CaptureInputs(set, set::summaries, set.names(), set::notes, set.totalBytes(), set::currentInput);
    }

    /** Lets only the frames through that a filter matches. */
    void filter(FrameFilter filter, BooleanSupplier stop) {
        filtered = filter.over(source, stop);
    }

    CaptureSource source() {
        return filtered;
    }

    List<CaptureSummary> summaries() {
        return summaries.get();
    }

    List<String> names() {
        return names;
    }

    /** Which of {@link #names()} gave the last frame. */
    int currentInput() {
        return currentInput.getAsInt();
    }

    List<CaptureNote> notes() {
        return notes.get();
    }

    OptionalLong totalBytes() {
        return totalBytes;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
