#!/usr/bin/env python3
"""A noVNC-style viewer: RFB 3.8 (RFC 6143) in binary WebSocket frames (RFC 6455) over TLS; fetches part of the screen."""

import base64
import hashlib
import os
import socket
import ssl
import struct
import sys

GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


class WebSocket:
    def __init__(self, host, address, port, ca):
        raw = socket.create_connection((address, port), timeout=10)
        self.tls = ssl.create_default_context(cafile=ca).wrap_socket(raw, server_hostname=host)
        self.wire = b""
        self.data = b""
        key = base64.b64encode(os.urandom(16)).decode()
        self.tls.sendall(
            f"GET /websockify HTTP/1.1\r\nHost: {host}:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: binary\r\n\r\n".encode())
        while b"\r\n\r\n" not in self.wire:
            self._fill()
        head, self.wire = self.wire.split(b"\r\n\r\n", 1)
        accept = base64.b64encode(hashlib.sha1((key + GUID).encode()).digest())
        if b" 101 " not in head.split(b"\r\n")[0] or accept not in head:
            raise ConnectionError(head.decode("latin-1"))

    def _fill(self):
        received = self.tls.recv(65536)
        if not received:
            raise ConnectionError("closed by the proxy")
        self.wire += received

    def _take(self, count):
        while len(self.wire) < count:
            self._fill()
        taken, self.wire = self.wire[:count], self.wire[count:]
        return taken

    def read(self, count):
        """Exactly count bytes of the byte stream inside the frames."""
        while len(self.data) < count:
            first, second = self._take(2)
            size = second & 0x7F
            if size == 126:
                size, = struct.unpack(">H", self._take(2))
            elif size == 127:
                size, = struct.unpack(">Q", self._take(8))
            payload = self._take(size)
            if first & 0x0F == 8:
                raise ConnectionError("closed by the proxy")
            if first & 0x0F in (0, 2):
                self.data += payload
        taken, self.data = self.data[:count], self.data[count:]
        return taken

    def write(self, payload, opcode=2):
        """One masked frame of at most 125 bytes, as clients have to send them."""
        mask = os.urandom(4)
        masked = bytes(byte ^ mask[index % 4] for index, byte in enumerate(payload))
        self.tls.sendall(bytes([0x80 | opcode, 0x80 | len(payload)]) + mask + masked)

    def close(self):
        self.write(struct.pack(">H", 1000), opcode=8)
        self.tls.close()


def main():
    host, address, port, ca = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
    viewer = WebSocket(host, address, port, ca)
    version = viewer.read(12)
    viewer.write(b"RFB 003.008\n")
    kinds = viewer.read(viewer.read(1)[0])
    if 1 not in kinds:
        raise ConnectionError(f"no security type None among {list(kinds)}")
    viewer.write(b"\x01")
    if struct.unpack(">I", viewer.read(4))[0] != 0:
        raise ConnectionError("security handshake failed")
    viewer.write(b"\x01")
    width, height = struct.unpack(">HH", viewer.read(4))
    bits = viewer.read(16)[0]
    name = viewer.read(struct.unpack(">I", viewer.read(4))[0])
    viewer.write(struct.pack(">BxHi", 2, 1, 0))
    viewer.write(struct.pack(">BBHHHH", 3, 0, 0, 0, 64, 32))
    rectangles, = struct.unpack(">xxH", viewer.read(4))
    pixels = 0
    for _ in range(rectangles):
        _, _, wide, high, encoding = struct.unpack(">HHHHi", viewer.read(12))
        if encoding != 0:
            raise ConnectionError(f"encoding {encoding} was not offered")
        viewer.read(wide * high * bits // 8)
        pixels += wide * high
    viewer.close()
    print(version.decode().strip(), name.decode(), f"{width}x{height}", "pixels", pixels)


if __name__ == "__main__":
    sys.exit(main())
