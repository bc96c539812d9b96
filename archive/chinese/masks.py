"""Masks for numbers standing in a text: mobile telephones and identity numbers."""

from __future__ import annotations

import re

_MOBILE = re.compile(r"(?<![0-9A-Za-z])(1[3-9][0-9])([ -]?)[0-9]{4}\2([0-9]{4})(?![0-9A-Za-z])")
_IDENTITY = re.compile(r"(?<![0-9A-Za-z])([1-9][0-9]{5})[0-9]{8}([0-9]{3}[0-9Xx])(?![0-9A-Za-z])")
_OLD_IDENTITY = re.compile(r"(?<![0-9A-Za-z])([1-9][0-9]{5})[0-9]{6}([0-9]{3})(?![0-9A-Za-z])")


def mask_phone(text: str) -> str:
    """Every mobile number in ``text`` with its middle four digits starred: ``138****5678``."""
    return _MOBILE.sub(r"\1\2****\2\3", text)


def mask_id(text: str) -> str:
    """Every identity number in ``text`` with the date of birth starred: ``110105********002X``; old ones of 15 too."""
    return _OLD_IDENTITY.sub(r"\1******\2", _IDENTITY.sub(r"\1********\2", text))
