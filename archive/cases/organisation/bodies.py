"""The office's bodies and places as people write them in a table: by full or short name, with near names if unknown."""

from __future__ import annotations

import re
from collections.abc import Iterable

from archive.cases.organisation.near import did_you_mean
from archive.cases.places import Places
from archive.cases.units import Unit
from archive.chinese.fold import fold
from archive.errors import InvalidInput

_PLACE_LIKE = re.compile(r"(?:省|市|县|区|乡|镇|街道|村|社区|屯|组|旗)$")


class Bodies:
    """Bodies by what they are called."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._units = list(units)
        self._by_form: dict[str, Unit] = {}
        self._advice: dict[str, str] = {}
        for name in ("short", "name"):
            for unit in self._units:
                if stated := getattr(unit, name):
                    self._by_form[_form(stated)] = unit

    def get(self, name: str) -> Unit | None:
        """The body of that full or short name."""
        return self._by_form.get(_form(name))

    def find(self, name: str) -> Unit:
        """The same. Raises InvalidInput with the near names."""
        found = self.get(name)
        if found is not None:
            return found
        if not self._units:
            advice = "请先用 juanzong office units import 导入单位表。"
            raise InvalidInput("单位表是空的。", advice, code="unknown_unit")
        if name not in self._advice:
            known = (one for unit in self._units for one in (unit.name, unit.short))
            self._advice[name] = did_you_mean(name, known) + "请核对单位名称，或先导入单位表。"
        raise InvalidInput(f"没有叫“{name}”的单位。", self._advice[name], code="unknown_unit")


class PlaceFinder:
    """Places as a body writes them, told from where that body is; remembers its answers."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self._found: dict[tuple[str, str], str | InvalidInput] = {}

    def code(self, text: str, home: str) -> str:
        """Code of the place that ``text`` names, for a body whose own place is ``home``.

        The place of the body itself where the text says nothing, or only a corner of it. Raises InvalidInput, with the
        near names, for what looks like a place and is none.
        """
        key = (re.sub(r"\s", "", text), home)
        if key not in self._found:
            self._found[key] = self._code(*key)
        found = self._found[key]
        if isinstance(found, InvalidInput):
            raise InvalidInput(found.message, found.advice, code="unknown_place")
        return found

    def _code(self, text: str, home: str) -> str | InvalidInput:
        if not text or not len(self.places):
            return home
        here = self.places.resolve(self.places.full_name(home) + text) if home else None
        if here is not None and here.code != home:
            return here.code
        named = self.places.resolve(text)
        if named is not None:
            return named.code
        if not _PLACE_LIKE.search(text) and home:
            return home
        known = [name for region in self.places for name in (self.places.full_name(region.code), region.name) if name]
        advice = did_you_mean(text, known) + "请核对属地，写明乡镇和村。"
        return InvalidInput(f"属地“{text}”不在区划里，或有几处同名。", advice, code="unknown_place")


def _form(name: str) -> str:
    return re.sub(r"\s", "", fold(name))
