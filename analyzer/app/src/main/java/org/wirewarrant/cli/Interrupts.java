package org.wirewarrant.cli;

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.wirewarrant.report.BundleFolder;

/**
 * SIGINT and SIGTERM as events, so that a run that is stopped still reports what it read. The JDK's signals are reached by reflection:
 * they belong to no standard API, and where they are missing a signal ends the program as always.
 */
final class Interrupts {
    private static final int INTERRUPTED = 130;

    private Interrupts() {}

    /**
     * The first signal stops a run, which then reports; the second one leaves at once, with no bundle.
     *
     * @param stop called once, on a thread of its own
     * @param folder of the bundle, or null
     */
    static void install(Runnable stop, BundleFolder folder) {
        install(count -> {
            if (count == 1) {
                stop.run();
            } else {
                if (folder != null) {
                    folder.close();
                }
                Runtime.getRuntime().halt(INTERRUPTED);
            }
        });
    }

    /**
     * Replaces what the signals do.
     *
     * @param handler told how many signals have come, from 1; called on a thread of its own
     */
    private static void install(IntConsumer handler) {
        AtomicInteger count = new AtomicInteger();
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    handlerType.getClassLoader(), new Class<?>[] {handlerType}, (self, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            handler.accept(count.incrementAndGet());
                        }
                        return null;
                    });
            for (String name : new String[] {"INT", "TERM"}) {
                signal.getMethod("handle", signal, handlerType)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
            }
        } catch (ReflectiveOperationException | IllegalArgumentException unsupported) {
            // The default action stays.
        }
    }
}
