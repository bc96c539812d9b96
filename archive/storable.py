"""Text that every database takes: no NUL, no half of a surrogate pair."""

from __future__ import annotations

import math
import re
from typing import Any

_NOT_STORABLE = re.compile(r"[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """``text`` with what no database stores replaced by U+FFFD."""
    return _NOT_STORABLE.sub("\ufffd", text)


def storable_json(value: Any) -> Any:
    """A JSON value with every text in it storable; tuples become lists, numbers JSON lacks (NaN) texts."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dict):
        return {storable(str(key)): storable_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [storable_json(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value
