"""Who is reading a document right now, so that two processes do not, and a dead one's work is taken up at once."""

from __future__ import annotations

import datetime as dt
import os
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import psutil

RENEW_SECONDS = 60.0
"""A process that reads renews its claims this often."""
_ELSEWHERE = dt.timedelta(minutes=10)
"""A claim of another machine, whose processes cannot be seen from here, is given up when not renewed for this long."""

_IN_HAND: set[str] = set()
"""The claims of this very process, each while its document is being read."""


@dataclass(frozen=True, slots=True)
class Claimant:
    """One process of one machine."""

    host: str
    """The machine, and where there are containers, the one whose processes can be seen."""
    pid: int
    started: int
    """Seconds since the epoch; tells the process from a later one with the same number."""
    errand: str = ""
    """Which of the process's readings this is."""

    @classmethod
    def me(cls) -> Claimant:
        """The process this is called in."""
        return _me(os.getpid())

    def __str__(self) -> str:
        return f"{self.host}/{self.pid}/{self.started}/{self.errand}"

    def may_take_over(self, claim: str, claimed_at: dt.datetime, now: dt.datetime) -> bool:
        """True if whoever made ``claim`` cannot be reading any more."""
        host, pid, started, _ = claim.rsplit("/", 3)
        if host != self.host:
            return now - claimed_at > _ELSEWHERE
        if int(pid) == self.pid and int(started) == self.started:
            return claim not in _IN_HAND
        try:
            process = psutil.Process(int(pid))
            # one that is dead but not yet buried by its parent still has its number
            return abs(int(process.create_time()) - int(started)) > 1 or process.status() == psutil.STATUS_ZOMBIE
        except psutil.NoSuchProcess:
            return True


@contextmanager
def errand() -> Iterator[Claimant]:
    """A claimant for one reading; its claim is dead once the block is left, even if the record could not be told."""
    me = Claimant.me()
    claimant = Claimant(me.host, me.pid, me.started, secrets.token_hex(4))
    _IN_HAND.add(str(claimant))
    try:
        yield claimant
    finally:
        _IN_HAND.discard(str(claimant))


def in_hand() -> list[str]:
    """The claims this process is working on."""
    return list(_IN_HAND)


@lru_cache(maxsize=1)
def _me(pid: int) -> Claimant:
    host = socket.gethostname().replace("/", "-")
    with suppress(OSError):  # two containers of one name do not see each other's processes
        host += f"~{Path('/proc/self/ns/pid').stat().st_ino}"
    return Claimant(host, pid, int(psutil.Process(pid).create_time()))
