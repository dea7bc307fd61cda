package org.wirewarrant.live;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the kernel says of one thread's rights.
 *
 * @param thread its number
 * @param name its name
 * @param users real, effective, saved and file system user
 * @param groups the same of groups
 * @param supplementary further groups
 * @param capabilities all bits of all sets that the thread can use or regain: inheritable, permitted, effective, ambient
 * @param noNewPrivileges whether no program that it runs can give it more
 */
record ThreadRights(
        long thread,
        String name,
        List<String> users,
        List<String> groups,
        List<String> supplementary,
        long capabilities,
        boolean noNewPrivileges) {
    private static final Path TASKS = Path.of("/proc/self/task");
    private static final String[] CAPABILITY_SETS = {"CapInh", "CapPrm", "CapEff", "CapAmb"};

    /** Of every thread of this process. */
    static List<ThreadRights> ofAll() throws IOException {
        List<ThreadRights> all = new ArrayList<>();
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
            for (Path task : tasks) {
                try {
                    all.add(parse(Files.readAllLines(task.resolve("status"))));
                } catch (NoSuchFileException e) {
                    // It ended in between.
                } catch (IOException e) {
                    if (Files.exists(task)) {
                        throw e;
                    }
                }
            }
        }
        return all;
    }

    static ThreadRights parse(List<String> status) {
        Map<String, String> fields = new HashMap<>();
        for (String line : status) {
            int colon = line.indexOf(':');
            fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        long capabilities = 0;
        for (String set : CAPABILITY_SETS) {
            capabilities |= Long.parseUnsignedLong(fields.get(set), 16);
        }
        return new ThreadRights(
                Long.parseLong(fields.get("Pid")),
                fields.get("Name"),
                words(fields.get("Uid")),
                words(fields.get("Gid")),
                words(fields.get("Groups")),
                capabilities,
                "1".equals(fields.get("NoNewPrivs")));
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("\\s+"));
    }

    boolean isRoot() {
        return users.contains("0");
    }
}
