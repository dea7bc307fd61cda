package org.wirewarrant.status;

import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a request may call the server. A page of somebody else may have a name of its own point here (DNS rebinding) and then read what is
 * not meant for it; its requests carry that name. Addresses and localhost belong to nobody.
 */
final class HostName {
    private static final Pattern FORM = Pattern.compile("(\\[[0-9a-f:.%]+\\]|[a-z0-9._-]+)(:[0-9]{1,5})?");
    private static final Pattern VERSION_4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

    private HostName() {}

    static boolean isOurs(String header, InetSocketAddress bound) {
        if (header == null) {
            return false;
        }
        var match = FORM.matcher(header.toLowerCase(Locale.ROOT));
        if (!match.matches()) {
            return false;
        }
        String name = match.group(1);
        return name.equals("localhost")
                || name.startsWith("[")
                || VERSION_4.matcher(name).matches()
                || name.equals(bound.getHostString().toLowerCase(Locale.ROOT));
    }
}
