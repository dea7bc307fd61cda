package org.wirewarrant.wire;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Conversations by the rules of the truth files: later fragments go to the datagram of their first one, without timeout. */
final class ConversationView {
    /** One IP layer of one frame. */
    record Row(
            long number,
            String source,
            String destination,
            int protocol,
            int sourcePort,
            int destinationPort,
            boolean ports,
            int fragment,
            String fragmentKey,
            long length,
            int flags) {}

    private final List<Row> rows = new ArrayList<>();
    private final Set<String> tunnels = new HashSet<>();

    void add(long number, PacketView view) {
        String source = address(view.version, view.sourceHigh, view.sourceLow);
        String destination = address(view.version, view.destinationHigh, view.destinationLow);
        rows.add(new Row(
                number,
                source,
                destination,
                view.protocol,
                view.sourcePort,
                view.destinationPort,
                view.hasPorts && counted(view.protocol),
                view.fragment,
                fragmentKey(view, source, destination),
                Integer.toUnsignedLong(view.ipLength),
                view.tcpFlags));
    }

    /** Notes a carrier's first fragment: its later ones show nothing of what is carried. */
    void carrier(PacketView view) {
        if (view.fragment == PacketView.FIRST_FRAGMENT) {
            tunnels.add(fragmentKey(
                    view,
                    address(view.version, view.sourceHigh, view.sourceLow),
                    address(view.version, view.destinationHigh, view.destinationLow)));
        }
    }

    private static boolean counted(int protocol) {
        return protocol == IpProtocol.TCP || protocol == IpProtocol.UDP || protocol == IpProtocol.SCTP;
    }

    private static String fragmentKey(PacketView view, String source, String destination) {
        String protocol = view.version == 4 ? " " + view.fragmentProtocol : "";
        return view.fragment == PacketView.WHOLE ? "" : source + " " + destination + protocol + " " + view.fragmentId;
    }

    /** Binary address in hexadecimal, which sorts as the truth does: IPv4 first, then by number. */
    static String address(int version, long high, long low) {
        return version == 4 ? String.format("4/%08x", low) : String.format("6/%016x%016x", high, low);
    }

    static String address(String text) {
        try {
            byte[] bytes = InetAddress.getByName(text).getAddress();
            if (bytes.length == 4 && text.indexOf(':') >= 0) {
                ByteBuffer mapped = ByteBuffer.allocate(16)
                        .putShort(10, (short) -1)
                        .position(12)
                        .put(bytes);
                bytes = mapped.array();
            }
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            return bytes.length == 4
                    ? address(4, 0, Integer.toUnsignedLong(buffer.getInt()))
                    : address(6, buffer.getLong(), buffer.getLong());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** Conversation to its counts, in the form of {@link #truth}. */
    Map<String, String> conversations() {
        Map<String, List<Row>> firsts = new HashMap<>();
        for (Row row : rows) {
            if (row.fragment == PacketView.FIRST_FRAGMENT) {
                firsts.computeIfAbsent(row.fragmentKey, key -> new ArrayList<>())
                        .add(row);
            }
        }
        Map<String, long[]> counts = new TreeMap<>();
        for (Row row : rows) {
            Row head = row;
            if (row.fragment == PacketView.LATER_FRAGMENT) {
                head = head(firsts.get(row.fragmentKey), row.number);
            }
            if (head != null && head.ports) {
                count(counts, head, row);
            }
        }
        Map<String, String> result = new TreeMap<>();
        counts.forEach((key, value) -> result.put(key, describe(value)));
        return result;
    }

    private static Row head(List<Row> candidates, long number) {
        if (candidates == null) {
            return null;
        }
        Row before = candidates.get(0);
        for (Row candidate : candidates) {
            if (candidate.number < number) {
                before = candidate;
            }
        }
        return before;
    }

    private static void count(Map<String, long[]> counts, Row head, Row row) {
        String a = head.source + "." + String.format("%05d", head.sourcePort);
        String b = head.destination + "." + String.format("%05d", head.destinationPort);
        boolean forward = a.compareTo(b) <= 0;
        String key = head.protocol + " " + (forward ? a + " " + b : b + " " + a);
        int side = forward ? 0 : 1;
        long[] count = counts.computeIfAbsent(key, any -> new long[12]);
        count[side]++;
        count[2 + side] += row.length;
        if (row.fragment != PacketView.LATER_FRAGMENT && head.protocol == IpProtocol.TCP) {
            boolean acknowledges = (row.flags & 0x10) != 0;
            boolean syn = (row.flags & 0x02) != 0;
            count[4 + side] += syn && !acknowledges ? 1 : 0;
            count[6 + side] += syn && acknowledges ? 1 : 0;
            count[8 + side] += row.flags >>> 2 & 1;
            count[10 + side] += row.flags & 1;
        }
    }

    private static String describe(long[] c) {
        return "packets " + c[0] + "/" + c[1] + " bytes " + c[2] + "/" + c[3] + " syn " + c[4] + "/" + c[5] + " synack "
                + c[6] + "/" + c[7] + " rst " + c[8] + "/" + c[9] + " fin " + c[10] + "/" + c[11];
    }

    /** The conversations of one view of a truth file. */
    static Map<String, String> truth(Map<?, ?> view) {
        Map<String, String> result = new TreeMap<>();
        for (Object entry : (List<?>) view.get("conversations")) {
            Map<?, ?> conversation = (Map<?, ?>) entry;
            int protocol = switch ((String) conversation.get("proto")) {
                case "tcp" -> IpProtocol.TCP;
                case "udp" -> IpProtocol.UDP;
                default -> IpProtocol.SCTP;
            };
            long[] c = new long[12];
            c[0] = (Long) conversation.get("packets_ab");
            c[1] = (Long) conversation.get("packets_ba");
            c[2] = (Long) conversation.get("bytes_ab");
            c[3] = (Long) conversation.get("bytes_ba");
            int at = 4;
            for (String flag : List.of("syn", "synack", "rst", "fin")) {
                Map<?, ?> sides = (Map<?, ?>) conversation.get(flag);
                c[at++] = sides == null ? 0 : (Long) sides.get("a");
                c[at++] = sides == null ? 0 : (Long) sides.get("b");
            }
            result.put(protocol + " " + end(conversation.get("a")) + " " + end(conversation.get("b")), describe(c));
        }
        return result;
    }

    private static String end(Object end) {
        List<?> pair = (List<?>) end;
        return address((String) pair.get(0)) + "." + String.format("%05d", (Long) pair.get(1));
    }

    /** Packets and bytes by protocol of what has no ports of its own, as the truth's {@code other_ip_protocols}. */
    Map<Long, String> others() {
        Map<String, List<Row>> firsts = new HashMap<>();
        for (Row row : rows) {
            if (row.fragment == PacketView.FIRST_FRAGMENT) {
                firsts.computeIfAbsent(row.fragmentKey, key -> new ArrayList<>())
                        .add(row);
            }
        }
        Map<Long, long[]> counts = new TreeMap<>();
        for (Row row : rows) {
            Row head = row;
            if (row.fragment == PacketView.LATER_FRAGMENT) {
                Row first = head(firsts.get(row.fragmentKey), row.number);
                if (first == null && tunnels.contains(row.fragmentKey)) {
                    continue;
                }
                head = first == null ? row : first;
            }
            if (!counted(head.protocol)) {
                long[] count = counts.computeIfAbsent((long) head.protocol, any -> new long[2]);
                count[0]++;
                count[1] += row.length;
            }
        }
        Map<Long, String> result = new TreeMap<>();
        counts.forEach((protocol, count) -> result.put(protocol, count[0] + " packets " + count[1] + " bytes"));
        return result;
    }

    /** The same from a truth file. */
    static Map<Long, String> truthOthers(Map<?, ?> view) {
        Map<Long, String> result = new TreeMap<>();
        ((Map<?, ?>) view.get("other_ip_protocols")).forEach((protocol, value) -> {
            Map<?, ?> count = (Map<?, ?>) value;
            result.put(
                    Long.valueOf((String) protocol),
                    count.get("packets") + " packets " + count.get("bytes") + " bytes");
        });
        return result;
    }
}
