package org.wirewarrant.live;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.TreeSet;
import org.wirewarrant.capture.CaptureException;
import org.wirewarrant.capture.CaptureFiles;
import org.wirewarrant.capture.CaptureNote;
import org.wirewarrant.capture.CaptureSource;
import org.wirewarrant.capture.CaptureSummary;
import org.wirewarrant.capture.Frame;

/**
 * Several inputs as one observation, read by libpcap: files in the order of their first frames, interleaved by time where they overlap.
 * A file is opened when the merged time reaches its first frame.
 */
public final class LibpcapFiles implements CaptureSource {
    private static final class Member {
        final String name;
        final int index;
        /** Time of the first frame; the smallest value when unknown. */
        long first = Long.MIN_VALUE;

        LibpcapFileSource source;
        final Frame ahead = new Frame();

        Member(String name, int index) {
            this.name = name;
            this.index = index;
        }
    }

    private final List<Member> members = new ArrayList<>();
    private final List<CaptureNote> notes = new ArrayList<>();
    private final boolean hash;
    private final PriorityQueue<Member> waiting = new PriorityQueue<>(
            Comparator.comparingLong((Member member) -> member.ahead.nanos()).thenComparingInt(member -> member.index));
    private Member current;
    private int unopened;

    private LibpcapFiles(boolean hash) {
        this.hash = hash;
    }

    /**
     * Opens files, directories (those of their regular files that libpcap reads) and standard input.
     *
     * @param inputs at least one path, or {@code -}
     * @param hash whether the SHA-256 of every file is taken
     * @throws CaptureException if one is absent or libpcap refuses it, or a directory holds nothing that it reads
     */
    public static LibpcapFiles open(List<String> inputs, boolean hash) throws CaptureException {
        LibpcapFiles files = new LibpcapFiles(hash);
        for (String input : inputs) {
            Path path = Path.of(input);
            if (Files.isDirectory(path)) {
                files.addDirectory(input, path);
            } else {
                files.add(input, inputs.size() > 1);
            }
        }
        files.members.sort(
                Comparator.comparingLong((Member member) -> member.first).thenComparingInt(member -> member.index));
        return files;
    }

    private void add(String name, boolean oneOfMany) throws CaptureException {
        Member member = new Member(name, members.size());
        if (name.equals(CaptureFiles.STANDARD_INPUT) || !oneOfMany) {
            member.source = LibpcapFileSource.open(name, hash);
        } else {
            try (LibpcapFileSource look = LibpcapFileSource.open(name, false)) {
                member.first = look.next(member.ahead) ? member.ahead.nanos() : Long.MIN_VALUE;
            }
        }
        members.add(member);
    }

    private void addDirectory(String input, Path directory) throws CaptureException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, Files::isRegularFile)) {
            entries.forEach(files::add);
        } catch (IOException e) {
            throw new CaptureException(input, "cannot be read: " + e.getMessage(), "check the folder and its rights");
        }
        files.sort(Comparator.comparing(file -> file.getFileName().toString()));
        Pcap4j.require("--reader libpcap");
        int before = members.size();
        for (Path file : files) {
            try {
                add(file.toString(), true);
            } catch (CaptureException e) {
                notes.add(new CaptureNote(file.toString(), CaptureNote.Kind.SKIPPED, e.what()));
            }
        }
        if (members.size() == before) {
            throw new CaptureException(
                    input, "directory without captures that libpcap reads", "name a directory that holds some");
        }
    }

    @Override
    public boolean next(Frame frame) throws IOException {
        if (current != null) {
            enqueue(current);
        }
        while (unopened < members.size() && isDue(members.get(unopened))) {
            Member member = members.get(unopened++);
            if (member.source == null) {
                member.source = LibpcapFileSource.open(member.name, hash);
            }
            enqueue(member);
        }
        current = waiting.poll();
        if (current == null) {
            return false;
        }
        Frame ahead = current.ahead;
        frame.wrap(
                ahead.bytes(),
                ahead.offset(),
                ahead.capturedLength(),
                ahead.wireLength(),
                ahead.nanos(),
                ahead.linkType(),
                ahead.ordinal());
        return true;
    }

    private boolean isDue(Member member) {
        return waiting.isEmpty() || member.first <= waiting.peek().ahead.nanos();
    }

    private void enqueue(Member member) {
        if (member.source.next(member.ahead)) {
            waiting.add(member);
        } else {
            member.source.close();
        }
    }

    /** What was read from each input so far, in the order in which they are read. */
    public List<CaptureSummary> summaries() {
        return members.stream()
                .filter(member -> member.source != null)
                .map(member -> member.source.summary())
                .toList();
    }

    /** Members of directories that were not read. */
    public List<CaptureNote> notes() {
        return Collections.unmodifiableList(notes);
    }

    /** Names of the inputs that are read, in the order in which they are. */
    public List<String> names() {
        return members.stream().map(member -> member.name).toList();
    }

    /** Index in {@link #names()} of the input that gave the last frame; -1 before the first. */
    public int currentInput() {
        return current == null ? -1 : members.indexOf(current);
    }

    /** Bytes of all inputs as stored; absent when one is a stream. */
    public OptionalLong totalBytes() {
        long total = 0;
        for (Member member : members) {
            if (member.name.equals(CaptureFiles.STANDARD_INPUT)) {
                return OptionalLong.empty();
            }
            total += Path.of(member.name).toFile().length();
        }
        return OptionalLong.of(total);
    }

    /** All inputs together; {@link #summaries} tells them apart. */
    @Override
    public CaptureSummary summary() {
        List<CaptureSummary> all = summaries();
        if (all.size() == 1 && members.size() == 1) {
            return all.get(0);
        }
        TreeSet<Integer> linkTypes = new TreeSet<>();
        all.forEach(one -> linkTypes.addAll(one.linkTypes()));
        return new CaptureSummary(
                members.size() + " captures",
                "read by libpcap",
                List.copyOf(linkTypes),
                all.stream().mapToLong(CaptureSummary::bytes).sum(),
                all.stream().mapToLong(CaptureSummary::frames).sum(),
                all.stream().flatMapToLong(one -> one.firstNanos().stream()).min(),
                all.stream().flatMapToLong(one -> one.lastNanos().stream()).max(),
                all.stream().mapToLong(CaptureSummary::timeSteps).sum(),
                OptionalLong.empty(),
                all.stream().flatMap(one -> one.damage().stream()).findFirst(),
                Optional.empty());
    }

    /** Any thread. */
    @Override
    public long bytesConsumed() {
        long consumed = 0;
        for (Member member : members) {
            LibpcapFileSource source = member.source;
            consumed += source == null ? 0 : source.bytesConsumed();
        }
        return consumed;
    }

    @Override
    public void close() {
        members.stream().filter(member -> member.source != null).forEach(member -> member.source.close());
    }
}
