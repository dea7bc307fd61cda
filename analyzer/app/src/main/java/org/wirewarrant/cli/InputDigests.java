package org.wirewarrant.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wirewarrant.audit.AuditResult;
import org.wirewarrant.policy.RulePack;
import org.wirewarrant.report.FileDigest;

/** What a manifest says of the inputs. */
final class InputDigests {
    private InputDigests() {}

    /**
     * Collects the digests that were taken when the inputs were read.
     *
     * @param library the folder of the shipped packs, which are named {@code rules/<file>} wherever the program is installed
     */
    static Map<String, List<FileDigest>> of(AuditResult result, Path library) {
        Map<String, List<FileDigest>> digests = new LinkedHashMap<>();
        digests.put(
                "capture",
                result.captures().stream()
                        .map(capture -> new FileDigest(capture.name(), capture.bytes(), capture.sha256()))
                        .toList());
        List<FileDigest> packs = new ArrayList<>();
        for (RulePack pack : result.packs()) {
            boolean shipped = pack.file()
                    .toAbsolutePath()
                    .normalize()
                    .startsWith(library.toAbsolutePath().normalize());
            String name =
                    shipped ? "rules/" + pack.file().getFileName() : pack.file().toString();
            packs.add(new FileDigest(name, size(pack.file()), Optional.of(pack.sha256())));
        }
        digests.put("pack", packs);
        result.site()
                .ifPresent(site -> digests.put(
                        "site",
                        List.of(new FileDigest(
                                site.file().toString(), size(site.file()), Optional.of(site.sha256())))));
        return digests;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException gone) {
            return -1;
        }
    }
}
