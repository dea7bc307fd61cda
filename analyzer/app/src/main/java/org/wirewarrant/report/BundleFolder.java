package org.wirewarrant.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The place of a bundle. Files go to a hidden sibling folder, which {@link #publish()} moves into place in one step; {@link #close()}
 * removes it where that did not happen, so no half bundle ever looks whole.
 */
public final class BundleFolder implements AutoCloseable {
    private static final String PART_PREFIX = ".part-";

    private final String name;
    private final Path place;
    private final Path part;
    private final boolean replace;
    /** Whether the place is this program's already, and only its content is new. */
    private final boolean inside;
    /** Folders made on the way, outermost first. */
    private final List<Path> parents;

    private volatile boolean published;

    private BundleFolder(String name, Path place, Path part, boolean replace, boolean inside, List<Path> parents) {
        this.name = name;
        this.place = place;
        this.part = part;
        this.replace = replace;
        this.inside = inside;
        this.parents = parents;
    }

    /**
     * Makes the sibling folder, after checking that the bundle may stand there.
     *
     * @param folder where the bundle will be
     * @param force whether a bundle that is there may be replaced
     * @throws BundleException if something else is there, or a bundle without {@code force}, or the place is not writable
     */
    public static BundleFolder claim(Path folder, boolean force) throws BundleException {
        Path place = folder.toAbsolutePath().normalize();
        if (place.getFileName() == null) {
            throw new BundleException(folder.toString(), "is no place for a bundle", "name a new folder with --out");
        }
        boolean exists = Files.exists(place, LinkOption.NOFOLLOW_LINKS);
        if (exists) {
            place = refuseOrResolve(folder, place, force);
        }
        try {
            List<Path> parents = missing(place.getParent());
            Files.createDirectories(place.getParent());
            Path part = place.resolveSibling("." + place.getFileName() + ".part-"
                    + ProcessHandle.current().pid());
            deleteTree(part);
            return new BundleFolder(folder.toString(), place, Files.createDirectory(part), exists, false, parents);
        } catch (IOException e) {
            throw unwritable(folder.toString(), e);
        }
    }

    /**
     * Makes a folder within the place, for a process that may write there and not beside it. Publishing moves the files one by one, the
     * manifest last, without which no folder is a bundle.
     *
     * @param folder where the bundle will be; it exists
     * @param force whether a bundle that is there may be replaced
     * @throws BundleException if something else is there, or a bundle without {@code force}, or the place is not writable
     */
    public static BundleFolder claimInside(Path folder, boolean force) throws BundleException {
        Path place = folder.toAbsolutePath().normalize();
        try {
            boolean bundle = Files.isRegularFile(place.resolve(Manifest.FILE));
            boolean empty = entries(place).isEmpty();
            if (!empty && !(bundle && force)) {
                refuseOrResolve(folder, place, force);
            }
            Path part = place.resolve(PART_PREFIX + ProcessHandle.current().pid());
            deleteTree(part);
            return new BundleFolder(folder.toString(), place, Files.createDirectory(part), bundle, true, List.of());
        } catch (IOException e) {
            throw unwritable(folder.toString(), e);
        }
    }

    /** What a folder holds, without what a run that was killed left behind. */
    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !entry.getFileName().toString().startsWith(PART_PREFIX))
                    .toList();
        }
    }

    private static List<Path> missing(Path folder) {
        List<Path> missing = new ArrayList<>();
        for (Path parent = folder; parent != null && !Files.exists(parent); parent = parent.getParent()) {
            missing.add(0, parent);
        }
        return missing;
    }

    private static Path refuseOrResolve(Path folder, Path place, boolean force) throws BundleException {
        if (!Files.isDirectory(place)) {
            throw new BundleException(folder.toString(), "exists and is no folder", "choose another name with --out");
        }
        boolean bundle = Files.isRegularFile(place.resolve(Manifest.FILE));
        if (!force) {
            throw new BundleException(
                    folder.toString(),
                    "already exists",
                    bundle
                            ? "replace it with --force, or choose another folder with --out"
                            : "choose another folder with --out");
        }
        try (Stream<Path> entries = Files.list(place)) {
            if (!bundle && entries.findAny().isPresent()) {
                throw new BundleException(
                        folder.toString(),
                        "is not a bundle, so --force does not replace it",
                        "choose another folder with --out");
            }
            return place.toRealPath();
        } catch (IOException e) {
            throw unwritable(folder.toString(), e);
        }
    }

    /** Where the files go until they are published. */
    Path part() {
        return part;
    }

    /** A file of no bundle, gone when it is published or given up; nothing is there yet. */
    public Path scratch() {
        return part.resolve(".scratch");
    }

    /** The place as the user named it. */
    public String name() {
        return name;
    }

    /** Moves the finished folder into place. */
    void publish() throws IOException {
        Files.deleteIfExists(scratch());
        if (inside) {
            publishInside();
        } else if (!replace) {
            Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
        } else {
            Path old = place.resolveSibling("." + place.getFileName() + ".old-"
                    + ProcessHandle.current().pid());
            deleteTree(old);
            Files.move(place, old, StandardCopyOption.ATOMIC_MOVE);
            try {
                Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                Files.move(old, place, StandardCopyOption.ATOMIC_MOVE);
                throw e;
            }
            deleteTree(old);
        }
        published = true;
    }

    private void publishInside() throws IOException {
        Path manifest = place.resolve(Manifest.FILE);
        Files.deleteIfExists(manifest);
        for (Path old : entries(place)) {
            deleteTree(old);
        }
        for (Path made : entries(part)) {
            if (!made.endsWith(Manifest.FILE)) {
                Files.move(made, place.resolve(made.getFileName()), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        Files.move(part.resolve(Manifest.FILE), manifest, StandardCopyOption.ATOMIC_MOVE);
        deleteTree(part);
    }

    /** Removes what was not published; safe to call more than once and from any thread. */
    @Override
    public void close() {
        if (!published) {
            try {
                deleteTree(part);
                for (int i = parents.size() - 1; i >= 0; i--) {
                    Files.deleteIfExists(parents.get(i));
                }
            } catch (DirectoryNotEmptyException inUseByOthers) {
                return;
            } catch (IOException | UncheckedIOException e) {
                part.toFile().deleteOnExit();
            }
        }
    }

    /** One line for a file system's refusal. */
    public static BundleException unwritable(String file, IOException e) {
        return unwritable(file, e, "choose a writable folder with --out, or --out none");
    }

    /** The same of what is not in a bundle, with what to do about it. */
    public static BundleException unwritable(String file, IOException e, String remedy) {
        String reason;
        if (e instanceof AccessDeniedException) {
            reason = "permission denied";
        } else if (e instanceof FileAlreadyExistsException) {
            reason = "a file is in the way";
        } else if (e instanceof NoSuchFileException) {
            reason = "no such folder";
        } else if (e instanceof FileSystemException refused && refused.getReason() != null) {
            reason = refused.getReason();
        } else {
            reason = String.valueOf(e.getMessage());
        }
        String what = "cannot be written: " + reason.strip().replaceAll("\\s+", " ");
        return new BundleException(file, what, remedy);
    }

    private static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> tree = Files.walk(folder)) {
            deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}
