package org.wirewarrant.capture;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Opens inputs as they are named on a command line. */
public final class CaptureFiles {
    /** Name of standard input. */
    public static final String STANDARD_INPUT = "-";

    /** Frames without a time before a file is one whose times are unknown. */
    private static final int LOOKED_AT = 64;

    private final CaptureOptions options;
    private final Buffers buffers = new Buffers();
    private final List<CaptureSet.Member> members = new ArrayList<>();
    private final List<CaptureNote> notes = new ArrayList<>();
    private final Set<Path> known = new HashSet<>();

    private final Map<String, Path> places;

    private CaptureFiles(CaptureOptions options, Map<String, Path> places) {
        this.options = options;
        this.places = places;
    }

    /**
     * Opens files, directories (their regular files, by name, not those of directories inside) and standard input as one observation.
     *
     * @param inputs at least one path, or {@code -}
     * @throws CaptureException if one is absent, empty, or no capture, or a directory holds none
     */
    public static CaptureSet open(List<String> inputs, CaptureOptions options) throws CaptureException {
        return open(inputs, Map.of(), options);
    }

    /**
     * The same for files that have moved.
     *
     * @param places where a file is now, by the name that it is given as, and that it keeps in everything that is said of it
     */
    public static CaptureSet open(List<String> inputs, Map<String, Path> places, CaptureOptions options)
            throws CaptureException {
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("no inputs");
        }
        CaptureFiles opening = new CaptureFiles(options, places);
        try {
            for (String input : inputs) {
                opening.add(input);
            }
            if (opening.members.size() > 1) {
                opening.lookAtEach();
            }
            return opening.set();
        } catch (CaptureException | RuntimeException e) {
            opening.closeStreams(e);
            throw e;
        }
    }

    private void add(String input) throws CaptureException {
        if (input.equals(STANDARD_INPUT)) {
            members.add(new CaptureSet.Member(input, null, members.size()));
            return;
        }
        Path path;
        try {
            path = places.containsKey(input) ? places.get(input) : Path.of(input);
        } catch (InvalidPathException e) {
            throw new CaptureException(input, -1, "is no path: " + e.getReason(), "check the name", e);
        }
        if (Files.isDirectory(path)) {
            addDirectory(input, path);
        } else if (!Files.exists(path)) {
            throw new CaptureException(input, "no such file", "check the path");
        } else if (isNew(input, path)) {
            addFile(input, path);
        }
    }

    /** A file that is named twice is read once: its frames were on the wire once. */
    private boolean isNew(String name, Path path) throws CaptureException {
        try {
            if (!Files.isRegularFile(path) || known.add(path.toRealPath())) {
                return true;
            }
        } catch (IOException e) {
            throw unreadable(name, e);
        }
        notes.add(new CaptureNote(name, CaptureNote.Kind.SKIPPED, "is among the inputs already"));
        return false;
    }

    private CaptureSet.Member addFile(String name, Path path) throws CaptureException {
        CaptureSet.Member member = new CaptureSet.Member(name, path, members.size());
        try {
            if (Files.isRegularFile(path)) {
                member.size = Files.size(path);
            }
        } catch (IOException e) {
            throw unreadable(name, e);
        }
        members.add(member);
        return member;
    }

    private void addDirectory(String input, Path directory) throws CaptureException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, Files::isRegularFile)) {
            entries.forEach(files::add);
        } catch (DirectoryIteratorException e) {
            throw unreadable(input, e.getCause());
        } catch (IOException e) {
            throw unreadable(input, e);
        }
        files.sort(Comparator.comparing(file -> file.getFileName().toString()));
        int before = members.size();
        boolean repeated = false;
        for (Path file : files) {
            if (!isNew(file.toString(), file)) {
                repeated = true;
                continue;
            }
            CaptureSet.Member member = addFile(file.toString(), file);
            if (!holdsCapture(member)) {
                members.remove(members.size() - 1);
            }
        }
        if (members.size() == before && !repeated) {
            throw new CaptureException(
                    input,
                    files.isEmpty() ? "directory without files" : "directory without captures",
                    "name a directory that holds capture files");
        }
    }

    private boolean holdsCapture(CaptureSet.Member member) {
        try {
            look(member);
            return true;
        } catch (CaptureException e) {
            boolean readable = !(e.getCause() instanceof IOException);
            notes.add(new CaptureNote(
                    member.name, readable ? CaptureNote.Kind.SKIPPED : CaptureNote.Kind.UNREADABLE, e.what()));
            return false;
        }
    }

    private void lookAtEach() throws CaptureException {
        for (CaptureSet.Member member : members) {
            if (member.size >= 0 && !member.seen) {
                look(member);
            }
        }
    }

    /** Finds the time of a file's first frame, and whether it is a capture. */
    private void look(CaptureSet.Member member) throws CaptureException {
        CaptureFile.Setting setting = new CaptureFile.Setting(buffers, null, options.maxFrameBytes(), false);
        try (CaptureFile file = CaptureFile.open(member.name, channel(member), member.size, setting)) {
            Frame frame = new Frame();
            for (int frames = 0; frames < LOOKED_AT && file.next(frame); frames++) {
                if (frame.nanos() != Frame.NO_TIME) {
                    member.first = frame.nanos();
                    break;
                }
            }
            member.seen = true;
        } catch (CaptureException e) {
            throw e;
        } catch (IOException e) {
            throw unreadable(member.name, e);
        }
    }

    private ReadableByteChannel channel(CaptureSet.Member member) throws CaptureException {
        if (member.path == null) {
            InputStream in = options.standardInput().orElse(null);
            return in == null ? new FileInputStream(FileDescriptor.in).getChannel() : Channels.newChannel(in);
        }
        try {
            return FileChannel.open(member.path, StandardOpenOption.READ);
        } catch (IOException e) {
            throw unreadable(member.name, e);
        }
    }

    private static CaptureException unreadable(String name, IOException e) {
        if (e instanceof AccessDeniedException) {
            return new CaptureException(name, -1, "permission denied", "run as a user who may read it", e);
        }
        return new CaptureException(name, -1, "cannot be read: " + e.getMessage(), "check the file and its disk", e);
    }

    private CaptureSet set() throws CaptureException {
        ExecutorService hasher = options.hash() ? hasher() : null;
        boolean opened = false;
        try {
            boolean alone = members.size() == 1;
            CaptureFile.Setting setting = new CaptureFile.Setting(buffers, hasher, options.maxFrameBytes(), true);
            for (CaptureSet.Member member : members) {
                if (alone || member.size < 0) {
                    member.file = CaptureFile.open(member.name, channel(member), member.size, setting);
                }
            }
            members.sort(Comparator.<CaptureSet.Member>comparingLong(member -> member.first)
                    .thenComparingInt(member -> member.index));
            opened = true;
            return new CaptureSet(members, notes, options, buffers, hasher);
        } finally {
            if (!opened && hasher != null) {
                hasher.shutdown();
            }
        }
    }

    private static ExecutorService hasher() {
        return Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "hash");
            thread.setDaemon(true);
            return thread;
        });
    }

    private void closeStreams(Exception cause) {
        for (CaptureSet.Member member : members) {
            if (member.file != null) {
                try {
                    member.file.close();
                } catch (IOException e) {
                    cause.addSuppressed(e);
                }
            }
        }
    }
}
