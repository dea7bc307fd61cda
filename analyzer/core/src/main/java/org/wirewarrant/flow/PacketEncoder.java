package org.wirewarrant.flow;

import org.wirewarrant.capture.Frame;
import org.wirewarrant.flow.PacketBatch.Meta;
import org.wirewarrant.wire.Encapsulation;
import org.wirewarrant.wire.Headers;
import org.wirewarrant.wire.IpAddress;
import org.wirewarrant.wire.IpProtocol;
import org.wirewarrant.wire.PacketView;

/**
 * Turns the layers of decoded frames into batch entries: canonical key, events, payload role. After it the frame's bytes are not
 * needed any more. One thread.
 */
final class PacketEncoder {
    private final FrameTally tally;
    private final NegotiationReader negotiations;
    private long lastTime;

    PacketEncoder(FrameTally tally, NegotiationReader negotiations) {
        this.tally = tally;
        this.negotiations = negotiations;
    }

    /** When the last frame came. */
    long lastTime() {
        return lastTime;
    }

    /** Entries that one frame may need: each layer and the datagram that it quotes. */
    static final int MAX_ENTRIES = 2 * Headers.MAX_LAYERS;

    void encode(Frame frame, Headers headers, PacketBatch batch) {
        int layers = headers.count();
        if (layers == 0) {
            tally.withoutLayers(headers, frame.nanos() == Frame.NO_TIME ? lastTime : frame.nanos());
            return;
        }
        if (frame.nanos() != Frame.NO_TIME) {
            lastTime = frame.nanos();
        }
        boolean counted = false;
        for (int i = 0; i < layers; i++) {
            counted |= headers.layer(i).fragment != PacketView.LATER_FRAGMENT;
        }
        if (counted) {
            tally.inFlows();
        } else {
            tally.pending();
        }
        int path = 0;
        for (int i = 0; i < layers; i++) {
            PacketView packet = headers.layer(i);
            if (packet.encapsulation != Encapsulation.NONE) {
                path = FlowKey.pathInside(path, packet.encapsulation);
            }
            Encapsulation carries = i + 1 < layers ? headers.layer(i + 1).encapsulation : Encapsulation.NONE;
            // Only one fragment of a frame may hold its place in the tally.
            long place = (i == 0 ? Meta.OUTERMOST : 0) | (!counted && i == layers - 1 ? Meta.FRAME_PENDING : 0);
            add(packet, path, carries, frame, place, batch);
            if (packet.quoted && refuses(packet)) {
                addQuoted(packet, path, batch);
            }
        }
    }

    private void add(PacketView packet, int path, Encapsulation carries, Frame frame, long place, PacketBatch batch) {
        byte[] bytes = frame.bytes();
        int limit = frame.offset() + frame.capturedLength();
        int source = packet.sourcePort;
        int destination = packet.destinationPort;
        long meta = place | (long) carries.ordinal() << Meta.CARRIES_SHIFT | (long) packet.vlan << Meta.VLAN_SHIFT;
        int events = Event.DATA;
        int role = PayloadRole.UNKNOWN;
        long sequence = 0;
        if (packet.fragment == PacketView.LATER_FRAGMENT) {
            meta |= (long) Meta.KIND_LATER_FRAGMENT << Meta.KIND_SHIFT;
        } else if (packet.protocol == IpProtocol.TCP) {
            events = Event.ofTcp(packet.tcpFlags, packet.payloadLength);
            sequence = (long) packet.tcpSequence << 32 | (packet.tcpAcknowledgment & 0xffffffffL);
            meta |= (packet.tcpFlags & 0x10) != 0 ? Meta.ACKNOWLEDGES : 0;
            role = PayloadRole.ofTcp(packet, bytes);
            meta |= (long) WeaknessReader.ofTcp(packet, bytes) << Meta.WEAKNESS_SHIFT;
        } else if (packet.protocol == IpProtocol.UDP) {
            role = PayloadRole.ofUdp(packet, bytes);
            meta |= (long) WeaknessReader.ofUdp(packet, bytes) << Meta.WEAKNESS_SHIFT;
        } else if (IpProtocol.isIcmp(packet.protocol)) {
            // What is told to a group (an unsolicited advertisement) answers nobody.
            boolean toGroup = IpAddress.isGroup(packet.version, packet.destinationHigh, packet.destinationLow);
            int type = toGroup ? packet.icmpType : IcmpExchange.request(packet.protocol, packet.icmpType);
            boolean reply = type != packet.icmpType;
            source = reply ? type : 0;
            destination = reply ? 0 : type;
            role = reply ? PayloadRole.SERVER : PayloadRole.CLIENT;
        } else if (packet.protocol == IpProtocol.SCTP && packet.payloadCaptured > 0) {
            events = Event.ofSctpChunk(bytes[packet.payloadOffset] & 0xff);
            sequence = sctpTags(packet, bytes);
        }
        if (packet.fragment == PacketView.FIRST_FRAGMENT) {
            meta |= (long) Meta.KIND_FIRST_FRAGMENT << Meta.KIND_SHIFT;
        }
        int order = compare(
                packet.sourceHigh,
                packet.sourceLow,
                source,
                packet.destinationHigh,
                packet.destinationLow,
                destination);
        boolean fromB = order > 0;
        int side = fromB ? Event.FROM_B : 0;
        events = events > 15 ? events | side | side << 4 : events | side;
        meta |= (long) events << Meta.EVENTS_SHIFT | (fromB ? Meta.FROM_B : 0);
        if (role != PayloadRole.UNKNOWN) {
            meta |= (role == PayloadRole.CLIENT) == fromB ? Meta.CLIENT_B : Meta.CLIENT_A;
        }
        long[] words = batch.words;
        int at = batch.count++ * PacketBatch.STRIDE;
        putKey(
                words,
                at,
                fromB,
                packet.sourceHigh,
                packet.sourceLow,
                source,
                packet.destinationHigh,
                packet.destinationLow,
                destination,
                packet.protocol,
                packet.version == 6,
                path);
        words[at + PacketBatch.TIME] = lastTime;
        words[at + PacketBatch.LENGTHS] = (long) packet.ipLength << 32 | (packet.payloadLength & 0xffffffffL);
        words[at + PacketBatch.SEQUENCE] = sequence;
        words[at + PacketBatch.META] = meta;
        boolean speaks = packet.protocol == IpProtocol.TCP || packet.protocol == IpProtocol.UDP;
        if (speaks && packet.payloadCaptured >= 4 && packet.fragment != PacketView.LATER_FRAGMENT) {
            negotiations.read(packet, bytes, words[at + PacketBatch.HASH], path, lastTime);
        }
        words[at + PacketBatch.FINGERPRINT] = packet.fragment == PacketView.WHOLE
                ? fingerprint(packet, bytes, limit, words[at + PacketBatch.HASH], meta)
                : datagram(packet);
    }

    /** Identification of a fragment's datagram, with the protocol that is part of it for IPv4 alone (RFC 791, RFC 8200 section 4.5). */
    private static long datagram(PacketView packet) {
        long id = packet.fragmentId & 0xffffffffL;
        return packet.version == 4 ? (long) packet.fragmentProtocol << 32 | id : id;
    }

    /**
     * Initiate tag of an INIT or INIT ACK in the place of a sequence number, and the tag that it answers, plus one, in that of an
     * acknowledgement; else 0 (RFC 9260 sections 3.1 and 3.3.2).
     */
    private static long sctpTags(PacketView packet, byte[] bytes) {
        int chunk = packet.payloadOffset;
        int type = bytes[chunk];
        if ((type != 1 && type != 2) || packet.payloadCaptured < 8) {
            return 0;
        }
        long initiate = int32(bytes, chunk + 4) & 0xffffffffL;
        int verification = int32(bytes, packet.transportOffset + 4);
        return initiate << 32 | ((verification + 1) & 0xffffffffL);
    }

    private static int int32(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 24
                | (bytes[at + 1] & 0xff) << 16
                | (bytes[at + 2] & 0xff) << 8
                | (bytes[at + 3] & 0xff);
    }

    /**
     * Whether an ICMP error says that its quoted packet was refused: an unreachable does (RFC 792, RFC 4443 section 3.1); fragmentation
     * needed, time exceeded, redirects and the like do not.
     */
    private static boolean refuses(PacketView packet) {
        return packet.version == 4 ? packet.icmpType == 3 && packet.icmpCode != 4 : packet.icmpType == 1;
    }

    /** An ICMP error says that the quoted packet's destination, or a router before it, refused it. */
    private void addQuoted(PacketView packet, int path, PacketBatch batch) {
        boolean fromB = compare(
                        packet.quotedSourceHigh,
                        packet.quotedSourceLow,
                        packet.quotedSourcePort,
                        packet.quotedDestinationHigh,
                        packet.quotedDestinationLow,
                        packet.quotedDestinationPort)
                > 0;
        long[] words = batch.words;
        int at = batch.count++ * PacketBatch.STRIDE;
        putKey(
                words,
                at,
                fromB,
                packet.quotedSourceHigh,
                packet.quotedSourceLow,
                packet.quotedSourcePort,
                packet.quotedDestinationHigh,
                packet.quotedDestinationLow,
                packet.quotedDestinationPort,
                packet.quotedProtocol,
                packet.version == 6,
                path);
        words[at + PacketBatch.TIME] = lastTime;
        words[at + PacketBatch.LENGTHS] = 0;
        words[at + PacketBatch.SEQUENCE] = 0;
        words[at + PacketBatch.META] = (long) Meta.KIND_QUOTED << Meta.KIND_SHIFT | (fromB ? Meta.FROM_B : 0);
        words[at + PacketBatch.FINGERPRINT] = 0;
    }

    private static void putKey(
            long[] words,
            int at,
            boolean fromB,
            long sourceHigh,
            long sourceLow,
            int sourcePort,
            long destinationHigh,
            long destinationLow,
            int destinationPort,
            int protocol,
            boolean version6,
            int path) {
        long aHigh = fromB ? destinationHigh : sourceHigh;
        long aLow = fromB ? destinationLow : sourceLow;
        long bHigh = fromB ? sourceHigh : destinationHigh;
        long bLow = fromB ? sourceLow : destinationLow;
        long word = FlowKey.word(
                fromB ? destinationPort : sourcePort, fromB ? sourcePort : destinationPort, protocol, version6, path);
        words[at] = aHigh;
        words[at + 1] = aLow;
        words[at + 2] = bHigh;
        words[at + 3] = bLow;
        words[at + PacketBatch.KEY] = word;
        words[at + PacketBatch.HASH] = FlowKey.hash(aHigh, aLow, bHigh, bLow, word);
    }

    /**
     * Equal for two sightings of one packet whatever hop they were taken at: the transport checksum covers the payload and is not
     * touched by TTL, VLAN or MAC. A bare acknowledgement without an IP identification has none, because duplicate acknowledgements
     * (RFC 5681) are equal to the last bit.
     */
    private static long fingerprint(PacketView packet, byte[] bytes, int limit, long hash, long meta) {
        boolean bareAck =
                packet.protocol == IpProtocol.TCP && packet.payloadLength == 0 && (packet.tcpFlags & 0x07) == 0;
        if (bareAck && packet.identification == 0) {
            return 0;
        }
        int checksum = TransportChecksum.read(packet, bytes, limit);
        long lengths = (long) packet.identification << 48 | (long) packet.ipLength << 20 | checksum;
        long numbers = (long) packet.tcpSequence << 32 | (packet.tcpAcknowledgment & 0xffffffffL);
        long from = meta & Meta.FROM_B;
        return FlowKey.mix(FlowKey.mix(hash ^ lengths) ^ numbers ^ from << 63 ^ (long) packet.tcpFlags << 40);
    }

    static int compare(long highA, long lowA, int portA, long highB, long lowB, int portB) {
        if (highA != highB) {
            return Long.compareUnsigned(highA, highB);
        }
        if (lowA != lowB) {
            return Long.compareUnsigned(lowA, lowB);
        }
        return Integer.compare(portA, portB);
    }
}
