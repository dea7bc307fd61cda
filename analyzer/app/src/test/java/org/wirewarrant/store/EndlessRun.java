package org.wirewarrant.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.wirewarrant.cli.TinyCapture;

/** A program of its own: keeps a run that grows without end, and says after each checkpoint how many frames are kept. */
final class EndlessRun {
    static final int FLOWS = 40;
    static final int STEP = 3 * FLOWS;

    private EndlessRun() {}

    public static void main(String[] args) throws Exception {
        Path capture = Files.createTempFile(Path.of(args[0]).getParent(), "endless", ".pcap");
        try (ObservationStore store = ObservationStore.open(Path.of(args[0]), 1 << 20)) {
            StoreRun run = store.begin("probe", 0);
            for (int flows = FLOWS; ; flows = flows % 20_000 + FLOWS) {
                int[] ports = new int[flows];
                for (int i = 0; i < flows; i++) {
                    ports[i] = 1000 + i;
                }
                Kept kept = Kept.of(TinyCapture.write(capture, ports));
                run.checkpoint(kept.observation(), kept.captures(), List.of(), flows, false);
                System.out.println(kept.observation().frames().offered());
                System.out.flush();
            }
        }
    }
}
