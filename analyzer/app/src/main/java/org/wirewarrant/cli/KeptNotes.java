package org.wirewarrant.cli;

import java.util.ArrayList;
import java.util.List;
import org.wirewarrant.capture.FrameQuota;

/** What the reader of evidence should know of packets that were kept while they passed. */
final class KeptNotes {
    private KeptNotes() {}

    /**
     * A clause; empty where all were kept.
     *
     * @param most packets of each conversation for which there was room
     * @param full whether there was none for conversations that came last
     * @param lost packets that came faster than they could be kept
     */
    static String of(int most, boolean full, long lost) {
        List<String> notes = new ArrayList<>();
        String fewer = FrameQuota.note(most, full);
        if (!fewer.isEmpty()) {
            notes.add(fewer);
        }
        if (lost > 0) {
            notes.add(lost + " first packets of conversations came faster than they could be kept");
        }
        return String.join("; ", notes);
    }
}
