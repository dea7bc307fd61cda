package org.wirewarrant.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Runs pieces of work beside each other: the calling thread and others that end with the work. */
public final class Workers {
    private Workers() {}

    /**
     * Works on a stretch of indexes.
     *
     * @param <T> what it yields
     */
    @FunctionalInterface
    public interface Range<T> {
        /** Works on {@code from} to {@code to} - 1. */
        T work(int from, int to);
    }

    /**
     * Splits 0 to {@code size} - 1 into as many stretches as there are threads.
     *
     * @param <T> what a stretch yields
     * @param threads at least 1
     * @return what each stretch yields, in order
     */
    public static <T> List<T> ranges(int threads, int size, Range<T> range) {
        int stretches = Math.max(1, Math.min(threads, size >>> 10));
        List<Callable<T>> tasks = new ArrayList<>();
        for (int i = 0; i < stretches; i++) {
            int from = (int) ((long) size * i / stretches);
            int to = (int) ((long) size * (i + 1) / stretches);
            tasks.add(() -> range.work(from, to));
        }
        return all(stretches, tasks);
    }

    /**
     * Runs tasks: each on a thread of its own where there is more than one thread, the first on the calling one.
     *
     * @param <T> what a task yields
     * @return what each task yields, in order
     */
    public static <T> List<T> all(int threads, List<Callable<T>> tasks) {
        List<FutureTask<T>> futures = new ArrayList<>();
        for (Callable<T> task : tasks) {
            FutureTask<T> future = new FutureTask<>(task);
            if (threads > 1 && !futures.isEmpty()) {
                Thread thread = new Thread(future, "work-" + futures.size());
                thread.setDaemon(true);
                thread.start();
            }
            futures.add(future);
        }
        List<T> results = new ArrayList<>();
        for (FutureTask<T> future : futures) {
            if (threads <= 1 || results.isEmpty()) {
                future.run();
            }
            results.add(result(future));
        }
        return results;
    }

    private static <T> T result(FutureTask<T> future) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof Error error) {
                        throw error;
                    }
                    if (e.getCause() instanceof RuntimeException runtime) {
                        throw runtime;
                    }
                    throw new IllegalStateException(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
