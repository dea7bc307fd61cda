package org.wirewarrant.flow;

import java.util.LinkedHashMap;
import java.util.Map;
import org.wirewarrant.wire.IpProtocol;
import org.wirewarrant.wire.PacketView;

/**
 * Ports that the portmapper and rpcbind announce (RFC 1833): answers to GETPORT, GETADDR and DUMP, understood by their calls, which are
 * remembered by transaction. Bounded.
 */
final class PortMapper {
    private static final int MAX_CALLS = 4096;
    private static final int PROGRAM = 100_000;
    private static final int LOOK_UP = 3;
    private static final int DUMP = 4;
    private static final int MAX_ENTRIES = 512;

    /** What was asked: version, procedure, and the protocol that the answer is for (0 when it says itself). */
    private record Call(int version, int procedure, int protocol) {}

    private final NegotiationReader reader;
    private final Map<Long, Call> calls = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Call> eldest) {
            return size() > MAX_CALLS;
        }
    };

    PortMapper(NegotiationReader reader) {
        this.reader = reader;
    }

    /** Reads an RPC message (RFC 5531), over TCP behind its record mark. */
    void read(PacketView packet, byte[] bytes, int start, int end, long flow) {
        int at = packet.protocol == IpProtocol.TCP ? start + 4 : start;
        Xdr message = new Xdr(bytes, at, end);
        int transaction = message.next();
        int type = message.next();
        if (type == 0) {
            call(message, FlowKey.mix(flow ^ transaction));
        } else if (type == 1) {
            reply(message, FlowKey.mix(flow ^ transaction));
        }
    }

    private void call(Xdr message, long transaction) {
        boolean ours = message.next() == 2 && message.next() == PROGRAM;
        int version = message.next();
        int procedure = message.next();
        message.skipAuthentication();
        message.skipAuthentication();
        if (!ours || (procedure != LOOK_UP && procedure != DUMP)) {
            return;
        }
        int protocol = 0;
        if (procedure == LOOK_UP) {
            message.next();
            message.next();
            protocol = version == 2 ? message.next() : protocol(message.text());
        }
        if (message.isSound()) {
            calls.put(transaction, new Call(version, procedure, protocol));
        }
    }

    private void reply(Xdr message, long transaction) {
        Call call = calls.remove(transaction);
        boolean accepted = message.next() == 0;
        message.skipAuthentication();
        if (call == null || !accepted || message.next() != 0) {
            return;
        }
        if (call.procedure == DUMP) {
            dump(message, call.version);
        } else if (call.version == 2) {
            serves(message, call.protocol, message.next());
        } else {
            serves(message, call.protocol, port(message.text()));
        }
    }

    private void dump(Xdr message, int version) {
        for (int i = 0; i < MAX_ENTRIES && message.next() == 1; i++) {
            message.next();
            message.next();
            if (version == 2) {
                int protocol = message.next();
                serves(message, protocol, message.next());
            } else {
                int protocol = protocol(message.text());
                int port = port(message.text());
                message.text();
                serves(message, protocol, port);
            }
        }
    }

    private void serves(Xdr message, int protocol, int port) {
        if (message.isSound()) {
            reader.serves(protocol, port);
        }
    }

    /** Protocol of a network identifier. */
    private static int protocol(String identifier) {
        return switch (identifier) {
            case "tcp", "tcp6" -> IpProtocol.TCP;
            case "udp", "udp6" -> IpProtocol.UDP;
            default -> 0;
        };
    }

    /** Port of a universal address, whose last two numbers it is (RFC 5665 section 5.2.3); -1 for anything else. */
    private static int port(String universal) {
        int last = universal.lastIndexOf('.');
        int before = universal.lastIndexOf('.', last - 1);
        if (before < 0) {
            return -1;
        }
        int high = number(universal.substring(before + 1, last));
        int low = number(universal.substring(last + 1));
        return high < 0 || low < 0 ? -1 : high << 8 | low;
    }

    private static int number(String digits) {
        boolean sound =
                !digits.isEmpty() && digits.length() <= 3 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        int value = sound ? Integer.parseInt(digits) : -1;
        return value <= 255 ? value : -1;
    }
}
