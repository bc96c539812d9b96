"""Suggestions against the truth: what was found, what was missed, what was wrong, field by field."""

from __future__ import annotations

import datetime as dt
import difflib
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from archive.registration.suggestion import Field, Suggestion

Found = Sequence[Suggestion]


@dataclass(slots=True)
class Tally:
    """Counts of one field over many papers."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of the suggestions that are right; 1 if there are none."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Share of the truth that was suggested; 1 if there is none."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    def add(self, right: int, wrong: int, missed: int) -> None:
        """Count one paper's."""
        self.right, self.wrong, self.missed = self.right + right, self.wrong + wrong, self.missed + missed


@dataclass(frozen=True, slots=True)
class Slip:
    """One thing missed or wrong, for those who mend the rules."""

    paper: str
    key: str
    missed: tuple[str, ...]
    wrong: tuple[str, ...]


def bare(text: str) -> str:
    """Without blanks and punctuation, half width, lower case."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return "".join(sign for sign in folded if unicodedata.category(sign)[0] not in "PZSC")


def alike(one: str, other: str) -> float:
    """Share of characters two texts have in common, in order."""
    return difflib.SequenceMatcher(None, bare(one), bare(other), autojunk=False).ratio()


def _same(one: str, other: str) -> bool:
    return bare(one) == bare(other)


def _address(one: str, other: str) -> bool:
    return alike(one, other) >= 0.9


def _text(one: str, other: str) -> bool:
    a, b = bare(one), bare(other)
    return alike(one, other) >= 0.75 or (min(len(a), len(b)) >= 0.6 * max(len(a), len(b)) and (a in b or b in a))


def _topic(one: str, other: str) -> bool:
    a, b = bare(one), bare(other)
    return alike(one, other) >= 0.6 or a in b or b in a


_KEYS: Mapping[str, tuple[tuple[Field, ...], Callable[[str, str], bool]]] = {
    "petitioner": ((Field.PETITIONER,), _same),
    "respondent": ((Field.RESPONDENT,), _same),
    "people": ((Field.PETITIONER, Field.PARTY, Field.RESPONDENT, Field.PERSON), _same),
    "parties": ((Field.PARTY,), _same),
    "id_no": ((Field.ID_NO,), _same),
    "phone": ((Field.PHONE,), _same),
    "address": ((Field.ADDRESS,), _address),
    "place": ((Field.PLACE,), _same),
    "date": ((Field.DATE,), _same),
    "occurred": ((Field.OCCURRED,), _same),
    "channel": ((Field.CHANNEL,), _same),
    "addressee": ((Field.ADDRESSEE,), _same),
    "category": ((Field.CATEGORY,), _same),
    "matter_class": ((Field.MATTER_CLASS,), _same),
    "claims": ((Field.CLAIM,), _text),
    "amounts": ((Field.AMOUNT,), _same),
    "group_size": ((Field.GROUP_SIZE,), _same),
    "earlier": ((Field.EARLIER,), _same),
    "secret_report": ((Field.SECRET_REPORT,), _same),
    "classified": ((Field.CLASSIFIED,), _same),
    "document_no": ((Field.DOCUMENT_NO,), lambda a, b: _number(a) == _number(b)),
    "received": ((Field.RECEIVED,), _same),
    "served": ((Field.SERVED,), _same),
    "due": ((Field.DUE,), _same),
    "articles": ((Field.ARTICLE,), _same),
    "number": ((Field.NUMBER,), lambda a, b: bare(a) in bare(b) or bare(b) in bare(a)),
    "host": ((Field.HOST,), _same),
    "recorder": ((Field.RECORDER,), _same),
    "topic": ((Field.TOPIC,), _topic),
}
_LONGEST_NAME = 4
"""Signs of a person's name; what is longer and has no dot is a body."""
_EITHER = ("category",)


def score(name: str, truth: Mapping[str, Any], found: Found, tallies: dict[str, Tally]) -> list[Slip]:
    """Count one paper's fields into ``tallies``; what went wrong is returned."""
    slips: list[Slip] = []

    def count(key: str, missed: Sequence[str], wrong: Sequence[str], right: int) -> None:
        tallies.setdefault(key, Tally()).add(right, len(wrong), len(missed))
        if missed or wrong:
            slips.append(Slip(name, key, tuple(missed), tuple(wrong)))

    for key, (fields, same) in _KEYS.items():
        if key not in truth:
            continue
        wanted = _wanted(key, truth[key])
        got = [one.normal for one in found if one.field in fields]
        if key == "people":
            got = [name for name in got if len(name) <= _LONGEST_NAME or "·" in name]
        if key in _EITHER and isinstance(truth[key], list):
            wanted = [next((w for w in wanted if any(same(w, g) for g in got)), wanted[0])]
        count(key, *_matched(wanted, got, same))
    if "attendance" in truth:
        rows = [f"{row['role']} {row.get('unit', '')} {row.get('name', '')}" for row in truth["attendance"]]
        roles = (Field.PRESENT, Field.ABSENT, Field.OBSERVER)
        count(
            "attendance", *_matched(rows, [f"{one.field} {one.normal}" for one in found if one.field in roles], _same)
        )
    if "decisions" in truth:
        _decisions(truth["decisions"], found, count)
    return slips


def _wanted(key: str, value: Any) -> list[str]:
    if value is None or value == "":
        return []
    values = value if isinstance(value, list) else [value]
    if key == "amounts":
        return [str(round(each * 100)) for each in values]
    if key in ("secret_report", "classified"):
        return ["true"] if value else []
    return [str(each) for each in values]


def _number(text: str) -> str:
    return re.sub(r"第?0*(\d+)号", r"\1", bare(text))


def _matched(
    wanted: Sequence[str], got: Sequence[str], same: Callable[[str, str], bool]
) -> tuple[list[str], list[str], int]:
    """(missed, wrong, number right): each suggestion answers one truth."""
    rest, missed = list(dict.fromkeys(got)), []
    for want in wanted:
        hit = next((each for each in rest if same(want, each)), None)
        if hit is None:
            missed.append(want)
        else:
            rest.remove(hit)
    return missed, rest, len(wanted) - len(missed)


def _decisions(
    wanted: Sequence[Mapping[str, str]], found: Found, count: Callable[[str, Sequence[str], Sequence[str], int], None]
) -> None:
    """Contents by likeness; unit, person and term of those that were found."""
    rest = [one for one in found if one.field is Field.DECISION]
    missed: list[str] = []
    for want in wanted:
        hit = max(rest, key=lambda one: alike(one.normal, want["content"]), default=None)
        if hit is None or not _text(hit.normal, want["content"]):
            missed.append(want["content"])
            continue
        rest.remove(hit)
        for key, field in (
            ("unit", Field.DECISION_UNIT),
            ("person", Field.DECISION_PERSON),
            ("due", Field.DECISION_DUE),
        ):
            if key not in want:
                continue
            got = [one.normal for one in found if one.field is field and one.group == hit.group]
            if key == "due":
                got = [each for each in got if _is_day(each)]
            truth = [want[key]] if want[key] else []
            count(f"decision {key}", *_matched(truth, got, _unit if key == "unit" else _same))
    count("decisions", missed, [one.normal for one in rest], len(wanted) - len(missed))


def _unit(one: str, other: str) -> bool:
    a, b = bare(one), bare(other)
    return a == b or a.endswith(b) or b.endswith(a)


def _is_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True
