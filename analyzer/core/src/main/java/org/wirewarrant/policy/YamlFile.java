package org.wirewarrant.policy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * The bytes of a pack or site as text: at most 16 MiB, strictly UTF-8, printable characters only.
 *
 * @param path where it was read
 * @param text its characters, without a byte order mark
 * @param sha256 lower-case hexadecimal digest of its bytes
 */
record YamlFile(Path path, String text, String sha256) {
    static final int MOST_BYTES = 16 << 20;
    private static final Set<Integer> UTF_16_MARKS = Set.of(0xfeff, 0xfffe);

    static YamlFile read(Path path) throws PolicyException {
        byte[] bytes = bytes(path);
        return new YamlFile(path, decode(bytes, path.toString()), digest(bytes));
    }

    private static byte[] bytes(Path path) throws PolicyException {
        if (Files.isDirectory(path)) {
            throw new PolicyException(path.toString(), "is a directory", "name a file in it");
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new PolicyException(path.toString(), "is larger than 16 MiB", "split it");
            }
            return bytes;
        } catch (NoSuchFileException absent) {
            throw unreadable(path, "no such file", "check the name", absent);
        } catch (AccessDeniedException denied) {
            throw unreadable(path, "may not be read", "check its permissions", denied);
        } catch (IOException failed) {
            throw unreadable(path, "cannot be read: " + failed.getMessage(), "", failed);
        }
    }

    private static PolicyException unreadable(Path path, String what, String whatToDo, IOException cause) {
        PolicyException exception = new PolicyException(path.toString(), what, whatToDo);
        exception.initCause(cause);
        return exception;
    }

    private static String decode(byte[] bytes, String file) throws PolicyException {
        if (bytes.length >= 2 && UTF_16_MARKS.contains((bytes[0] & 0xff) << 8 | (bytes[1] & 0xff))) {
            throw new PolicyException(file, "is UTF-16", "save it as UTF-8");
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        out.flip();
        Problems problems = new Problems(file);
        if (result.isError()) {
            String bad = String.format("byte 0x%02X is not UTF-8", bytes[in.position()]);
            addAt(problems, out, out.length(), bad, "save the file as UTF-8");
        }
        for (int i = 0; problems.isEmpty() && i < out.length(); i++) {
            char c = out.charAt(i);
            if (!printable(c)) {
                addAt(problems, out, i, String.format("control character U+%04X", (int) c), "remove it");
            }
        }
        problems.throwIfAny();
        return out.length() > 0 && out.charAt(0) == '\ufeff'
                ? out.subSequence(1, out.length()).toString()
                : out.toString();
    }

    /** YAML 1.2, production c-printable, for one UTF-16 unit. */
    private static boolean printable(char c) {
        boolean control = (c < ' ' && c != '\n' && c != '\r' && c != '\t') || (c >= 0x7f && c <= 0x9f && c != 0x85);
        return !control && c != 0xfffe && c != 0xffff;
    }

    private static void addAt(Problems problems, CharSequence text, int index, String what, String whatToDo) {
        int line = 1;
        int start = 0;
        for (int i = 0; i < index; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                start = i + 1;
            }
        }
        int column = Character.codePointCount(text, start, index) + 1;
        problems.add(line, column, what, whatToDo);
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** The file's name without {@code .yaml}. */
    Optional<String> stem() {
        Path name = path.getFileName();
        return name != null && name.toString().endsWith(".yaml")
                ? Optional.of(name.toString().substring(0, name.toString().length() - 5))
                : Optional.empty();
    }
}
