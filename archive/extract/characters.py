"""Characters as they come out of files, made fit to be shown and searched; pure functions.

Fonts and old systems leave control characters, private-use code points and look-alikes of Chinese characters (the
Kangxi radicals U+2F00 and the compatibility ideographs U+F900) in a text. The look-alikes become the characters they
stand for; the rest is removed or marked, and counted, so that it can be said.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

GETA = "〓"
"""The printers' mark for a character that is not in the case (GB/T 2312 row 1)."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
_LOOKALIKE = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")
_ANY = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2e80-\u2fdf"
    "\ud800-\udfff\ue000-\ufaff\ufdd0-\ufdef\ufeff\ufff9-\uffff\U0002f800-\U0002fa1f\U000f0000-\U0010ffff]"
)
_BULLETS = re.compile("[\uf020-\uf0ff]")
"""Where Symbol and Wingdings put their glyphs; in office papers these are bullets and tick boxes."""

_HAN = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WIDE = _HAN + "\u3001-\u3004\u3008-\u303f\u3040-\u312f\u3200-\u33ff\ufe30-\ufe4f\uff01-\uffef"
_HAN_RE = re.compile(f"[{_HAN}]")
_WIDE_RE = re.compile(f"[{_WIDE}]")
_GAP = re.compile(f"(?<=[{_WIDE}])[ \u00a0\u2002-\u200a](?=[{_WIDE}])")
_SPACES = re.compile("[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text fit to be shown, and what had to be done for it."""

    text: str
    controls: int = 0
    """Control characters, lone surrogates and non-characters removed."""
    private: int = 0
    """Private-use characters replaced by ``GETA``."""


def clean(text: str) -> Cleaned:
    """Remove what no one can read, mark what only one font could show, resolve look-alikes. Keeps tab, LF and CR."""
    if not _ANY.search(text):
        return Cleaned(text)
    text = _INVISIBLE.sub("", text)
    text = _LOOKALIKE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    text, controls = _CONTROL.subn("", text)
    text = _BULLETS.sub("•", text)
    text, private = _PRIVATE.subn(GETA, text)
    return Cleaned(text, controls, private)


def cleaning_notes(controls: int, private: int) -> tuple[str, ...]:
    """What ``clean`` did, in Chinese."""
    notes = []
    if controls:
        notes.append(f"清除了 {controls} 个控制字符")
    if private:
        notes.append(f"{private} 个字体私有字符无法显示，以“{GETA}”代替")
    return tuple(notes)


def close_up(text: str) -> str:
    """One line of typed text: single spaces between Chinese characters closed, longer blanks made one space."""
    return _SPACES.sub(" ", _GAP.sub("", text)).strip()


def is_han(character: str) -> bool:
    """A Chinese character."""
    return _HAN_RE.match(character) is not None


def is_wide(character: str) -> bool:
    """A Chinese character, or punctuation as wide as one."""
    return _WIDE_RE.match(character) is not None


def count_han(text: str) -> int:
    """How many Chinese characters stand in the text."""
    return len(_HAN_RE.findall(text))


def count_rare(text: str) -> int:
    """Chinese characters in neither GB 2312 nor Big5: many of them mean that a font's encoding was misread.

    Together the two sets hold all that is usual in simplified and in traditional writing.
    """
    han = "".join(_HAN_RE.findall(text))
    simplified = han.encode("gb2312", "ignore").decode("gb2312")
    if len(simplified) == len(han):
        return 0
    return sum(1 for character in han if not (_fits(character, "gb2312") or _fits(character, "big5")))


def outside_gb2312(text: str) -> bool:
    """Whether a Chinese character stands in the text that everyday simplified writing does not use."""
    han = "".join(_HAN_RE.findall(text))
    return len(han.encode("gb2312", "ignore")) != 2 * len(han)


def _fits(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
