package org.wirewarrant.audit;

import java.util.Comparator;
import org.wirewarrant.policy.IpProtocols;

/**
 * A port of a transport protocol.
 *
 * @param protocol IANA protocol number
 * @param port 1 to 65535
 */
public record Service(int protocol, int port) implements Comparable<Service> {
    private static final Comparator<Service> ORDER = Comparator.comparing(
                    (Service service) -> IpProtocols.keyword(service.protocol))
            .thenComparingInt(Service::port);

    @Override
    public int compareTo(Service other) {
        return ORDER.compare(this, other);
    }

    /** {@code tcp/443}. */
    @Override
    public String toString() {
        return IpProtocols.keyword(protocol) + '/' + port;
    }
}
