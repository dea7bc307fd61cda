package org.wirewarrant.audit;

import java.util.List;
import org.wirewarrant.flow.Conversation;
import org.wirewarrant.wire.IpAddress;
import org.wirewarrant.wire.IpProtocol;

/**
 * How the ends of a conversation are written in sentences. Where the flow table was full, an address of zeroes and the port 0 stand for
 * many ({@link org.wirewarrant.flow.FlowMeter}).
 */
final class Ends {
    private static final String MANY = "many hosts";
    private static final int DHCP_SERVER = 67;

    private Ends() {}

    /** {@code tcp/443 on 192.0.2.1}, {@code icmp type 8 to 192.0.2.1}, {@code protocol 89 to 192.0.2.1}. */
    static String service(Conversation conversation) {
        return port(conversation)
                + (IpProtocol.isIcmp(conversation.protocol()) ? " to " : " on ")
                + server(conversation, List.of());
    }

    /** {@code tcp/443}, {@code icmp type 8}, {@code protocol 89}. */
    static String port(Conversation conversation) {
        String protocol = IpProtocol.keyword(conversation.protocol());
        if (IpProtocol.isIcmp(conversation.protocol())) {
            return protocol + " type " + conversation.serverPort();
        }
        boolean named = !Character.isDigit(protocol.charAt(0));
        if (conversation.serverPort() == 0) {
            String many = IpProtocol.hasPorts(conversation.protocol()) ? "many ports of " : "";
            return many + (named ? protocol : "protocol " + protocol);
        }
        return protocol + "/" + conversation.serverPort();
    }

    /** {@code mta 192.0.2.1}, or the address alone for a host without a role; {@code many hosts}. */
    static String client(Conversation conversation, List<String> roles) {
        // Hosts that have no address yet send from the unspecified one, but only in protocols for that (RFC 6890
        // section 2.2.2).
        boolean configures = conversation.protocol() == IpProtocol.UDP && conversation.serverPort() == DHCP_SERVER;
        boolean connects = IpProtocol.hasPorts(conversation.protocol()) && !configures;
        return connects && isUnspecified(conversation.client()) ? MANY : host(conversation.client(), roles);
    }

    /** As {@link #client}, of the server. */
    static String server(Conversation conversation, List<String> roles) {
        return isUnspecified(conversation.server()) ? MANY : host(conversation.server(), roles);
    }

    private static boolean isUnspecified(IpAddress address) {
        return address.high() == 0 && address.low() == 0;
    }

    static String host(IpAddress address, List<String> roles) {
        return roles.isEmpty() ? address.toString() : String.join("+", roles) + " " + address;
    }
}
