package org.wirewarrant.capture;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.tukaani.xz.XZInputStream;

/** Wrappings of captures, told by their first bytes. */
enum Compression {
    GZIP("gzip"),
    ZSTD("zstd"),
    LZ4("lz4"),
    BZIP2("bzip2"),
    XZ("xz");

    /** An {@code xz -9} stream needs 64 MiB. */
    private static final int XZ_MEMORY_KIB = 256 * 1024;

    private final String label;

    Compression(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** The wrapping of what begins with these bytes, or null. */
    static Compression of(byte[] head, int length) {
        if (length < 4) {
            return null;
        }
        int first = ByteBuffer.wrap(head).getInt();
        if (first >>> 16 == 0x1f8b && head[2] == 8) {
            return GZIP;
        } else if (first == 0x28b52ffd || zstdSkippable(head, length)) {
            return ZSTD;
        } else if (first == 0x04224d18) {
            return LZ4;
        } else if (first >>> 8 == 0x425a68 && head[3] >= '1' && head[3] <= '9') {
            return BZIP2;
        } else if (first == 0xfd377a58 && length >= 6 && head[4] == 0x5a && head[5] == 0) {
            return XZ;
        }
        return null;
    }

    /** A skippable frame (RFC 8878, 3.1.2); zstd and lz4 share it, and pzstd and seekable files begin or end with one. */
    private static boolean zstdSkippable(byte[] head, int length) {
        return length >= 8 && (head[0] & 0xf0) == 0x50 && head[1] == 0x2a && head[2] == 0x4d && head[3] == 0x18;
    }

    /** A stream of what is inside; several members or frames in a row are read as one. */
    InputStream unwrap(InputStream in) throws IOException {
        try {
            return open(in);
        } catch (LinkageError e) {
            throw new IOException("its library cannot be loaded on this system: " + e.getMessage(), e);
        }
    }

    private InputStream open(InputStream in) throws IOException {
        return switch (this) {
            case GZIP ->
                GzipCompressorInputStream.builder()
                        .setInputStream(in)
                        .setDecompressConcatenated(true)
                        .get();
            case ZSTD -> new ZstdInputStreamNoFinalizer(in);
            case LZ4 -> new FramedLZ4CompressorInputStream(in, true);
            case BZIP2 -> new BZip2CompressorInputStream(in, true);
            case XZ -> new XZInputStream(in, XZ_MEMORY_KIB);
        };
    }
}
