package org.wirewarrant.audit;

import java.util.List;
import org.wirewarrant.flow.Conversation;
import org.wirewarrant.wire.IpAddress;
import org.wirewarrant.wire.IpProtocol;

/** How the ends of a conversation are written in sentences. */
final class Ends {
    private Ends() {}

    /** {@code tcp/443 on 192.0.2.1}, {@code icmp type 8 to 192.0.2.1}, {@code protocol 89 to 192.0.2.1}. */
    static String service(Conversation conversation) {
        return port(conversation)
                + (IpProtocol.isIcmp(conversation.protocol()) ? " to " : " on ")
                + conversation.server();
    }

    /** {@code tcp/443}, {@code icmp type 8}, {@code protocol 89}. */
    static String port(Conversation conversation) {
        String protocol = IpProtocol.keyword(conversation.protocol());
        if (IpProtocol.isIcmp(conversation.protocol())) {
            return protocol + " type " + conversation.serverPort();
        }
        boolean named = !Character.isDigit(protocol.charAt(0));
        if (conversation.serverPort() == 0) {
            return named ? protocol : "protocol " + protocol;
        }
        return protocol + "/" + conversation.serverPort();
    }

    /** {@code mta 192.0.2.1}, or the address alone for a host without a role. */
    static String host(IpAddress address, List<String> roles) {
        return roles.isEmpty() ? address.toString() : String.join("+", roles) + " " + address;
    }
}
