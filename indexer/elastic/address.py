"""The setting that names an Elasticsearch server → the addresses of its nodes. Pure."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from archive.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Address:
    """One node of a cluster."""

    scheme: str
    host: str
    port: int
    prefix: str = ""
    """Path before every request, where a proxy wants one."""
    authorization: str = ""
    """Value of the header of that name; the only place that holds the password."""

    @property
    def name(self) -> str:
        """What may be shown."""
        return f"{self.host}:{self.port}"


def addresses(url: str) -> list[Address]:
    """The nodes in ``http://host:9200,https://user:password@host``; ``SettingsError`` if that is no address.

    Without a port it is 9200 for http and 443 for https. User and password may be percent-encoded.
    """
    return [_address(part.strip()) for part in url.split(",")]


def _address(url: str) -> Address:
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 9200)
    except ValueError:
        raise _no_address() from None  # whose message would hold the password
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise _no_address()
    authorization = ""
    if parts.username:
        # made here, because the client's own knows no passwords beyond Latin letters
        plain = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        authorization = f"Basic {base64.b64encode(plain.encode()).decode()}"
    return Address(parts.scheme, parts.hostname, port, parts.path.rstrip("/"), authorization)


def _no_address() -> SettingsError:
    return SettingsError(
        "检索服务的地址写法不对。",
        "JUANZONG_INDEX 应为文件夹，或形如 http://主机:9200、https://用户:密码@主机 的地址。",
    )
