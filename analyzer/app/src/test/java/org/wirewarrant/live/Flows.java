package org.wirewarrant.live;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.wirewarrant.capture.CaptureSource;
import org.wirewarrant.flow.FlowMeter;
import org.wirewarrant.flow.FlowView;
import org.wirewarrant.flow.IdleLimits;
import org.wirewarrant.flow.Observation;
import org.wirewarrant.flow.OrientedFlows;
import org.wirewarrant.wire.HeaderDecoder;

/** What a source yields, as lines that tests compare. */
final class Flows {
    private Flows() {}

    static Observation observe(CaptureSource source) throws IOException {
        return new FlowMeter(new HeaderDecoder(), IdleLimits.DEFAULT, 1, FlowMeter.Progress.NONE, () -> false)
                .observe(source);
    }

    /** Frame counters first, then every flow with everything that is known of it. */
    static List<String> lines(Observation observation) {
        List<String> lines = timeless(observation);
        OrientedFlows flows = observation.orient((a, portA, b, portB, protocol) -> 0);
        FlowView flow = new FlowView();
        for (int i = 0; i < flows.size(); i++) {
            flows.view(i, flow);
            lines.add(i + " from " + flow.firstNanos() + " to " + flow.lastNanos());
        }
        return lines;
    }

    /** The same without times. */
    static List<String> timeless(Observation observation) {
        List<String> lines = new ArrayList<>();
        lines.add(observation.frames().toString());
        OrientedFlows flows = observation.orient((a, portA, b, portB, protocol) -> 0);
        FlowView flow = new FlowView();
        for (int i = 0; i < flows.size(); i++) {
            flows.view(i, flow);
            lines.add(
                    "%d: %d %s:%d > %s:%d %s %s packets %d %d bytes %d %d payload %d answered %b refused %b %s vlan %s"
                            .formatted(
                                    i,
                                    flow.protocol(),
                                    flow.client(),
                                    flow.clientPort(),
                                    flow.server(),
                                    flow.serverPort(),
                                    flow.orientation(),
                                    flow.connState(),
                                    flow.clientPackets(),
                                    flow.serverPackets(),
                                    flow.clientBytes(),
                                    flow.serverBytes(),
                                    flow.payloadBytes(),
                                    flow.answered(),
                                    flow.refused(),
                                    flow.tunnel(),
                                    flow.vlan()));
        }
        return lines;
    }
}
