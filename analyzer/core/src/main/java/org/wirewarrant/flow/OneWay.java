package org.wirewarrant.flow;

import java.util.Comparator;
import org.wirewarrant.wire.IpAddress;

/**
 * Two hosts of which the capture shows one way only.
 *
 * @param from whose packets were seen
 * @param to whose packets are missing, although {@code from} acknowledges them
 */
public record OneWay(IpAddress from, IpAddress to) implements Comparable<OneWay> {
    private static final Comparator<OneWay> ORDER =
            Comparator.comparing(OneWay::from).thenComparing(OneWay::to);

    @Override
    public int compareTo(OneWay other) {
        return ORDER.compare(this, other);
    }
}
