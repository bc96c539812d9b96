"""The synonyms and old place names an office keeps, in a text file of its home: one group a line, as 拆迁=征收.

Lines that begin with ``地名`` are places, those with ``-`` are groups of the program that the office does not want.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from archive.chinese.fold import fold
from archive.errors import InvalidInput, NotFound
from archive.small_file import SmallFile
from search_api.habits.widening import Habits, built_in_lines, groups_of

FILE = "synonyms.txt"
_PLACE = "地名 "


@dataclass(frozen=True, slots=True)
class Kept:
    """What the office keeps."""

    synonyms: tuple[str, ...]
    places: tuple[str, ...]
    dropped: tuple[str, ...]
    """Groups of the program that are switched off."""

    def habits(self) -> Habits:
        """All habits, with these words."""
        return _habits(self)


@lru_cache(maxsize=4)
def _habits(now: Kept) -> Habits:
    """Put together once for as long as the office keeps the same, because every search asks."""
    own = [line for line in built_in_lines() if line not in now.dropped]
    return Habits(synonyms=groups_of([*own, *now.synonyms]), places=groups_of(now.places))


class KeptFile:
    """The office's file, read anew when it has changed."""

    def __init__(self, home: Path) -> None:
        self._file = SmallFile(home / FILE, _understood)

    def now(self) -> Kept:
        """What stands in it; nothing where there is none. Raises InvalidInput if it cannot be read."""
        try:
            return self._file.now()
        except FileNotFoundError:
            return _understood("")
        except (OSError, UnicodeDecodeError) as exc:
            raise InvalidInput(f"读不了同义词文件 {FILE}：{exc}", "请把它存成 UTF-8 编码的文本。") from exc


def kept(home: Path) -> Kept:
    """What stands in the office's file."""
    return KeptFile(home).now()


def _understood(text: str) -> Kept:
    lines = [line for one in text.splitlines() if (line := one.strip()) and not line.startswith("#")]
    return Kept(
        tuple(line for line in lines if line[0] != "-" and not line.startswith(_PLACE)),
        tuple(line.removeprefix(_PLACE) for line in lines if line.startswith(_PLACE)),
        tuple(line.removeprefix("-") for line in lines if line[0] == "-"),
    )


def add(home: Path, group: str, *, place: bool) -> str:
    """Keep a group; returns it as kept. Raises InvalidInput if it names fewer than two words."""
    words = list(dict.fromkeys(word for part in fold(group).split("=") if (word := part.strip())))
    if len(words) < 2 or any(len(word) > 30 or any(sign.isspace() for sign in word) for word in words):
        raise InvalidInput(f"“{group}”不是一组词。", "请写成 拆迁=征收，两个词以上，用等号连起来。")
    made, now = "=".join(words), kept(home)
    if made in now.dropped:
        _write(home, Kept(now.synonyms, now.places, tuple(line for line in now.dropped if line != made)))
    elif place and made not in now.places:
        _write(home, Kept(now.synonyms, (*now.places, made), now.dropped))
    elif not place and made not in (*now.synonyms, *built_in_lines()):
        _write(home, Kept((*now.synonyms, made), now.places, now.dropped))
    return made


def remove(home: Path, word: str) -> list[str]:
    """Let go of the groups that hold a word, or of one whole group; returns them. Raises NotFound if there is none."""
    asked, now = fold(word).strip(), kept(home)

    def holds(line: str) -> bool:
        return line == asked or asked in line.split("=")

    own = [line for line in (*now.synonyms, *now.places) if holds(line)]
    given = [line for line in built_in_lines() if holds(line) and line not in now.dropped]
    if not own and not given:
        raise NotFound(f"没有含有“{word}”的同义词。", "请用 juanzong words synonyms list 查看。")
    left = Kept(
        tuple(line for line in now.synonyms if line not in own),
        tuple(line for line in now.places if line not in own),
        (*now.dropped, *given),
    )
    _write(home, left)
    return own + given


def _write(home: Path, now: Kept) -> None:
    lines = [*now.synonyms, *(_PLACE + line for line in now.places), *("-" + line for line in now.dropped)]
    fresh = home / f"{FILE}.new"
    fresh.write_text("# 本办的同义词\n" + "".join(f"{line}\n" for line in lines), "utf-8")
    fresh.replace(home / FILE)
