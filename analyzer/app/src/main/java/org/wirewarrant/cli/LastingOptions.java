package org.wirewarrant.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.wirewarrant.flow.IdleLimits;
import org.wirewarrant.live.PrivilegeException;
import org.wirewarrant.status.StatusServer;
import org.wirewarrant.store.ObservationStore;
import org.wirewarrant.store.StoreException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How a live run lasts, and can be watched from elsewhere. */
final class LastingOptions {
    private static final String DEFAULT_ADDRESS = "127.0.0.1:9477";
    private static final String LOOPBACK = "127.0.0.1";
    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");
    private static final int MOST_PORTS = 65_535;

    /** {@code port}, {@code address:port} or {@code [address]:port}. */
    static final class Addresses implements ITypeConverter<InetSocketAddress> {
        @Override
        public InetSocketAddress convert(String value) {
            int colon = value.lastIndexOf(':');
            String host = colon < 0 ? LOOPBACK : value.substring(0, colon);
            try {
                int port = Integer.parseInt(value.substring(colon + 1));
                if (port >= 0 && port <= MOST_PORTS && !host.isEmpty()) {
                    return InetSocketAddress.createUnresolved(
                            host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host,
                            port);
                }
            } catch (NumberFormatException e) {
                // Said below.
            }
            throw new TypeConversionException("expected PORT or ADDRESS:PORT, but was '" + value + "'");
        }
    }

    @Option(
            names = "--store",
            paramLabel = "FILE",
            description = "Keep what is observed in this store; a run on the same store goes on with it.")
    private Path store;

    @Option(
            names = "--checkpoint",
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = Durations.class,
            description = "How often the store is written (default ${DEFAULT-VALUE}): what a crash loses at most.")
    private Duration checkpoint;

    @Option(
            names = "--sensor",
            paramLabel = "NAME",
            description = "Name of this place in the store (default: the host's name).")
    private String sensor;

    @Option(
            names = "--listen",
            paramLabel = "[ADDRESS:]PORT",
            arity = "0..1",
            fallbackValue = DEFAULT_ADDRESS,
            converter = Addresses.class,
            description = "Serve the live page, /health and /metrics there, to reads only (without a value: "
                    + DEFAULT_ADDRESS + ").")
    private InetSocketAddress listen;

    @Option(
            names = "--listen-remote",
            description = "Let --listen take an address that other hosts reach; nobody is asked for a password.")
    private boolean remote;

    /** Checks the address, before anything is opened. */
    void check() throws Failure {
        if (listen == null || remote) {
            return;
        }
        InetAddress address = new InetSocketAddress(listen.getHostString(), listen.getPort()).getAddress();
        if (address != null && !address.isLoopbackAddress()) {
            throw new Failure(
                    "--listen " + listen.getHostString() + ":" + listen.getPort(),
                    "other hosts could read it, and are not asked for a password",
                    "name a loopback address, or add --listen-remote");
        }
    }

    /** Loads what a store needs, while nothing is captured that could be lost. */
    void load() throws Failure {
        if (store != null) {
            try {
                ObservationStore.load();
            } catch (StoreException e) {
                throw Failure.of(e);
            }
        }
    }

    /** Makes the store's file as the later user's, where root is to be given up. */
    void prepare(RightsOptions rights) throws PrivilegeException, StoreException {
        if (store == null) {
            return;
        }
        try {
            rights.makeFile(store);
        } catch (IOException e) {
            throw ObservationStore.unwritable(store, e);
        }
    }

    /** Opens the store; null for none. */
    StoreKeeper keeper(int maxFlows, IdleLimits limits, long startedNanos, Consumer<String> messages)
            throws StoreException, Failure {
        if (store == null) {
            return null;
        }
        return StoreKeeper.open(store, maxFlows, limits, sensor(), startedNanos, checkpoint, messages);
    }

    private String sensor() {
        if (sensor != null && !sensor.isBlank()) {
            return sensor;
        }
        String host = "";
        try {
            host = Files.readString(HOST_NAME).strip();
        } catch (IOException e) {
            // Another system than Linux.
        }
        return host.isBlank() ? "sensor" : host;
    }

    /** Serves a run; null where nobody asked for it. */
    StatusServer serve(StatusKeeper statuses) throws Failure {
        if (listen == null) {
            return null;
        }
        try {
            return StatusServer.open(new InetSocketAddress(listen.getHostString(), listen.getPort()), statuses::status);
        } catch (IOException | IllegalArgumentException e) {
            throw new Failure(
                    "--listen " + listen.getHostString() + ":" + listen.getPort(),
                    "cannot be listened on: " + e.getMessage(),
                    "name a free port of 1024 or above, and an address of this host");
        }
    }

    /** Whether the run is served. */
    boolean isWatched() {
        return listen != null;
    }

    Optional<Path> store() {
        return Optional.ofNullable(store);
    }

    /** Adds what decides the content of the bundle. */
    void describe(Map<String, List<String>> arguments) {
        if (store != null) {
            arguments.put("store", List.of(store.toString()));
        }
    }
}
