"""Tells a rebuild that goes on from one that crashed, by the sign of life it leaves on the generation it fills."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Mapping
from typing import Any

BEAT_SECONDS = 10.0
"""How often a rebuild renews its sign."""
_STILL_SECONDS = 60.0
"""A generation without a fresh sign for this long is a crash's leftover."""


def sign_of_life() -> dict[str, Any]:
    """Who fills, and that it still does."""
    return {"host": socket.gethostname(), "process": os.getpid(), "at": time.time()}


def lives(filling: Mapping[str, Any]) -> bool:
    """Whether the program that fills a generation still does, as far as can be told from here."""
    if time.time() - float(filling["at"]) > _STILL_SECONDS:
        return False
    if filling["host"] != socket.gethostname():
        return True
    if filling["process"] == os.getpid():
        return True
    try:
        os.kill(int(filling["process"]), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
