package org.wirewarrant.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.wirewarrant.capture.CaptureException;
import org.wirewarrant.capture.Frame;

/** A process that opens an interface, gives root up, and says what it can still do. For {@link PrivilegesTest}. */
public final class PrivilegeProbe {
    private PrivilegeProbe() {}

    /** With a user and an interface as arguments. */
    public static void main(String[] args) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        for (int i = 0; i < 4; i++) {
            pool.execute(() -> {});
        }
        LiveSource source = LiveSource.open(
                List.of(args[1]), DeviceOptions.defaults(), FastDevice::open, 5, new LiveSource.Watcher() {
                    @Override
                    public void message(String line) {
                        System.out.println(line);
                    }

                    @Override
                    public void idle() {}
                });
        AtomicBoolean running = new AtomicBoolean(true);
        Thread spinning = new Thread(() -> {
            while (running.get()) {
                Thread.onSpinWait();
            }
        });
        spinning.start();
        System.out.println(Privileges.become(args[0]));
        pool.submit(() -> System.out.println("in the pool: shadow " + tryReading()))
                .get();
        System.out.println("here: shadow " + tryReading());
        System.out.println("again: " + tryOpening(args[1]));
        System.out.println("regain: " + Libc.require().setresuid(0, 0, 0));
        System.out.println("start: " + tryStarting());
        System.out.println(
                "class: " + Class.forName("org.wirewarrant.live.InterfacesTest").getSimpleName());
        Set<String> kinds = new HashSet<>();
        for (ThreadRights thread : ThreadRights.ofAll()) {
            kinds.add(thread.users() + " " + thread.groups() + " " + thread.supplementary() + " "
                    + thread.capabilities() + " " + thread.noNewPrivileges());
        }
        System.out.println("threads: " + kinds);
        System.out.println("ready");
        Frame frame = new Frame();
        int frames = 0;
        while (source.next(frame)) {
            frames++;
        }
        System.out.println(
                "frames: " + frames + " of interface " + source.summary().name());
        running.set(false);
        pool.shutdown();
    }

    private static String tryReading() {
        try {
            return Files.readString(Path.of("/etc/shadow")).isEmpty() ? "empty" : "read";
        } catch (IOException e) {
            return e.getClass().getSimpleName();
        }
    }

    private static String tryOpening(String name) {
        try (FastDevice device =
                FastDevice.open(name, new DeviceOptions(64, 1 << 16, false, false, Optional.empty()))) {
            return "opened " + device.name();
        } catch (CaptureException e) {
            return e.what();
        }
    }

    private static String tryStarting() {
        try {
            return "started " + new ProcessBuilder("/bin/true").start().pid();
        } catch (IOException e) {
            return "refused";
        }
    }
}
