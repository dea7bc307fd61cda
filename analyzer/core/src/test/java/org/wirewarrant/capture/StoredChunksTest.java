package org.wirewarrant.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Chunks of a file, read ahead and hashed on other threads, against the file. */
class StoredChunksTest {
    @TempDir
    private Path folder;

    private Path file(int bytes) throws IOException {
        byte[] content = new byte[bytes];
        new Random(bytes).nextBytes(content);
        return Files.write(folder.resolve("file"), content);
    }

    /** Carries the last bytes of each chunk over to the next one, as a record that is cut there needs it. */
    private static byte[] read(StoredChunks chunks, int carried) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int keep = 0;
        while (chunks.advance(chunks.end() - keep, keep)) {
            int next = Math.min(carried, chunks.end() - chunks.start());
            all.write(chunks.bytes(), chunks.start() - keep, chunks.end() - chunks.start() + keep - next);
            keep = next;
        }
        all.write(chunks.bytes(), chunks.start() - keep, keep);
        return all.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "524288, 0", "524289, 7", "3000000, 0", "3000000, 1000", "4194304, 16"})
    void shouldGiveAllBytesInOrderAndTheirHash(int bytes, int carried) throws Exception {
        Path file = file(bytes);
        byte[] content = Files.readAllBytes(file);
        String expected =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        ExecutorService hasher = Executors.newSingleThreadExecutor();
        try {
            for (ExecutorService hashing : new ExecutorService[] {null, hasher}) {
                try (StoredChunks chunks =
                        new StoredChunks(FileChannel.open(file), new Buffers(), Buffers.LARGE, hashing)) {
                    assertArrayEquals(content, read(chunks, carried));
                    assertEquals(bytes, chunks.consumed());
                    assertEquals(Optional.ofNullable(hashing).map(any -> expected), chunks.finish());
                }
            }
        } finally {
            hasher.shutdown();
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "3", "5"})
    void shouldCloseInTheMiddle(int taken) throws IOException {
        Path file = file(5_000_000);
        FileChannel channel = FileChannel.open(file);
        try (StoredChunks chunks = new StoredChunks(channel, new Buffers(), Buffers.LARGE, null)) {
            for (int i = 0; i < taken; i++) {
                chunks.advance(chunks.start(), 0);
            }
            assertEquals((long) taken * Buffers.LARGE, chunks.consumed());
        }
        assertFalse(channel.isOpen());
    }
}
