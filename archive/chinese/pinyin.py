"""Chinese names as typed in Latin letters: 张三 is zhangsan or zs. Readings without tones; ü is v."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from itertools import product

_MOST = 8
"""Spellings of one name that are given, where several characters are read in two ways."""


@lru_cache(maxsize=1)
def readings() -> Mapping[str, tuple[str, ...]]:
    """The readings of each character, the usual one first."""
    lines = resources.files("archive.chinese").joinpath("pinyin.txt").read_text("utf-8").splitlines()
    found: dict[str, tuple[str, ...]] = {}
    for line in lines:
        reading, _, signs = line.partition(" ")
        for sign in signs if reading != "#" else "":
            found[sign] = (*found.get(sign, ()), reading)
    return found


@lru_cache(maxsize=8_192)
def spellings(name: str) -> tuple[str, ...]:
    """The whole spellings of a name and its initials (zhangsan, zs); empty if a character is not known."""
    known = [readings().get(sign) for sign in name if not sign.isspace() and sign != "·"]
    if len(known) < 2 or len(known) > 12:
        return ()
    ways = [way for way in known if way is not None]
    if len(ways) < len(known):
        return ()
    whole = [way for way, _ in zip(product(*ways), range(_MOST), strict=False)]
    return tuple(
        dict.fromkeys([*("".join(way) for way in whole), *("".join(part[0] for part in way) for way in whole)])
    )
