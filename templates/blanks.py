"""Number and date of a paper, blank until it is signed and put in then; pure.

A draft that is to be signed says ``松信访复字〔2022〕　号`` and ``2022年　月　日``, as drafts do on paper. The values of a
paper are frozen with the blanks in them, and are the same but for number and date when it is signed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from archive.cases.model import Case
from archive.chinese.date_words import gongwen_date
from archive.errors import InvalidInput
from archive.papers.numbering import MOST, Series, series_of_pattern, takes_number
from templates.context import Context, values_for
from templates.overrides import fill_in
from templates.shelf import ShelfEntry
from templates.surroundings import Surroundings

NUMBER_KEYS: Final = ("number", "reply.number", "mediation.agreement_number")
"""Keys a paper's own number may have."""
_DATE_KEYS: Final = ("signed_on", "reply.signed_on", "mediation.signed_on")
DATES: Final = ("signed_on", "imprint_day")
"""What templates call the date of the paper."""
_STAND_IN: Final = Series("待编")


def values_for_unsigned(
    paper: ShelfEntry, case: Case, overrides: Mapping[str, str], today: dt.date, around: Surroundings, series: str
) -> Context:
    """The values of a draft whose number and date are still open.

    Raises what ``values_for`` raises, InvalidInput where a number or date is typed, and where nobody knows the series.
    """
    typed = typed_at_signing(paper, overrides)
    if typed:
        raise InvalidInput(
            f"“{typed[0]}”不用写：文号和成文日期在签发时才定。",
            "请去掉这一项；文号按代字和年份依次取，日期是签发之日。",
            code="number_at_signing",
        )
    key = number_key(paper) if takes_number(paper.series) else ""
    stand_in = _STAND_IN.number(today.year, MOST)
    given = {**overrides, key: stand_in} if key else overrides
    context = values_for(paper, fill_in(case, given, paper), today, around)
    values = dict(context.values)
    if key:
        found = series_of(paper, values, around.letters, series)
        values = replaced(values, stand_in, found.blank(today.year))
    blank = f"{today.year}年　月　日"
    values.update({name: blank for name in DATES if values.get(name)})
    return Context(values, tuple(note for note in context.notes if "待编" not in note))


def typed_at_signing(paper: ShelfEntry, overrides: Mapping[str, str]) -> list[str]:
    """Those of the keys typed whose values are only known when the paper is signed: its number and its date."""
    fixed = (*_DATE_KEYS, *((*NUMBER_KEYS, "agreement_number") if takes_number(paper.series) else ()))
    return [key for key in overrides if key.strip() in fixed]


def number_key(paper: ShelfEntry) -> str:
    """The key of the paper's own number; empty if it has none."""
    return next((spec.key for spec in paper.fields if spec.key in NUMBER_KEYS), "")


def series_of(paper: ShelfEntry, values: Mapping[str, Any], letters: Mapping[str, str], typed: str = "") -> Series:
    """The series of a paper's number: as typed, else by the shelf's pattern and the letters of the body that issues it.

    That of minutes and bulletins is their masthead. Raises InvalidInput (``no_letters``) where the body's letters are
    not known.
    """
    unit = str(values.get("unit") or values.get("committee") or "")
    found = series_of_pattern(paper.series, letters.get(unit, ""), str(values.get("masthead") or ""), typed)
    if found is None:
        raise InvalidInput(
            f"不知道“{unit}”的机关代字，定不了“{paper.title}”的文号。",
            "请在单位表里补上代字（juanzong office units 的“代字”一栏），或用 --series 写明，如 --series 松信访复字。",
            code="no_letters",
        )
    return found


def signed_values(values: Mapping[str, Any], number: str, day: dt.date) -> dict[str, Any]:
    """The frozen values with number and date put in wherever they are printed."""
    was = str(values.get("number") or "")
    made = dict(replaced(values, was, number) if was and number else values)
    if number and "number" in made:
        made["number"] = number
    made.update({name: gongwen_date(day) for name in DATES if made.get(name)})
    return made


def replaced(value: Any, old: str, new: str) -> Any:
    """``value`` (text, or lists and mappings of it) with ``old`` replaced in every text."""
    if isinstance(value, str):
        return value.replace(old, new)
    if isinstance(value, Mapping):
        return {key: replaced(inner, old, new) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [replaced(inner, old, new) for inner in value]
    return value
