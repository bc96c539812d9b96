"""Making text fit to be printed: sentences, paragraphs, characters no printer can show; pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_ENDS = "。！？；…：”』）》!?;"
_BREAKS = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]、?|\d{1,2}[.．、](?!\d)|第[一二三四五六七八九十]{1,3}[,，、:：])\s*"
)


def one_line(text: str) -> str:
    """Without line breaks; one space for any white space inside, none at the ends."""
    return " ".join(text.split())


def paragraphs(text: str) -> list[str]:
    """One string for each line that holds something."""
    return [line for line in (one_line(part) for part in _BREAKS.split(text)) if line]


def items(text: str) -> tuple[str, ...]:
    """A list typed into one field: one a line, or else parted by semicolons; numbers in front are taken off."""
    parts = paragraphs(text)
    if len(parts) == 1:
        parts = [part.strip() for part in re.split(r"[；;]", parts[0]) if part.strip()]
    return tuple(unnumbered(part) for part in parts)


def names(text: str) -> tuple[str, ...]:
    """Several names in one field, parted by 、 ， ； or line breaks."""
    return tuple(name for name in (one_line(part) for part in re.split(r"[、，,；;\r\n]", text)) if name)


def citations(text: str) -> tuple[str, ...]:
    """Several citations in one field: a 、 parts them only in front of 《, since 第一条、第二条 belong together."""
    return tuple(part for part in (one_line(part) for part in re.split(r"[；;\r\n]|[、，,](?=《)", text)) if part)


def unnumbered(text: str) -> str:
    """Without a number of its own in front (一、 （二） 3.): the paper numbers anew."""
    return _NUMBERED.sub("", text.strip())


def sentence(text: str) -> str:
    """With a full stop, unless it ends with a mark already."""
    bare = one_line(text).rstrip("，、,")
    return bare if not bare or bare[-1] in _ENDS else bare.rstrip(".") + "。"


def phrase(text: str) -> str:
    """Without a full stop at its end, to stand inside a sentence."""
    return one_line(text).rstrip("。；，、;,. ")


def sentences(text: str) -> list[str]:
    """The paragraphs of a text, each closed."""
    return [sentence(part) for part in paragraphs(text)]


def printable(value: Any, path: str = "") -> tuple[Any, list[str]]:
    """``value`` (text, or lists and mappings of it) without characters that cannot be printed, and a note on each loss.

    Control, zero-width and direction characters come in with pasted and recognised text; XML forbids some of them and
    the others would turn a line round unseen. Characters of the private use area stay, with a warning.
    """
    if isinstance(value, str):
        kept = _BREAKS.sub("\n", value)
        cleaned = _UNPRINTABLE.sub("", kept)
        notes = []
        if lost := len(kept) - len(cleaned):
            notes.append(f"“{path}”中有{lost}个不可见的控制字符，已去掉。")
        if _PRIVATE.search(cleaned):
            notes.append(f"“{path}”中有私用区字符，换一台电脑可能显示不出，请核对。")
        return cleaned, notes
    if isinstance(value, Mapping):
        pairs = {key: printable(inner, f"{path}.{key}" if path else str(key)) for key, inner in value.items()}
        return {key: inner for key, (inner, _) in pairs.items()}, [n for _, found in pairs.values() for n in found]
    if isinstance(value, list | tuple):
        parts = [printable(inner, f"{path}.{number}") for number, inner in enumerate(value, start=1)]
        return [inner for inner, _ in parts], [note for _, found in parts for note in found]
    return value, []
