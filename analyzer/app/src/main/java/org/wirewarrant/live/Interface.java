package org.wirewarrant.live;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Something that may be captured from.
 *
 * @param name as {@code --interface} takes it
 * @param description libpcap's, empty for none
 * @param addresses its hardware address and IP addresses with their prefix lengths
 * @param linkType LINKTYPE_ of its frames, absent when that cannot be told without opening it
 * @param state {@code up}, {@code no carrier} or {@code down}; empty for what is no network interface
 * @param obstacle why it cannot be captured from now, absent when it can
 */
public record Interface(
        String name,
        String description,
        List<String> addresses,
        OptionalInt linkType,
        String state,
        Optional<Obstacle> obstacle) {
    /** Copies the list. */
    public Interface {
        addresses = List.copyOf(addresses);
    }

    /**
     * What stands in the way.
     *
     * @param what the fault, without a full stop
     * @param remedy what to do about it, without a full stop
     */
    public record Obstacle(String what, String remedy) {}
}
