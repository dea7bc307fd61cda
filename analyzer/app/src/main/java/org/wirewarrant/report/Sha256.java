package org.wirewarrant.report;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** SHA-256 (FIPS 180-4) of files, read or while they are written. */
public final class Sha256 {
    private static final int BUFFER = 1 << 18;

    private Sha256() {}

    /** Reads and hashes a whole file. */
    public static FileDigest of(String name, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return of(name, in);
        }
    }

    /** Hashes a stream to its end. */
    public static FileDigest of(String name, InputStream in) throws IOException {
        MessageDigest digest = digest();
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            digest.update(buffer, 0, n);
            size += n;
        }
        return new FileDigest(name, size, Optional.of(hex(digest)));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Hashes and counts what passes through. */
    static final class Sink extends FilterOutputStream {
        private final MessageDigest digest = digest();
        private long size;

        Sink(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            digest.update((byte) b);
            size++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            digest.update(bytes, offset, length);
            size += length;
        }

        /** What was written so far, as a file of this name; ends the hashing. */
        FileDigest result(String name) {
            return new FileDigest(name, size, Optional.of(hex(digest)));
        }
    }
}
