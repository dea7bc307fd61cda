package org.wirewarrant.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BatchPipeTest {
    private static void fill(FlowMeter.Exchange exchange, int batches) {
        PacketBatch batch = exchange.next(null);
        for (int i = 0; i < batches; i++) {
            batch.words[0] = i;
            batch.count = 1;
            batch = exchange.next(batch);
        }
    }

    @Test
    void shouldPassBatchesOnInOrder() throws IOException {
        List<Long> drained = new ArrayList<>();
        new BatchPipe().run(exchange -> fill(exchange, 100), batch -> drained.add(batch.words[0]));
        List<Long> expected = new ArrayList<>();
        for (long i = 0; i < 100; i++) {
            expected.add(i);
        }
        assertEquals(expected, drained);
    }

    @Test
    void shouldPassOnWhatWasDecodedBeforeAFailureAndThenFail() {
        List<Long> drained = new ArrayList<>();
        IOException failure = assertThrows(
                IOException.class,
                () -> new BatchPipe()
                        .run(
                                exchange -> {
                                    fill(exchange, 3);
                                    throw new IOException("the disk is gone");
                                },
                                batch -> drained.add(batch.words[0])));
        assertEquals("the disk is gone", failure.getMessage());
        assertEquals(List.of(0L, 1L, 2L), drained);
    }

    @Test
    void shouldEndDecodingWhenDrainingFails() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        IllegalStateException failure = assertThrows(
                IllegalStateException.class,
                () -> new BatchPipe()
                        .run(
                                exchange -> {
                                    try {
                                        fill(exchange, 1_000);
                                    } finally {
                                        ended.countDown();
                                    }
                                },
                                batch -> {
                                    throw new IllegalStateException("full");
                                }));
        assertEquals("full", failure.getMessage());
        assertEquals(true, ended.await(1, TimeUnit.MINUTES));
    }
}
