package org.wirewarrant.live;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.wirewarrant.capture.CaptureException;

/** Tries as root what is left to open once the system call filter refuses to capture. */
public final class SocketProbe {
    private SocketProbe() {}

    /** With an interface as argument. */
    public static void main(String[] args) throws Exception {
        System.out.println("before: " + tryOpening(args[0], FastDevice::open));
        tryOpening(args[0], PortableDevice::open);
        SystemCallFilter.install(true);
        System.out.println("after: " + tryOpening(args[0], FastDevice::open));
        System.out.println("portable: " + tryOpening(args[0], PortableDevice::open));
        System.out.println("other sockets: " + trySockets());
        System.out.println("interface: " + (Libc.require().if_nametoindex(args[0]) > 0 ? "known" : "unknown"));
    }

    private static String tryOpening(String name, LiveSource.Opener opener) {
        try (Device device = opener.open(name, DeviceOptions.defaults())) {
            return "opened " + device.name();
        } catch (CaptureException e) {
            return e.what();
        }
    }

    private static String trySockets() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("0.0.0.0"))) {
            try (DatagramSocket datagrams = new DatagramSocket()) {
                return server.isBound() && datagrams.isBound() ? "bound" : "refused";
            }
        }
    }
}
