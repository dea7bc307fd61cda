package org.wirewarrant.capture;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of a {@link ByteWindow} as a stream, for decompressors. */
final class WindowInputStream extends InputStream {
    private final ByteWindow window;

    WindowInputStream(ByteWindow window) {
        this.window = window;
    }

    @Override
    public int read() throws IOException {
        return window.require(1) ? window.bytes[window.position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!window.require(1)) {
            return -1;
        }
        int count = Math.min(length, window.available());
        System.arraycopy(window.bytes, window.position, target, offset, count);
        window.position += count;
        return count;
    }

    @Override
    public int available() {
        return window.available();
    }
}
