package org.wirewarrant.cli;

import java.io.IOException;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.wirewarrant.capture.FrameQuota;
import org.wirewarrant.capture.KeptFrame;
import org.wirewarrant.flow.FirstPackets;
import org.wirewarrant.report.FrameReplay;
import org.wirewarrant.store.StoreFrames;
import org.wirewarrant.wire.HeaderDecoder;

/** The first frames of every conversation of captures that are read again. Captures that cannot be cost the frames, and are told. */
final class FirstFramesFeed implements StoreFrames.Feed {
    private final FrameReplay replay;
    private final HeaderDecoder decoder;
    private final Consumer<String> messages;

    FirstFramesFeed(FrameReplay replay, HeaderDecoder decoder, Consumer<String> messages) {
        this.replay = replay;
        this.decoder = decoder;
        this.messages = messages;
    }

    @Override
    public void give(StoreFrames.Taker taker) throws SQLException {
        FirstPackets first = new FirstPackets(decoder, FrameQuota.MOST);
        SQLException[] refused = new SQLException[1];
        try {
            replay.replay((frame, capture) -> {
                int nth = first.count(frame);
                if (nth > 0) {
                    try {
                        taker.take(KeptFrame.of(frame, capture, first.conversation(), nth));
                    } catch (SQLException e) {
                        refused[0] = e;
                    }
                }
                return refused[0] == null;
            });
        } catch (IOException e) {
            messages.accept("the captures could not be read again for the store's packets: " + e.getMessage());
        }
        if (refused[0] != null) {
            throw refused[0];
        }
    }
}
