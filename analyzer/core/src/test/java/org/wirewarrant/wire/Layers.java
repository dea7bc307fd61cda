package org.wirewarrant.wire;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;
import org.wirewarrant.capture.Frame;

/** Headers as a line of text, so that a test asserts all of them. */
final class Layers {
    private Layers() {}

    /** Decodes a frame that was captured whole. */
    static String of(int linkType, byte[] frame) {
        return of(linkType, frame, frame.length);
    }

    /** Decodes a frame of which less may have been captured than was on the wire. */
    static String of(int linkType, byte[] frame, int wireLength) {
        return of(new HeaderDecoder(), linkType, frame, wireLength);
    }

    static String stripped(Set<Encapsulation> mirrors, int linkType, byte[] frame) {
        return of(new HeaderDecoder(mirrors), linkType, frame, frame.length);
    }

    private static String of(HeaderDecoder decoder, int linkType, byte[] frame, int wireLength) {
        return describe(decode(decoder, linkType, frame, wireLength));
    }

    /** Decodes at an odd place in a larger buffer, whose other bytes must not matter. */
    static Headers decode(HeaderDecoder decoder, int linkType, byte[] frame, int wireLength) {
        byte[] buffer = new byte[frame.length + 200];
        Arrays.fill(buffer, (byte) 0x45);
        System.arraycopy(frame, 0, buffer, 101, frame.length);
        Frame view = new Frame();
        view.wrap(buffer, 101, frame.length, wireLength, 0, linkType, 1);
        Headers headers = new Headers();
        decoder.decode(view, headers);
        return headers;
    }

    static String describe(Headers headers) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < headers.count(); i++) {
            text.append(i == 0 ? "" : " | ").append(describe(headers.layer(i)));
        }
        if (headers.stop() != DecodeStop.COMPLETE) {
            text.append(headers.count() == 0 ? "" : " | ").append(headers.stop());
            if (headers.stopDetail() != 0) {
                text.append(String.format(" 0x%04x", headers.stopDetail()));
            }
        }
        return text.toString();
    }

    private static String describe(PacketView view) {
        StringBuilder text = new StringBuilder();
        if (view.encapsulation != Encapsulation.NONE) {
            text.append(view.encapsulation.keyword());
            if (view.tunnelId != 0) {
                text.append('#').append(Integer.toUnsignedString(view.tunnelId));
            }
            text.append(' ');
        }
        if (view.vlan != 0) {
            text.append("vlan ").append(view.vlan & 0xfff);
            if (view.vlan >>> 13 != 0) {
                text.append('.').append((view.vlan >>> 13) & 0xfff);
            }
            text.append(' ');
        }
        text.append(end(view.version, view.sourceHigh, view.sourceLow, view.hasPorts ? view.sourcePort : -1))
                .append('>')
                .append(end(
                        view.version,
                        view.destinationHigh,
                        view.destinationLow,
                        view.hasPorts ? view.destinationPort : -1))
                .append(" p")
                .append(view.protocol);
        if (view.icmpType >= 0) {
            text.append(" icmp ").append(view.icmpType).append('/').append(view.icmpCode);
            text.append(view.icmpId == 0 ? "" : " id " + view.icmpId);
        }
        if (view.tcpFlags != 0) {
            text.append(String.format(" flags %02x", view.tcpFlags));
        }
        if (view.fragment != PacketView.WHOLE) {
            text.append(view.fragment == PacketView.FIRST_FRAGMENT ? " first" : " later")
                    .append(" fragment ")
                    .append(view.fragmentId);
        }
        text.append(" len ").append(view.ipLength).append(" payload ").append(view.payloadLength);
        if (view.payloadCaptured != view.payloadLength) {
            text.append(" captured ").append(view.payloadCaptured);
        }
        if (view.quoted) {
            text.append(" quotes ")
                    .append(end(view.version, view.quotedSourceHigh, view.quotedSourceLow, view.quotedSourcePort))
                    .append('>')
                    .append(end(
                            view.version,
                            view.quotedDestinationHigh,
                            view.quotedDestinationLow,
                            view.quotedDestinationPort))
                    .append(" p")
                    .append(view.quotedProtocol);
        }
        return text.toString();
    }

    private static String end(int version, long high, long low, int port) {
        try {
            byte[] address = version == 4
                    ? ByteBuffer.allocate(4).putInt((int) low).array()
                    : ByteBuffer.allocate(16).putLong(high).putLong(low).array();
            String text = InetAddress.getByAddress(address).getHostAddress();
            String shown = version == 4 ? text : "[" + text.replaceFirst("(:0)+:", "::") + "]";
            return port < 0 ? shown : shown + ":" + port;
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
