package org.wirewarrant.capture;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;

/**
 * Several inputs as one observation: each file in its own order, files in the order of their first frames, and files whose time ranges
 * overlap interleaved by time. A file is opened when the merged time reaches its first frame, and closed at its end.
 */
public final class CaptureSet implements CaptureSource {
    /** An input, not yet opened, open, or done. */
    static final class Member {
        final String name;
        /** Null for a stream. */
        final Path path;

        final int index;
        /** Time of the first frame; the smallest value when unknown. */
        long first = Long.MIN_VALUE;

        long size = -1;
        volatile CaptureFile file;
        CaptureSummary summary;
        /** Whether it was opened once and found to be a capture. */
        boolean seen;

        Member(String name, Path path, int index) {
            this.name = name;
            this.path = path;
            this.index = index;
        }
    }

    private record Active(Member member, CaptureFile file) {}

    private final List<Member> members;
    private final List<CaptureNote> notes;
    private final CaptureOptions options;
    private final Buffers buffers;
    private final ExecutorService hasher;
    private final PriorityQueue<Active> waiting = new PriorityQueue<>(
            Comparator.comparingLong((Active active) -> active.file().key())
                    .thenComparingInt(active -> active.member().index));
    private Active current;
    private int unopened;
    private boolean crowded;

    CaptureSet(
            List<Member> members,
            List<CaptureNote> notes,
            CaptureOptions options,
            Buffers buffers,
            ExecutorService hasher) {
        this.members = members;
        this.notes = new ArrayList<>(notes);
        this.options = options;
        this.buffers = buffers;
        this.hasher = hasher;
    }

    @Override
    public boolean next(Frame frame) throws IOException {
        if (current != null && waiting.isEmpty()) {
            if (current.file().next(frame)) {
                if (unopened == members.size()
                        || members.get(unopened).first > current.file().keyOf(frame)) {
                    return true;
                }
                current.file().hold(frame);
                waiting.add(current);
            } else {
                retire(current);
            }
        } else if (current != null) {
            enqueue(current);
        }
        current = null;
        return merge(frame);
    }

    private boolean merge(Frame frame) {
        while (true) {
            boolean more = unopened < members.size();
            if (more && due(members.get(unopened))) {
                open(members.get(unopened++));
            } else if (waiting.isEmpty()) {
                return false;
            } else {
                current = waiting.poll();
                current.file().giveAhead(frame);
                return true;
            }
        }
    }

    private boolean due(Member member) {
        if (waiting.isEmpty()) {
            return true;
        }
        if (member.first > waiting.peek().file().key()) {
            return false;
        }
        if (waiting.size() < options.maxOpenFiles()) {
            return true;
        }
        if (!crowded) {
            crowded = true;
            notes.add(new CaptureNote(
                    member.name,
                    CaptureNote.Kind.NOT_INTERLEAVED,
                    "more than " + options.maxOpenFiles()
                            + " files overlap in time; it and some others are read late"));
        }
        return false;
    }

    private void open(Member member) {
        CaptureFile file = member.file;
        if (file == null) {
            try {
                file = openFile(member, members.size() == 1 || waiting.size() < 4);
                member.file = file;
            } catch (IOException e) {
                member.summary = lost(member, e);
                return;
            }
        }
        enqueue(new Active(member, file));
    }

    private void enqueue(Active active) {
        if (active.file().advance()) {
            waiting.add(active);
        } else {
            retire(active);
        }
    }

    private static void retire(Active active) {
        active.member().summary = active.file().summary();
    }

    CaptureFile openFile(Member member, boolean alone) throws IOException {
        ReadableByteChannel channel = FileChannel.open(member.path, StandardOpenOption.READ);
        return CaptureFile.open(
                member.name,
                channel,
                member.size,
                new CaptureFile.Setting(buffers, hasher, options.maxFrameBytes(), alone));
    }

    /** A file that was there when the run began and cannot be opened now. */
    private static CaptureSummary lost(Member member, IOException e) {
        return new CaptureSummary(
                member.name,
                "unknown",
                List.of(),
                Math.max(0, member.size),
                0,
                OptionalLong.empty(),
                OptionalLong.empty(),
                0,
                OptionalLong.empty(),
                Optional.of(new CaptureSummary.Damage(0, "could not be opened again: " + e.getMessage())),
                Optional.empty());
    }

    /** What was read from each input so far, in the order in which they are read; complete once {@link #next} returned false. */
    public List<CaptureSummary> summaries() {
        List<CaptureSummary> summaries = new ArrayList<>();
        for (Member member : members) {
            if (member.summary != null) {
                summaries.add(member.summary);
            } else if (member.file != null) {
                summaries.add(member.file.summary());
            }
        }
        return summaries;
    }

    /** What the user should know about the inputs: members of directories that were not read, and the like. */
    public List<CaptureNote> notes() {
        return Collections.unmodifiableList(notes);
    }

    /** Names of the inputs that are read, in the order in which they are. */
    public List<String> names() {
        return members.stream().map(member -> member.name).toList();
    }

    /** Index in {@link #names()} of the input that gave the last frame; -1 before the first. */
    public int currentInput() {
        return current == null ? -1 : members.indexOf(current.member());
    }

    /** Bytes of all inputs as stored; absent when one is a stream. */
    public OptionalLong totalBytes() {
        long total = 0;
        for (Member member : members) {
            if (member.size < 0) {
                return OptionalLong.empty();
            }
            total += member.size;
        }
        return OptionalLong.of(total);
    }

    /** All inputs together; {@link #summaries} tells them apart. */
    @Override
    public CaptureSummary summary() {
        List<CaptureSummary> all = summaries();
        if (all.size() == 1) {
            return all.get(0);
        }
        TreeSet<Integer> linkTypes = new TreeSet<>();
        LinkedHashSet<String> formats = new LinkedHashSet<>();
        long frames = 0;
        long bytes = 0;
        long timeSteps = 0;
        for (CaptureSummary one : all) {
            linkTypes.addAll(one.linkTypes());
            formats.add(one.format());
            frames += one.frames();
            bytes += one.bytes();
            timeSteps += one.timeSteps();
        }
        return new CaptureSummary(
                members.size() + " captures",
                String.join(", ", formats),
                List.copyOf(linkTypes),
                bytes,
                frames,
                all.stream().flatMapToLong(one -> one.firstNanos().stream()).min(),
                all.stream().flatMapToLong(one -> one.lastNanos().stream()).max(),
                timeSteps,
                all.stream().flatMapToLong(one -> one.interfaceDrops().stream()).reduce(Long::sum),
                all.stream().flatMap(one -> one.damage().stream()).findFirst(),
                Optional.empty());
    }

    /** Any thread. */
    @Override
    public long bytesConsumed() {
        long consumed = 0;
        for (Member member : members) {
            CaptureFile file = member.file;
            if (file != null) {
                consumed += file.bytesConsumed();
            }
        }
        return consumed;
    }

    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (Member member : members) {
            try {
                if (member.file != null) {
                    member.file.close();
                }
            } catch (IOException e) {
                failure = e;
            }
        }
        if (hasher != null) {
            hasher.shutdown();
        }
        if (failure != null) {
            throw failure;
        }
    }
}
