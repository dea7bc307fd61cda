package org.wirewarrant.live;

import java.util.ArrayDeque;
import java.util.Arrays;
import org.wirewarrant.audit.ConversationRow;
import org.wirewarrant.capture.Frame;
import org.wirewarrant.flow.Conversation;
import org.wirewarrant.policy.VerdictKind;
import org.wirewarrant.wire.HeaderDecoder;
import org.wirewarrant.wire.Headers;
import org.wirewarrant.wire.IpAddress;
import org.wirewarrant.wire.IpProtocol;
import org.wirewarrant.wire.PacketView;

/**
 * Hands on only frames of conversations that are undocumented or undecided. A frame waits, in bounded memory, until the conversation
 * that it belongs to was judged; when memory is short it is handed on unjudged. Frames that carry no flow are not handed on.
 */
public final class UnexplainedFrames implements FrameSink, LiveListener {
    private static final long MOST_HELD_BYTES = 64L << 20;
    private static final int OVERHEAD = 96;

    private record Judged(ConversationSet explained, long frames) {}

    /** A frame that waits for its judgement. */
    private static final class Held {
        private final byte[] bytes;
        private final int wire;
        private final long nanos;
        private final int linkType;
        private final long number;
        private final int input;

        Held(Frame frame, long number, int input) {
            this.bytes = Arrays.copyOfRange(frame.bytes(), frame.offset(), frame.offset() + frame.capturedLength());
            this.wire = frame.wireLength();
            this.nanos = frame.nanos();
            this.linkType = frame.linkType();
            this.number = number;
            this.input = input;
        }
    }

    private final FrameSink next;
    private final HeaderDecoder decoder;
    private final Headers headers = new Headers();
    private final Frame frame = new Frame();
    private final ArrayDeque<Held> held = new ArrayDeque<>();
    private long heldBytes;
    private volatile Judged judged = new Judged(new ConversationSet(), 0);
    private long appliedFrames;

    /**
     * A choice of what is handed on.
     *
     * @param decoder decodes as the audit does; used by the capturing thread
     */
    public UnexplainedFrames(FrameSink next, HeaderDecoder decoder) {
        this.next = next;
        this.decoder = decoder;
    }

    @Override
    public void look(LiveReading reading) {
        // ICMP of two hosts goes together, whatever its types.
        ConversationSet unexplained = new ConversationSet();
        for (ConversationRow row : reading.result().conversations()) {
            if (!isExplained(row) && isIcmp(row.conversation().protocol())) {
                unexplained.add(hash(row.conversation()));
            }
        }
        ConversationSet explained = new ConversationSet();
        for (ConversationRow row : reading.result().conversations()) {
            if (isExplained(row) && !unexplained.contains(hash(row.conversation()))) {
                explained.add(hash(row.conversation()));
            }
        }
        judged = new Judged(explained, reading.state().frames());
    }

    private static boolean isExplained(ConversationRow row) {
        VerdictKind kind = row.verdict().kind();
        return kind != VerdictKind.UNDOCUMENTED && kind != VerdictKind.UNDECIDED;
    }

    private static long hash(Conversation conversation) {
        IpAddress client = conversation.client();
        IpAddress server = conversation.server();
        return ConversationSet.hash(
                client.high(),
                client.low(),
                server.high(),
                server.low(),
                conversation.protocol(),
                isIcmp(conversation.protocol()) ? 0 : conversation.serverPort());
    }

    private static boolean isIcmp(int protocol) {
        return protocol == IpProtocol.ICMP || protocol == IpProtocol.ICMPV6;
    }

    @Override
    public void add(Frame given, long number, int input) {
        release();
        decoder.decode(given, headers);
        if (headers.count() == 0 || isExplained(judged.explained())) {
            return;
        }
        Held one = new Held(given, number, input);
        held.add(one);
        heldBytes += one.bytes.length + OVERHEAD;
        while (heldBytes > MOST_HELD_BYTES) {
            handOn(take());
        }
    }

    /** Whether every layer of the frame in {@link #headers} belongs to an explained conversation. */
    private boolean isExplained(ConversationSet explained) {
        for (int i = 0; i < headers.count(); i++) {
            PacketView layer = headers.layer(i);
            if (layer.fragment == PacketView.LATER_FRAGMENT
                    || (!explained.contains(hash(layer, false)) && !explained.contains(hash(layer, true)))) {
                return false;
            }
        }
        return true;
    }

    private static long hash(PacketView layer, boolean reply) {
        return reply
                ? ConversationSet.hash(
                        layer.destinationHigh,
                        layer.destinationLow,
                        layer.sourceHigh,
                        layer.sourceLow,
                        layer.protocol,
                        layer.sourcePort)
                : ConversationSet.hash(
                        layer.sourceHigh,
                        layer.sourceLow,
                        layer.destinationHigh,
                        layer.destinationLow,
                        layer.protocol,
                        layer.destinationPort);
    }

    @Override
    public void idle() {
        release();
        next.idle();
    }

    /** Decides on the frames that were judged since. */
    private void release() {
        Judged now = judged;
        if (now.frames() == appliedFrames) {
            return;
        }
        appliedFrames = now.frames();
        while (!held.isEmpty() && held.peek().number <= now.frames()) {
            Held one = take();
            wrap(one);
            decoder.decode(frame, headers);
            if (!isExplained(now.explained())) {
                handOn(one);
            }
        }
    }

    private Held take() {
        Held one = held.remove();
        heldBytes -= one.bytes.length + OVERHEAD;
        return one;
    }

    private void handOn(Held one) {
        wrap(one);
        next.add(frame, one.number, one.input);
    }

    private void wrap(Held one) {
        frame.wrap(one.bytes, 0, one.bytes.length, one.wire, one.nanos, one.linkType, one.number);
    }

    @Override
    public void finish() {
        release();
        while (!held.isEmpty()) {
            handOn(take());
        }
        next.finish();
    }
}
