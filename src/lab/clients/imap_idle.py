#!/usr/bin/env python3
"""A mail program that keeps its IMAP connection over TLS open and waits for mail with IDLE (RFC 2177)."""

import socket
import ssl
import sys
import time


class Session:
    def __init__(self, host, port, ca):
        raw = socket.create_connection((host, port), timeout=10)
        self.tls = ssl.create_default_context(cafile=ca).wrap_socket(raw, server_hostname=host)
        self.pending = b""

    def line(self, deadline):
        """The next line, or None when the deadline (monotonic seconds) passes first."""
        while b"\r\n" not in self.pending:
            left = deadline - time.monotonic()
            if left <= 0:
                return None
            self.tls.settimeout(left)
            try:
                received = self.tls.recv(4096)
            except TimeoutError:
                return None
            if not received:
                raise ConnectionError("closed by the server")
            self.pending += received
        line, self.pending = self.pending.split(b"\r\n", 1)
        print(line.decode(), flush=True)
        return line.decode()

    def send(self, text):
        self.tls.sendall(text.encode() + b"\r\n")

    def command(self, tag, text):
        self.send(f"{tag} {text}")
        self.until(tag)

    def until(self, tag):
        deadline = time.monotonic() + 10
        while not (line := self.line(deadline) or "").startswith(tag):
            if not line:
                raise ConnectionError(f"no answer to {tag}")
        if not line.startswith(f"{tag} OK"):
            raise ConnectionError(line)


def main():
    host, port, user, password, seconds, ca = sys.argv[1:]
    session = Session(host, int(port), ca)
    session.line(time.monotonic() + 10)
    session.command("a1", f"LOGIN {user} {password}")
    session.command("a2", "SELECT INBOX")
    session.send("a3 IDLE")
    end = time.monotonic() + float(seconds)
    while session.line(end) is not None:
        pass
    session.send("DONE")
    session.until("a3")
    session.command("a4", "LOGOUT")


if __name__ == "__main__":
    main()
