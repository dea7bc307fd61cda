package org.wirewarrant.policy;

import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.wirewarrant.flow.Conversation;
import org.wirewarrant.wire.IpAddress;

/** A site's exceptions, found by protocol and port. Safe from any thread. */
final class ExceptionTable {
    private static final int ANY_PROTOCOL = -1;
    private static final long NANOS_A_DAY = Duration.ofDays(1).toNanos();
    private static final PortSet EVERY_PORT = new PortSet(List.of(new PortRange(0, 65535)));

    /** One end of an exception: an address range, a role's bits, or neither for any. */
    private record End(Optional<AddressRange> range, BitSet roles) {
        boolean covers(IpAddress address, HostClass host) {
            return range.map(known -> known.contains(address)).orElseGet(() -> roles.isEmpty() || host.hasAny(roles));
        }
    }

    private record Entry(SiteException exception, End from, End to, Verdict approved) {}

    private final List<Entry> entries;
    private final PortIndex index;
    private final VerdictPool pool = new VerdictPool();

    ExceptionTable(List<SiteException> exceptions, PackSet packs, Traits traits) {
        entries = exceptions.stream()
                .map(exception -> new Entry(
                        exception,
                        end(exception.from(), packs, traits),
                        end(exception.to(), packs, traits),
                        new Verdict(Reason.EXCEPTION, List.of(), "", Optional.of(exception))))
                .toList();
        PortIndex.Builder builder = new PortIndex.Builder();
        for (int i = 0; i < entries.size(); i++) {
            SiteException exception = entries.get(i).exception();
            int protocol = exception.protocol().equals("any") ? ANY_PROTOCOL : IpProtocols.number(exception.protocol());
            builder.add(protocol, exception.ports().isEmpty() ? EVERY_PORT : exception.ports(), i);
        }
        index = builder.build();
    }

    private static End end(String text, PackSet packs, Traits traits) {
        if (text.equals(Rule.ANY)) {
            return new End(Optional.empty(), new BitSet());
        }
        if (text.indexOf('.') >= 0 || text.indexOf(':') >= 0) {
            return new End(Optional.of(AddressRange.parse(text)), new BitSet());
        }
        BitSet roles = new BitSet();
        for (PackRole role : packs.roles(text)) {
            roles.set(traits.bit(role.pack(), role.id()));
        }
        return new End(Optional.empty(), roles);
    }

    /** How an exception's days lie to a conversation's. */
    private enum Standing {
        IN_FORCE,
        NOT_YET,
        EXPIRED
    }

    private static Standing standing(SiteException exception, Conversation conversation) {
        if (exception.approvedOn().toEpochDay() > Math.floorDiv(conversation.firstNanos(), NANOS_A_DAY)) {
            return Standing.NOT_YET;
        }
        long last = Math.floorDiv(conversation.lastNanos(), NANOS_A_DAY);
        return exception.expires().filter(day -> day.toEpochDay() < last).isPresent()
                ? Standing.EXPIRED
                : Standing.IN_FORCE;
    }

    /** The verdict of undocumented traffic when the site's exceptions are heard too. */
    Verdict hear(Conversation conversation, HostClass client, HostClass server, Verdict undocumented) {
        Entry expired = null;
        Entry early = null;
        for (int protocol : new int[] {conversation.protocol(), ANY_PROTOCOL}) {
            for (int i : index.find(protocol, conversation.serverPort())) {
                Entry entry = entries.get(i);
                if (entry.from().covers(conversation.client(), client)
                        && entry.to().covers(conversation.server(), server)) {
                    switch (standing(entry.exception(), conversation)) {
                        case IN_FORCE -> {
                            return entry.approved();
                        }
                        case EXPIRED -> expired = latest(expired, entry);
                        case NOT_YET -> early = early == null ? entry : early;
                    }
                }
            }
        }
        if (expired != null) {
            SiteException exception = expired.exception();
            String text = "exception " + exception.label() + " expired on "
                    + exception.expires().orElseThrow();
            return with(Reason.EXPIRED_EXCEPTION, undocumented, text, Optional.of(exception));
        }
        if (early != null) {
            SiteException exception = early.exception();
            String text = "exception " + exception.label() + " holds only from " + exception.approvedOn();
            return with(undocumented.reason(), undocumented, text, Optional.empty());
        }
        return undocumented;
    }

    private static Entry latest(Entry kept, Entry next) {
        return kept == null
                        || next.exception()
                                .expires()
                                .orElseThrow()
                                .isAfter(kept.exception().expires().orElseThrow())
                ? next
                : kept;
    }

    private Verdict with(Reason reason, Verdict before, String text, Optional<SiteException> exception) {
        String line = before.nearMiss().isEmpty() ? text : text + "; " + before.nearMiss();
        return pool.same(new Verdict(reason, before.rules(), line, exception));
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }
}
