package org.wirewarrant.flow;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.wirewarrant.wire.IpAddress;
import org.wirewarrant.wire.IpProtocol;
import org.wirewarrant.wire.PacketView;

/**
 * Collects the ports that control flows announce: FTP, TFTP, SIP, RTSP, the DCE/RPC endpoint mapper and the portmapper. Each packet costs
 * a look at its ports and first bytes. Bounded; one thread.
 */
final class NegotiationReader {
    /** What is kept of a capture. */
    static final int MAX_NEGOTIATIONS = 1 << 16;

    private static final int PORT_MAPPER = 111;
    private static final int ENDPOINT_MAPPER = 135;

    /** A data connection is opened soon after its announcement, or never. */
    private static final long SOON_NANOS = 300_000_000_000L;

    private final Set<Negotiation> found = new LinkedHashSet<>();
    private final PortMapper portMapper = new PortMapper(this);
    private PacketView packet;
    private long controlHash;
    private int path;
    private long time;

    /** How much was announced. */
    int size() {
        return found.size();
    }

    /** Forgets all others. */
    void retain(List<Negotiation> some) {
        found.clear();
        found.addAll(some);
    }

    /** What was announced, each once, in order. */
    List<Negotiation> found() {
        return List.copyOf(found);
    }

    /**
     * Looks at the payload of a TCP or UDP packet, of which at least four bytes were captured.
     *
     * @param view its headers
     * @param bytes the frame's buffer
     * @param hash of the flow's key
     * @param encapsulations path of the flow's key
     * @param nanos its time
     */
    void read(PacketView view, byte[] bytes, long hash, int encapsulations, long nanos) {
        int at = view.payloadOffset;
        int end = at + view.payloadCaptured;
        of(view, hash, encapsulations, nanos);
        if (view.protocol == IpProtocol.UDP) {
            if (TftpRequest.isRequest(bytes, at, end)) {
                soon(IpProtocol.UDP, view.sourcePort, false);
            }
        } else if (FtpControl.mayAnnounce(bytes, at)) {
            int port = FtpControl.port(bytes, at, end);
            if (port > 0) {
                soon(IpProtocol.TCP, port, true);
            }
        }
        int head = Payload.i32(bytes, at);
        if (SessionDescription.mayFollow(head)) {
            SessionDescription.read(bytes, at, end, this);
        } else if (StreamSetup.isReply(head)) {
            StreamSetup.read(bytes, at, end, this);
        }
        if (view.sourcePort == PORT_MAPPER || view.destinationPort == PORT_MAPPER) {
            portMapper.read(view, bytes, at, end, hash);
        } else if (view.protocol == IpProtocol.TCP && view.sourcePort == ENDPOINT_MAPPER) {
            EndpointMapper.read(bytes, at, end, this);
        }
    }

    private void of(PacketView view, long hash, int encapsulations, long nanos) {
        packet = view;
        controlHash = hash;
        path = encapsulations;
        time = nanos;
    }

    /** The sender of the packet serves a port as long as it runs, for whom it told. */
    void serves(int protocol, int port) {
        if (port > 0 && port <= 0xffff && (protocol == IpProtocol.TCP || protocol == IpProtocol.UDP)) {
            add(protocol, port, true, Long.MIN_VALUE, Long.MAX_VALUE);
        }
    }

    /** The sender of the packet uses a port for one exchange that begins soon. */
    void soon(int protocol, int port, boolean asServer) {
        add(protocol, port, asServer, time, time + SOON_NANOS);
    }

    /** Another host, which the sender of the packet names, serves a UDP port for one exchange with the receiver that begins soon. */
    void soonAt(IpAddress host, int port) {
        if (host.version() == packet.version) {
            add(IpProtocol.UDP, host.high(), host.low(), port, true, time, time + SOON_NANOS);
        }
    }

    private void add(int protocol, int port, boolean asServer, long from, long until) {
        add(protocol, packet.sourceHigh, packet.sourceLow, port, asServer, from, until);
    }

    private void add(int protocol, long high, long low, int port, boolean asServer, long from, long until) {
        if (found.size() < MAX_NEGOTIATIONS) {
            found.add(new Negotiation(
                    controlHash,
                    protocol,
                    path,
                    packet.version == 6,
                    high,
                    low,
                    port,
                    asServer,
                    packet.destinationHigh,
                    packet.destinationLow,
                    from,
                    until));
        }
    }
}
