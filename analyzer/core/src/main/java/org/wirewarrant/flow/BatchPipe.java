package org.wirewarrant.flow;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/**
 * A bounded pipe of recycled batches between a decoding thread of its own and the calling thread, in order. A batch that is not full
 * ends it.
 */
final class BatchPipe {
    private static final int BATCHES = 6;

    private final BlockingQueue<PacketBatch> empty = new ArrayBlockingQueue<>(BATCHES);
    private final BlockingQueue<PacketBatch> full = new ArrayBlockingQueue<>(BATCHES + 1);
    private static final PacketBatch END = new PacketBatch();

    /** Fills batches until the source ends. */
    @FunctionalInterface
    interface Filler {
        void fill(FlowMeter.Exchange exchange) throws IOException;
    }

    void run(Filler filler, Consumer<PacketBatch> drain) throws IOException {
        for (int i = 0; i < BATCHES; i++) {
            empty.add(new PacketBatch());
        }
        Throwable[] failure = new Throwable[1];
        Thread decoding = new Thread(
                () -> {
                    try {
                        filler.fill(this::exchange);
                    } catch (IOException | RuntimeException | Error e) {
                        failure[0] = e;
                    } finally {
                        full.add(END);
                    }
                },
                "decode");
        decoding.setDaemon(true);
        decoding.start();
        try {
            for (PacketBatch batch = full.take(); batch != END; batch = full.take()) {
                drain.accept(batch);
                batch.count = 0;
                empty.add(batch);
            }
            decoding.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading", e);
        } finally {
            // When draining fails, nobody takes what is decoded any more.
            decoding.interrupt();
        }
        rethrow(failure[0]);
    }

    private PacketBatch exchange(PacketBatch done) {
        try {
            if (done != null) {
                full.put(done);
            }
            return empty.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading", e);
        }
    }

    private static void rethrow(Throwable failure) throws IOException {
        if (failure instanceof IOException io) {
            throw io;
        }
        if (failure instanceof RuntimeException runtime) {
            throw runtime;
        }
        if (failure instanceof Error error) {
            throw error;
        }
    }
}
