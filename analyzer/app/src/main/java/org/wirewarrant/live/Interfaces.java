package org.wirewarrant.live;

import java.io.IOException;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.pcap4j.core.PcapAddress;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface;
import org.pcap4j.core.Pcaps;
import org.pcap4j.util.LinkLayerAddress;
import org.wirewarrant.capture.CaptureException;
import org.wirewarrant.capture.LinkTypes;
import org.wirewarrant.live.Interface.Obstacle;
import org.wirewarrant.wire.IpAddress;

/** Finds what can be captured from, by trying. */
public final class Interfaces {
    private static final Path SYSTEM = Path.of("/sys/class/net");
    /** Opened for a moment, to see whether that works: small, and without asking for other hosts' frames. */
    private static final DeviceOptions PROBE = new DeviceOptions(64, 1 << 16, false, false, Optional.empty());

    private static final int ARPHRD_ETHER = 1;
    private static final int ARPHRD_LOOPBACK = 772;
    private static final int ARPHRD_NONE = 65_534;

    private Interfaces() {}

    /**
     * All that libpcap knows, in its order: the likeliest first.
     *
     * @throws CaptureException if there is no libpcap, or it cannot list them
     */
    public static List<Interface> find() throws CaptureException {
        Pcap4j.require("listing interfaces");
        List<Interface> found = new ArrayList<>();
        try {
            for (PcapNetworkInterface device : Pcaps.findAllDevs()) {
                found.add(look(device));
            }
        } catch (PcapNativeException e) {
            throw new CaptureException("interfaces", "cannot be listed: " + e.getMessage(), "check libpcap", e);
        }
        return found;
    }

    private static Interface look(PcapNetworkInterface device) {
        String name = device.getName();
        OptionalInt linkType;
        Optional<Obstacle> obstacle = Optional.empty();
        if (!isNetwork(name)) {
            // Not even tried: opening a queue changes what becomes of its packets.
            Obstacle other = new Obstacle("is no network", "choose an interface that carries IP");
            return describe(device, OptionalInt.empty(), Optional.of(other));
        }
        try (FastDevice open = FastDevice.open(name, PROBE)) {
            linkType = OptionalInt.of(open.linkType());
            if (!LinkLayer.isDecoded(open.linkType())) {
                obstacle = Optional.of(obstacle(LinkLayer.refused(name, open.linkType())));
            }
        } catch (CaptureException e) {
            linkType = systemLinkType(name);
            obstacle = Optional.of(obstacle(e));
        }
        return describe(device, linkType, obstacle);
    }

    private static Interface describe(PcapNetworkInterface device, OptionalInt linkType, Optional<Obstacle> obstacle) {
        String description = Optional.ofNullable(device.getDescription()).orElse("");
        return new Interface(device.getName(), description, addresses(device), linkType, state(device), obstacle);
    }

    private static boolean isNetwork(String name) {
        return Files.exists(SYSTEM.resolve(name))
                || name.equals("any")
                || name.startsWith("nflog")
                || !Files.isDirectory(SYSTEM);
    }

    private static Obstacle obstacle(CaptureException e) {
        return new Obstacle(e.what(), e.remedy());
    }

    private static List<String> addresses(PcapNetworkInterface device) {
        List<String> addresses = new ArrayList<>();
        for (LinkLayerAddress address : device.getLinkLayerAddresses()) {
            addresses.add(address.toString());
        }
        NetworkInterface known = null;
        try {
            known = NetworkInterface.getByName(device.getName());
        } catch (SocketException e) {
            // Then without prefix lengths.
        }
        if (known != null) {
            for (InterfaceAddress address : known.getInterfaceAddresses()) {
                addresses.add(text(address.getAddress().getAddress()) + "/" + address.getNetworkPrefixLength());
            }
        } else {
            for (PcapAddress address : device.getAddresses()) {
                addresses.add(text(address.getAddress().getAddress()));
            }
        }
        return addresses;
    }

    private static String text(byte[] address) {
        ByteBuffer bytes = ByteBuffer.wrap(address);
        return address.length == 4
                ? new IpAddress(4, 0, bytes.getInt() & 0xffffffffL).toString()
                : new IpAddress(6, bytes.getLong(), bytes.getLong()).toString();
    }

    private static String state(PcapNetworkInterface device) {
        if (!Files.exists(SYSTEM.resolve(device.getName()))) {
            return "";
        }
        return device.isUp() ? device.isRunning() ? "up" : "no carrier" : "down";
    }

    /** What the system says of an interface that may not be opened. */
    private static OptionalInt systemLinkType(String name) {
        try {
            int type = Integer.parseInt(
                    Files.readString(SYSTEM.resolve(name).resolve("type")).strip());
            return switch (type) {
                case ARPHRD_ETHER, ARPHRD_LOOPBACK -> OptionalInt.of(LinkTypes.ETHERNET);
                case ARPHRD_NONE -> OptionalInt.of(LinkTypes.RAW);
                default -> OptionalInt.empty();
            };
        } catch (IOException | NumberFormatException e) {
            return OptionalInt.empty();
        }
    }
}
