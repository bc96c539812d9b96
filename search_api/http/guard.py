"""Stands before everything else: whose host, who asks, how much, and what every answer carries.

It works before a body is read, so that nobody without a key can fill the disk.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Collection
from http.cookies import CookieError, SimpleCookie
from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from search_api.access import Asker
from search_api.http import problems
from search_api.http.desk import ASKER
from search_api.http.keys import Keys

logger = logging.getLogger(__name__)

COOKIE = "juanzong"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
"""Names this machine has for itself."""
_OPEN = frozenset({"/api/health", "/login", "/favicon.ico"})
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


class Guard:
    """The application behind its guard."""

    def __init__(self, app: ASGIApp, keys: Keys, hosts: Collection[str] | None, most_bytes: int) -> None:
        """``hosts``: names the application answers to, any port; None answers to all."""
        self._app = app
        self._keys = keys
        self._hosts = None if hosts is None else frozenset(hosts)
        self._most_bytes = most_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def sent(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(raw=message["headers"])
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "no-store")
                message = {**message, "headers": headers.raw}
            await send(message)

        refused = self._refusal(scope)
        if refused is not None:
            await refused(scope, receive, sent)
            return
        try:
            await self._app(scope, self._measured(scope, receive), sent)
        except Exception:
            logger.exception("%s %s", scope["method"], scope["path"])
            if started:
                raise
            await problems.answer(scope, problems.internal())(scope, receive, sent)

    def _refusal(self, scope: Scope) -> Response | None:
        """The answer to a request that may not pass; else None, with the asker left in the scope."""
        headers = Headers(scope=scope)
        if self._hosts is not None and _host(headers) not in self._hosts:
            return problems.answer(scope, problems.foreign_host())
        stated = headers.get("content-length", "")
        if stated.isascii() and stated.isdecimal() and int(stated) > self._most_bytes:
            return problems.answer(scope, problems.too_much(self._most_bytes), headers={"Connection": "close"})
        by_header, asker = self._asker(headers)
        # a token in a header cannot be sent by a page of another site; a cookie can, where SameSite is not known
        if not by_header and scope["method"] not in _SAFE and _is_foreign(headers):
            return problems.answer(scope, problems.foreign_origin())
        if asker is None and not _is_open(scope["path"]):
            if problems.wants_page(scope):
                query = scope["query_string"].decode("latin-1")
                target = scope["path"] + (f"?{query}" if query else "")
                return RedirectResponse(f"/login?next={quote(target[:2000], safe='')}", 303)
            return problems.answer(scope, problems.not_logged_in(), headers={"WWW-Authenticate": "Bearer"})
        if asker is not None:
            scope[ASKER] = asker
        return None

    def _asker(self, headers: Headers) -> tuple[bool, Asker | None]:
        """Whether a token was given in the header, and whom the header or the session lets in."""
        scheme, _, token = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            return True, self._keys.holder(token.strip())
        try:
            session = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
        except CookieError:
            session = None
        return False, None if session is None else self._keys.session_holder(session.value, time.time())

    def _measured(self, scope: Scope, receive: Receive) -> Receive:
        """``receive`` that stops a body which is longer than it said."""
        taken = 0

        async def measured() -> Message:
            nonlocal taken
            message = await receive()
            if message["type"] == "http.request":
                taken += len(message.get("body", b""))
                if taken > self._most_bytes:
                    raise HTTPException(413)
            return message

        return measured


def _is_open(path: str) -> bool:
    return path in _OPEN or path.startswith("/static/")


def _host(headers: Headers) -> str | None:
    try:
        return urlsplit(f"//{headers.get('host', '')}").hostname
    except ValueError:
        return None


def _is_foreign(headers: Headers) -> bool:
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in {"same-origin", "none"}
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != headers.get("host")
