"""Who holds a key: access tokens, signed sessions for the browser, and links that log in once."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import threading
from collections.abc import Mapping
from pathlib import Path

from archive.errors import SettingsError
from search_api.access import Asker

SESSION_SECONDS = 12 * 3600
"""How long a browser stays logged in: a working day."""
_LINK_SECONDS = 3600.0
"""How long a link that was printed can be used."""
_SHORTEST_TOKEN = 16


def token_of(home: Path, stated: str) -> str:
    """The access token: as stated in the settings, else the one in ``home/token``, made if there is none.

    Raises SettingsError for a token that could be guessed, or if the file can be neither read nor written.
    """
    path = home / "token"
    token = stated or _kept(path) or _made(path)
    if len(token) < _SHORTEST_TOKEN:
        where = "JUANZONG_TOKEN" if stated else str(path)
        raise SettingsError(
            f"访问令牌太短（{where}）。", f"请改成至少 {_SHORTEST_TOKEN} 个字符的随机文字，或删去它，由程序生成。"
        )
    return token


def _kept(path: Path) -> str:
    try:
        return path.read_text("utf-8").strip()
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as exc:
        raise SettingsError(
            f"读不了访问令牌文件 {path}。", "请检查这个文件的权限和内容，或设 JUANZONG_TOKEN。"
        ) from exc


def _made(path: Path) -> str:
    """A new token in a file only its owner can read; of two processes starting at once, both get the same."""
    part = path.with_name(f".token-{secrets.token_hex(8)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(32) + "\n")
        try:
            os.link(part, path)
        except FileExistsError:
            if not _kept(path):
                part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as exc:
        raise SettingsError(
            f"存不下访问令牌（{path}：{exc.strerror}）。", "请检查数据文件夹的权限，或设 JUANZONG_TOKEN。"
        ) from exc
    return _kept(path)


class Keys:
    """The tokens that open this office, and whom each lets in.

    Sessions are signed with the token itself: they hold over restarts and in every process, and end when it is changed.
    """

    def __init__(self, askers: Mapping[str, Asker]) -> None:
        self._askers = dict(askers)
        self._links: dict[str, tuple[str, float]] = {}
        self._lock = threading.Lock()

    def holder(self, token: str) -> Asker | None:
        """Whom a token lets in; takes as long whether or not any of it is right."""
        known = self._token(token)
        return None if known is None else self._askers[known]

    def session(self, token: str, now: float) -> str | None:
        """The value of a browser's session for a token; None for an unknown token. ``now``: seconds of the epoch."""
        known = self._token(token)
        if known is None:
            return None
        expires = int(now) + SESSION_SECONDS
        return f"{expires}.{_signature(known, expires)}"

    def session_holder(self, session: str, now: float) -> Asker | None:
        """Whom a session lets in, if it is ours and not over."""
        expires, _, signature = session.partition(".")
        if not (expires.isascii() and expires.isdecimal() and len(expires) < 15) or int(expires) <= now:
            return None
        found = None
        for token, asker in self._askers.items():
            if hmac.compare_digest(_signature(token, int(expires)).encode(), signature.encode("utf-8", "replace")):
                found = asker
        return found

    def link(self, token: str, now: float) -> str:
        """A code that logs in once, within the hour."""
        code = secrets.token_urlsafe(24)
        with self._lock:
            self._links[code] = (token, now + _LINK_SECONDS)
        return code

    def redeem(self, code: str, now: float) -> str | None:
        """The token behind a code, which is used up by this."""
        with self._lock:
            token, until = self._links.pop(code, ("", 0.0))
        return token if now < until else None

    def _token(self, given: str) -> str | None:
        digest = _digest(given)
        found = None
        for token in self._askers:
            if hmac.compare_digest(_digest(token), digest):
                found = token
        return found


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()


def _signature(token: str, expires: int) -> str:
    return hmac.new(_digest(token), f"session:{expires}".encode(), hashlib.sha256).hexdigest()
