package org.wirewarrant.policy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of well-known ports, from IANA's "Service Name and Transport Protocol Port Number Registry" (RFC 6335), and of ICMP types. */
public final class ServiceNames {
    private static final Pattern ENTRY = Pattern.compile("([0-9]+) ([a-z0-9,-]+) (\\S+)");
    private static final Pattern WORD = Pattern.compile("[^,]+");
    private static final Map<Integer, String> NAMES = read();

    private ServiceNames() {}

    /**
     * The registered name of a port.
     *
     * @param protocol IANA protocol number
     * @param port port number, or ICMP type
     */
    public static Optional<String> of(int protocol, int port) {
        return Optional.ofNullable(NAMES.get(key(protocol, port)));
    }

    /** Every (protocol &lt;&lt; 16 | port) that has a name. */
    static Set<Integer> keys() {
        return NAMES.keySet();
    }

    private static int key(int protocol, int port) {
        return protocol << 16 | port;
    }

    private static Map<Integer, String> read() {
        Map<Integer, String> names = new HashMap<>();
        try (InputStream in = ServiceNames.class.getResourceAsStream("service-names.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher entry = ENTRY.matcher(line);
                if (entry.matches()) {
                    int port = Integer.parseInt(entry.group(1));
                    for (Matcher word = WORD.matcher(entry.group(2)); word.find(); ) {
                        names.put(key(IpProtocols.number(word.group()), port), entry.group(3));
                    }
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return names;
    }
}
