#!/usr/bin/env python3
"""A NATS client over TLS: INFO, TLS handshake, CONNECT, SUB, PUB, PING/PONG (docs.nats.io, client protocol)."""

import argparse
import json
import socket
import ssl
import sys
import time


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("server", help="address of the server")
    parser.add_argument("--port", type=int, default=4433)
    parser.add_argument("--name", required=True, help="client name, and certificate NAME.pem with NAME.key")
    parser.add_argument("--server-name", required=True, help="name in the server's certificate")
    parser.add_argument("--pki", default="/run/lab/pki")
    parser.add_argument("--subscribe", action="append", default=[], metavar="SUBJECT")
    parser.add_argument("--publish", action="append", default=[], metavar="SUBJECT=PAYLOAD")
    parser.add_argument("--every", type=float, default=5, help="seconds between rounds of publishing")
    parser.add_argument("--seconds", type=float, default=1, help="how long to stay connected; 0 is until killed")
    return parser.parse_args()


def connect(options):
    raw = socket.create_connection((options.server, options.port), timeout=10)
    info = b""
    while not info.endswith(b"\r\n"):
        # One byte at a time: whatever follows the INFO line belongs to TLS.
        byte = raw.recv(1)
        if not byte:
            raise ConnectionError("closed before INFO")
        info += byte
    if not json.loads(info[len("INFO "):]).get("tls_required"):
        raise ConnectionError("the server does not ask for TLS")
    context = ssl.create_default_context(cafile=f"{options.pki}/ca.pem")
    context.load_cert_chain(f"{options.pki}/{options.name}.pem", f"{options.pki}/{options.name}.key")
    return context.wrap_socket(raw, server_hostname=options.server_name)


def converse(tls, options):
    """Publishes in rounds and answers the server's PINGs until the time is over; returns the messages received."""
    hello = {"verbose": False, "pedantic": False, "tls_required": True, "name": options.name, "lang": "python", "version": "1"}
    tls.sendall(b"CONNECT " + json.dumps(hello).encode() + b"\r\nPING\r\n")
    for number, subject in enumerate(options.subscribe, 1):
        tls.sendall(f"SUB {subject} {number}\r\n".encode())
    end = time.monotonic() + (options.seconds or 3600)
    next_round = time.monotonic()
    pending = b""
    messages = 0
    pongs = 0
    while time.monotonic() < end:
        if time.monotonic() >= next_round:
            for item in options.publish:
                subject, payload = item.split("=", 1)
                tls.sendall(f"PUB {subject} {len(payload.encode())}\r\n{payload}\r\n".encode())
            tls.sendall(b"PING\r\n")
            next_round = time.monotonic() + options.every
        tls.settimeout(max(0.05, min(end, next_round) - time.monotonic()))
        try:
            received = tls.recv(4096)
        except TimeoutError:
            continue
        if not received:
            raise ConnectionError("closed by the server")
        pending += received
        while b"\r\n" in pending:
            line, pending = pending.split(b"\r\n", 1)
            if line.startswith(b"MSG "):
                size = int(line.split()[-1])
                while len(pending) < size + 2:
                    pending += tls.recv(4096)
                print(line.decode(), pending[:size].decode())
                pending = pending[size + 2:]
                messages += 1
            elif line == b"PING":
                tls.sendall(b"PONG\r\n")
            elif line == b"PONG":
                pongs += 1
            elif line.startswith(b"-ERR"):
                raise ConnectionError(line.decode())
    if not pongs:
        raise ConnectionError("the server never answered")
    return messages


def main():
    options = arguments()
    with connect(options) as tls:
        print("connected", tls.version(), flush=True)
        print("messages", converse(tls, options), flush=True)


if __name__ == "__main__":
    sys.exit(main())
