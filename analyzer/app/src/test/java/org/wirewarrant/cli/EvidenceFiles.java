package org.wirewarrant.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The packets behind the findings of a bundle, without their times. */
final class EvidenceFiles {
    private static final int FILE_HEADER = 24;
    private static final int RECORD_HEADER = 16;

    private EvidenceFiles() {}

    /** What each file holds; there must be some. */
    static Map<String, List<String>> in(Path bundle) throws IOException {
        Map<String, List<String>> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(bundle.resolve("evidence"))) {
            for (Path file : all.toList()) {
                files.put(file.getFileName().toString(), packets(file));
            }
        }
        assertFalse(files.isEmpty());
        return files;
    }

    private static List<String> packets(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<String> packets = new ArrayList<>();
        packets.add("link type " + bytes.getInt(FILE_HEADER - 4));
        for (int at = FILE_HEADER; at < bytes.capacity(); ) {
            int captured = bytes.getInt(at + 8);
            String content = HexFormat.of().formatHex(bytes.array(), at + RECORD_HEADER, at + RECORD_HEADER + captured);
            packets.add(content + " of " + bytes.getInt(at + 12));
            at += RECORD_HEADER + captured;
        }
        return packets;
    }
}
