package org.wirewarrant.live;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The SHA-256 of a file, taken on a thread of its own while the file is read. */
final class Digest {
    private static final int BUFFER = 1 << 18;

    private final FutureTask<String> task;

    private Digest(Path path) {
        task = new FutureTask<>(() -> of(path));
    }

    static Digest start(Path path) {
        Digest digest = new Digest(path);
        Thread thread = new Thread(digest.task, "hash");
        thread.setDaemon(true);
        thread.start();
        return digest;
    }

    private static String of(Path path) throws IOException, NoSuchAlgorithmException {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(path)) {
            for (int read = in.read(buffer); read >= 0 && !Thread.interrupted(); read = in.read(buffer)) {
                sha256.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    /** Waits for it; empty when the file could not be read. */
    Optional<String> result() {
        try {
            return Optional.of(task.get());
        } catch (ExecutionException | CancellationException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    void cancel() {
        task.cancel(true);
    }
}
