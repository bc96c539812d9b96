"""TLS and a password in front of a server, as an office puts nginx in front of Elasticsearch."""

from __future__ import annotations

import base64
import http.client
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from tests.needs import needs


def certificate(folder: Path) -> Path:
    """A certificate for 127.0.0.1 that nobody but its holder trusts, with its key, in one file."""
    key, certificate, both = (folder / name for name in ("key.pem", "certificate.pem", "both.pem"))
    command = [needs.openssl(), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=test"]
    files = ["-keyout", str(key), "-out", str(certificate), "-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run([*command, *files], check=True, capture_output=True)
    both.write_bytes(key.read_bytes() + certificate.read_bytes())
    return both


class _Quiet(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hung up is what some tests are about."""


@contextmanager
def running(to: str, *, login: str = "", tls: Path | None = None, delay: float = 0) -> Iterator[int]:
    """The port of a proxy to the server ``to`` that wants ``user:password`` and answers ``delay`` seconds late."""
    target = urlsplit(to)
    wanted = "Basic " + base64.b64encode(login.encode()).decode() if login else ""

    class Pass(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _pass(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            if wanted and self.headers.get("Authorization") != wanted:
                self._answer(401, {"X-Elastic-Product": "Elasticsearch"}, b"")
                return
            time.sleep(delay)
            connection = http.client.HTTPConnection(str(target.hostname), target.port)
            kept = {k: v for k, v in self.headers.items() if k.lower() in ("content-type", "accept")}
            connection.request(self.command, self.path, body, kept)
            answer = connection.getresponse()
            headers = {k: v for k, v in answer.getheaders() if k.lower() in ("content-type", "x-elastic-product")}
            self._answer(answer.status, headers, answer.read())
            connection.close()

        def _answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _pass

        def log_message(self, format: str, *args: object) -> None:
            """Keep the tests' output clean."""

    server = _Quiet(("127.0.0.1", 0), Pass)
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(tls)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
