"""The hash chain of the audit trail: each line seals itself and all before it.

A line that is altered, removed or put in between breaks every digest behind it. Removing the newest lines breaks
nothing, which is why the newest digest is worth copying to paper: ``juanzong doctor`` shows it and checks an old one.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import Any

FIRST = ""
"""What stands before the first line."""


def next_digest(before: str, at: dt.datetime, actor: str, action: str, subject: str, old: Any, new: Any) -> str:
    """The digest of a line: SHA-256, hexadecimal, over the digest before it and all that the line says.

    ``at`` is UTC, with its zone or without. The form is part of every trail there is and must never change.
    """
    moment = at.replace(tzinfo=None).isoformat(timespec="microseconds")
    line = json.dumps(
        [before, moment, actor, action, subject, old, new], ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(line.encode()).hexdigest()
