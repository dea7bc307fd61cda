package org.wirewarrant.audit;

import java.util.Comparator;
import java.util.Iterator;
import org.wirewarrant.flow.Conversations;
import org.wirewarrant.flow.FlowView;
import org.wirewarrant.flow.IntOrder;
import org.wirewarrant.wire.IpProtocol;

/** Flows as rows, in order of first packet; flows that start at the same instant by conversation, client port, and what else tells them apart. */
final class FlowRows implements Rows<FlowRow> {
    /** Flows with the same ends that begin at the same instant: one may be inside a tunnel, or in another VLAN. */
    private static final Comparator<FlowView> TWINS = Comparator.comparing(FlowView::tunnel)
            .thenComparing(FlowView::vlan)
            .thenComparingLong(FlowView::lastNanos)
            .thenComparingLong(FlowView::clientPackets)
            .thenComparingLong(FlowView::serverPackets)
            .thenComparingLong(FlowView::clientBytes)
            .thenComparingLong(FlowView::serverBytes);

    private final Conversations conversations;
    private final Judgements judgements;
    private final FindingTable findings;
    private final int[] order;

    FlowRows(Conversations conversations, Judgements judgements, FindingTable findings) {
        this.conversations = conversations;
        this.judgements = judgements;
        this.findings = findings;
        this.order = sort();
    }

    private int[] sort() {
        int size = conversations.flows().size();
        FlowView flow = new FlowView();
        long[] first = new long[size];
        int[] clientPort = new int[size];
        for (int i = 0; i < size; i++) {
            conversations.flows().view(i, flow);
            first[i] = flow.firstNanos();
            clientPort[i] = flow.clientPort();
        }
        return IntOrder.sorted(size, (left, right) -> {
            int byTime = Long.compare(first[left], first[right]);
            int byEnds =
                    byTime != 0 ? byTime : Integer.compare(conversations.ofFlow(left), conversations.ofFlow(right));
            int byPort = byEnds != 0 ? byEnds : Integer.compare(clientPort[left], clientPort[right]);
            return byPort != 0 ? byPort : TWINS.compare(view(left), view(right));
        });
    }

    private FlowView view(int flow) {
        return conversations.flows().view(flow, new FlowView());
    }

    @Override
    public int size() {
        return order.length;
    }

    @Override
    public FlowRow row(int index) {
        FlowView flow = conversations.flows().view(order[index], new FlowView());
        int conversation = conversations.ofFlow(order[index]);
        boolean icmp = IpProtocol.isIcmp(flow.protocol());
        return new FlowRow(
                index + 1L,
                flow.protocol(),
                flow.client(),
                flow.hasPorts() ? flow.clientPort() : -1,
                flow.server(),
                flow.hasPorts() || icmp ? flow.serverPort() : -1,
                flow.firstNanos(),
                flow.lastNanos(),
                flow.clientPackets(),
                flow.serverPackets(),
                flow.clientBytes(),
                flow.serverBytes(),
                flow.connState(),
                flow.answered(),
                flow.orientation(),
                flow.tunnel(),
                flow.vlan(),
                judgements.verdict(conversation),
                findings.findingIds(conversation));
    }

    @Override
    public Iterator<FlowRow> iterator() {
        return new RowIterator<>(this);
    }
}
