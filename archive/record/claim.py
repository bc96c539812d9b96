"""Who is reading a document right now, so that two processes do not, and a dead one's work is taken up at once."""

from __future__ import annotations

import datetime as dt
import os
import socket
from dataclasses import dataclass
from typing import Self

import psutil

_ELSEWHERE = dt.timedelta(minutes=30)
"""A claim of another machine, whose processes cannot be seen from here, is given up after this long."""


@dataclass(frozen=True, slots=True)
class Claimant:
    """One process of one machine."""

    host: str
    pid: int
    started: int
    """Seconds since the epoch; tells the process from a later one with the same number."""

    @classmethod
    def me(cls) -> Self:
        """The process this is called in."""
        return cls(socket.gethostname(), os.getpid(), int(psutil.Process().create_time()))

    def __str__(self) -> str:
        return f"{self.host}/{self.pid}/{self.started}"

    def may_take_over(self, claim: str, claimed_at: dt.datetime, now: dt.datetime) -> bool:
        """True if whoever made ``claim`` cannot be reading any more."""
        host, pid, started = claim.rsplit("/", 2)
        if host != self.host:
            return now - claimed_at > _ELSEWHERE
        if int(pid) == self.pid:
            return int(started) != self.started
        try:
            return abs(int(psutil.Process(int(pid)).create_time()) - int(started)) > 1
        except psutil.NoSuchProcess:
            return True
