package org.wirewarrant.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.wirewarrant.capture.Frame;
import org.wirewarrant.capture.FrameSpool;
import org.wirewarrant.capture.KeptFrame;
import org.wirewarrant.live.FirstFrames;
import org.wirewarrant.report.FrameReplay;

/**
 * Keeps the first packets of a live run that has no store in a file of the unfinished bundle, on a thread of its own. What the disk
 * refuses costs the evidence, not the audit.
 */
final class PacketSpool implements AutoCloseable, FrameReplay {
    private static final long PAUSE_MILLIS = 200;

    private final FirstFrames first;
    private final List<String> names;
    private final FrameSpool spool;
    private final Thread thread = new Thread(this::keep, "evidence");
    private String refusal = "";

    /**
     * Begins to keep.
     *
     * @param names of the interfaces
     * @param file made, and removed at the end
     */
    PacketSpool(FirstFrames first, List<String> names, Path file, long maxBytes) throws IOException {
        this.first = first;
        this.names = List.copyOf(names);
        this.spool = new FrameSpool(file, maxBytes);
        thread.setDaemon(true);
        thread.start();
    }

    private void keep() {
        try {
            while (true) {
                drain();
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException over) {
            // What waits is kept by replay.
        }
    }

    private void drain() {
        List<KeptFrame> frames = first.waiting(Long.MAX_VALUE);
        Frame frame = new Frame();
        try {
            for (KeptFrame kept : frames) {
                if (refusal.isEmpty()) {
                    kept.wrap(frame);
                    spool.add(frame, names.indexOf(kept.capture()), kept.nth());
                }
            }
            first.limit(spool.isFull() || !refusal.isEmpty() ? 0 : spool.most());
        } catch (IOException e) {
            refusal = "the packets could not be kept: " + e.getMessage();
        }
        first.release(frames.size());
    }

    private void end() {
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String replay(Sink sink) throws IOException {
        end();
        drain();
        if (!refusal.isEmpty()) {
            return refusal;
        }
        spool.replay((frame, input) -> sink.frame(frame, names.get(input)));
        return KeptNotes.of(spool.most(), spool.isFull(), first.lost());
    }

    /** Removes the file. */
    @Override
    public void close() throws IOException {
        end();
        try {
            spool.close();
        } catch (IOException e) {
            // A full disk was said before; only another fault is news.
            if (refusal.isEmpty()) {
                throw e;
            }
        }
    }
}
