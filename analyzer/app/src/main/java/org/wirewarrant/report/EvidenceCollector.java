package org.wirewarrant.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wirewarrant.audit.AuditResult;
import org.wirewarrant.capture.Frame;
import org.wirewarrant.capture.PcapRecords;
import org.wirewarrant.flow.ConversationTracer;
import org.wirewarrant.wire.HeaderDecoder;

/**
 * Keeps the first packets behind each finding while the captures are read again: at most {@link #MOST_PACKETS} of a finding and
 * {@link #MOST_BYTES} of all, of which every finding has an equal share. Reading ends as soon as nothing more can be found.
 */
final class EvidenceCollector {
    static final int MOST_PACKETS = 100;
    /** Bytes of all files together. */
    static final long MOST_BYTES = 64L << 20;
    /** Bytes of one finding: a hundred frames of Ethernet's full length. */
    static final int MOST_FINDING_BYTES = 256 << 10;
    /** Captures that are surely read side by side, and so in order of time. */
    private static final int MOST_INTERLEAVED = 100;

    private final EvidencePlan plan;
    private final ConversationTracer tracer;
    private final List<Kept> kept = new ArrayList<>();
    private final int share;
    /** Frames that were audited: what a file has grown by since is not evidence. */
    private final long audited;
    /** Whether frames come in order of time, so that none of a conversation follows its last. */
    private final boolean ordered;

    private long framesRead;
    private int open;
    private long deadline = Long.MIN_VALUE;

    private static final class Kept {
        final String finding;
        final Map<Integer, ByteArrayOutputStream> byLinkType = new LinkedHashMap<>();
        final Map<String, List<Long>> frames = new LinkedHashMap<>();
        int bytes;
        int count;
        boolean done;
        long lastFrame;
        boolean cut;

        Kept(String finding) {
            this.finding = finding;
        }
    }

    EvidenceCollector(AuditResult result, HeaderDecoder decoder) {
        this.plan = EvidencePlan.of(result);
        this.tracer = new ConversationTracer(decoder);
        this.audited = result.frames().offered();
        this.ordered = result.quality().timeSteps() == 0 && result.captures().size() <= MOST_INTERLEAVED;
        plan.targets().forEach((finding, targets) -> {
            for (EvidencePlan.Target target : targets) {
                tracer.add(
                        kept.size(),
                        target.client(),
                        target.server(),
                        target.protocol(),
                        target.serverPort(),
                        target.firstNanos(),
                        target.lastNanos());
                deadline = Math.max(deadline, target.lastNanos());
            }
            kept.add(new Kept(finding));
        });
        this.open = kept.size();
        this.share = (int) Math.min(MOST_FINDING_BYTES, MOST_BYTES / Math.max(1, kept.size()));
    }

    /** Reads what is needed. A capture that cannot be read again costs the evidence, not the bundle. */
    Evidence collect(FrameReplay replay) {
        List<String> notes = new ArrayList<>();
        if (plan.left() > 0) {
            notes.add("packets are kept of the worst %d findings alone, not of %d others"
                    .formatted(EvidencePlan.MOST_FINDINGS, plan.left()));
        }
        if (kept.isEmpty()) {
            return new Evidence(Map.of(), 0, notes);
        }
        try {
            String note = replay.replay(this::add);
            if (!note.isEmpty()) {
                notes.add(note);
            }
        } catch (IOException e) {
            notes.add("the captures could not be read again for the packets: " + e.getMessage());
        }
        return finish(notes);
    }

    private boolean add(Frame frame, String capture) {
        if (open == 0 || framesRead == audited) {
            return false;
        }
        framesRead++;
        tracer.trace(frame, id -> keep(kept.get(id), frame, capture));
        return !ordered || frame.nanos() == Frame.NO_TIME || frame.nanos() <= deadline + ConversationTracer.ERROR_NANOS;
    }

    private void keep(Kept finding, Frame frame, String capture) {
        if (finding.done || finding.lastFrame == framesRead) {
            return;
        }
        finding.lastFrame = framesRead;
        int overhead = PcapRecords.RECORD_HEADER
                + (finding.byLinkType.containsKey(frame.linkType()) ? 0 : PcapRecords.FILE_HEADER);
        int room = share - finding.bytes - overhead;
        int captured = frame.capturedLength();
        if (captured > room) {
            finding.done = true;
            finding.cut = true;
            open--;
            if (finding.count > 0) {
                return;
            }
            captured = Math.max(0, room);
        }
        write(finding, frame, captured);
        finding.bytes += overhead + captured;
        finding.frames.computeIfAbsent(capture, name -> new ArrayList<>()).add(frame.ordinal());
        if (++finding.count == MOST_PACKETS && !finding.done) {
            finding.done = true;
            open--;
        }
    }

    private static void write(Kept finding, Frame frame, int captured) {
        try {
            ByteArrayOutputStream file = finding.byLinkType.get(frame.linkType());
            if (file == null) {
                file = new ByteArrayOutputStream();
                PcapRecords.header(file, frame.linkType());
                finding.byLinkType.put(frame.linkType(), file);
            }
            PcapRecords.record(file, frame, captured);
        } catch (IOException e) {
            throw new IllegalStateException("memory takes every byte", e);
        }
    }

    private Evidence finish(List<String> notes) {
        Map<String, Evidence.Packets> found = new LinkedHashMap<>();
        long cut = 0;
        for (Kept finding : kept) {
            if (finding.count > 0) {
                Map<String, byte[]> files = new LinkedHashMap<>();
                finding.byLinkType.forEach((linkType, bytes) -> files.put(
                        "evidence/" + finding.finding + (files.isEmpty() ? "" : "-linktype" + linkType) + ".pcap",
                        bytes.toByteArray()));
                found.put(finding.finding, new Evidence.Packets(files, finding.frames, finding.count));
                cut += finding.cut ? 1 : 0;
            }
        }
        if (cut > 0) {
            notes.add("of %s fewer packets are kept, because each has %s at most"
                    .formatted(Quantities.of(cut, "finding"), Quantities.bytes(share)));
        }
        return new Evidence(found, framesRead, notes);
    }
}
