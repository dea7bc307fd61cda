package org.wirewarrant.cli;

import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.wirewarrant.audit.Audit;
import org.wirewarrant.audit.AuditResult;
import org.wirewarrant.capture.CaptureSummary;
import org.wirewarrant.capture.Frame;
import org.wirewarrant.capture.LinkTypes;
import org.wirewarrant.flow.FlowMeter;
import org.wirewarrant.flow.FlowRecorder;
import org.wirewarrant.flow.IdleLimits;
import org.wirewarrant.policy.CompiledPolicy;
import org.wirewarrant.wire.Encapsulation;
import org.wirewarrant.wire.HeaderDecoder;

/**
 * An audit of two datagrams between documentation addresses (RFC 5737), from which a bundle can be made for practice: a run that will
 * have given its rights up, or has five seconds left, must not be the first to load fonts, templates and classes.
 */
final class Rehearsal {
    private static final int FRAME = 14 + 20 + 8;
    private static final long SECOND = 1_000_000_000L;

    private Rehearsal() {}

    static AuditResult audit(CompiledPolicy policy) {
        FlowRecorder recorder = new FlowRecorder(
                new HeaderDecoder(EnumSet.noneOf(Encapsulation.class)), IdleLimits.DEFAULT, FlowMeter.MIN_FLOWS, 0);
        Frame frame = new Frame();
        for (int i = 0; i < 2; i++) {
            frame.wrap(datagram(), 0, FRAME, FRAME, i * SECOND, LinkTypes.ETHERNET, i + 1);
            recorder.add(frame);
        }
        CaptureSummary capture = new CaptureSummary(
                "rehearsal",
                CaptureSummary.INTERFACE,
                List.of(LinkTypes.ETHERNET),
                2 * FRAME,
                2,
                OptionalLong.of(0),
                OptionalLong.of(SECOND),
                0,
                OptionalLong.of(0),
                Optional.empty(),
                Optional.empty());
        return Audit.of(recorder.finish().observation(), List.of(capture), policy, 1);
    }

    private static byte[] datagram() {
        ByteBuffer bytes = ByteBuffer.allocate(FRAME);
        bytes.position(12).putShort((short) 0x0800);
        bytes.put((byte) 0x45).put((byte) 0).putShort((short) 28).putInt(0);
        bytes.put((byte) 64).put((byte) 17).putShort((short) 0);
        bytes.putInt(0xc0000201).putInt(0xc0000202);
        bytes.putShort((short) 40000).putShort((short) 9).putShort((short) 8).putShort((short) 0);
        return bytes.array();
    }
}
