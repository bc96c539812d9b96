"""A wire to a server that can be cut and mended: the server runs on, and nobody reaches it."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from types import TracebackType
from urllib.parse import urlsplit


class Wire:
    """Carries connections from a port of its own to a server."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        assert parts.hostname
        self._server = (parts.hostname, parts.port or 80)
        self._door = self._open(0)
        self._open_now: set[socket.socket] = set()
        self.url = parts._replace(netloc=f"127.0.0.1:{self._door.getsockname()[1]}").geturl()

    def __enter__(self) -> Wire:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.cut()

    def cut(self) -> None:
        """Nobody gets through any more, and connections break."""
        for one in (self._door, *self._open_now):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        self._open_now.clear()

    def mend(self) -> None:
        """The same address works again."""
        self._door = self._open(urlsplit(self.url).port or 0)

    def _open(self, port: int) -> socket.socket:
        door = socket.socket()
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(("127.0.0.1", port))
        door.listen()
        threading.Thread(target=self._welcome, args=(door,), daemon=True).start()
        return door

    def _welcome(self, door: socket.socket) -> None:
        while True:
            try:
                here, _ = door.accept()
                there = socket.create_connection(self._server)
            except OSError:
                return
            self._open_now |= {here, there}
            for source, target in ((here, there), (there, here)):
                threading.Thread(target=self._carry, args=(source, target), daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(1 << 16):
                target.sendall(data)
        for one in (source, target):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
