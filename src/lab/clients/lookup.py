#!/usr/bin/env python3
"""Answers nginx's mail lookups (ngx_mail_auth_http_module): which mailbox serves the user, and on which port."""

import http.server
import sys

PORTS = {"imap": "7143", "pop3": "7110"}


def main():
    port, mailboxes = int(sys.argv[1]), dict(item.split("=", 1) for item in sys.argv[2:])

    class Lookup(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.0"

        def do_GET(self):
            user = self.headers.get("Auth-User", "").split("@")[0]
            backend = PORTS.get(self.headers.get("Auth-Protocol"))
            self.send_response(200)
            if user in mailboxes and backend:
                self.send_header("Auth-Status", "OK")
                self.send_header("Auth-Server", mailboxes[user])
                self.send_header("Auth-Port", backend)
            else:
                self.send_header("Auth-Status", "Invalid login or password")
            self.end_headers()

    http.server.HTTPServer(("", port), Lookup).serve_forever()


if __name__ == "__main__":
    main()
