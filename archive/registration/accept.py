"""From suggestions to what is registered: what the clerk accepted or corrected, as a row for a case, or as a meeting. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from archive.cases.meetings.meeting import Attendance, Decision, Meeting, Presence
from archive.errors import InvalidInput
from archive.registration.suggestion import DOUBTFUL, LABELS, Field, Suggestion


class Verdict(StrEnum):
    """What the clerk made of a suggestion."""

    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"


VERDICT_LABELS: Mapping[Verdict, str] = {
    Verdict.ACCEPTED: "采用",
    Verdict.CORRECTED: "改正",
    Verdict.REJECTED: "未采用",
}


@dataclass(frozen=True, slots=True)
class Decided:
    """A suggestion and what became of it."""

    suggestion: Suggestion
    verdict: Verdict
    corrected: str = ""
    """What the clerk put in its place."""

    @property
    def value(self) -> str:
        """What is registered."""
        return self.corrected or self.suggestion.normal


ALL = "all"
_ONE = frozenset((Field.DATE, Field.CHANNEL, Field.ADDRESSEE, Field.CATEGORY, Field.MATTER_CLASS, Field.GROUP_SIZE))
"""Fields of which a case has one."""
_PRESENCES = {
    Field.PRESENT: Presence.PRESENT,
    Field.ABSENT: Presence.EXCUSED,
    Field.OBSERVER: Presence.OBSERVER,
}
_BODIES = (
    "公司",
    "合作社",
    "委员会",
    "村委会",
    "居委会",
    "厂",
    "场",
    "店",
    "院",
    "园",
    "校",
    "局",
    "政府",
    "站",
    "中心",
)


def decide(
    suggestions: Sequence[Suggestion], accept: Collection[str], corrections: Mapping[Field, str] | None = None
) -> tuple[Decided, ...]:
    """What the clerk accepted: fields by code or Chinese label, or ``all``, which leaves out what is doubtful.

    A correction replaces the first suggestion of its field and rejects the others. Raises InvalidInput for a field
    that does not exist.
    """
    corrections = corrections or {}
    wanted = {field_of(name) for name in accept if name != ALL}
    decided: list[Decided] = []
    corrected: set[Field] = set()
    for one in suggestions:
        if one.field in corrections:
            verdict = Verdict.REJECTED if one.field in corrected else Verdict.CORRECTED
            text = "" if verdict is Verdict.REJECTED else corrections[one.field]
            corrected.add(one.field)
            decided.append(Decided(one, verdict, text))
            continue
        taken = one.field in wanted or (ALL in accept and one.confidence >= DOUBTFUL)
        decided.append(Decided(one, Verdict.ACCEPTED if taken else Verdict.REJECTED))
    return tuple(decided)


def field_of(name: str) -> Field:
    """The field of a code or a Chinese label. Raises InvalidInput."""
    found = next((field for field in Field if name.strip() in (field.value, LABELS[field])), None)
    if found is None:
        raise InvalidInput(f"没有“{name}”这个登记项目。", f"可以是：{'、'.join(LABELS[field] for field in Field)}。")
    return found


def row_of(decided: Sequence[Decided]) -> dict[str, object]:
    """The row of an import that the accepted values make, as ``register`` takes it.

    Raises InvalidInput for a paper that bears a mark of secrecy, whose text must not be typed in.
    """
    taken = [one for one in decided if one.verdict is not Verdict.REJECTED]
    if any(one.suggestion.field is Field.CLASSIFIED for one in decided):
        raise InvalidInput("文件带有密级标志，不能登记正文。", "请按保密规定处理；确实没有涉密的，请手工登记。")
    row: dict[str, object] = {}
    for field, key in ((Field.CHANNEL, "channel"), (Field.CATEGORY, "category"), (Field.MATTER_CLASS, "matter_class")):
        if value := _first(taken, field):
            row[key] = value
    if size := _first(taken, Field.GROUP_SIZE):
        row["group_size"] = int(size)
    if region := _region(_all(taken, Field.PLACE)):
        row["region"] = region
    if parties := _parties(taken):
        row["parties"] = parties
        row |= {"kind": "mediation"} if any(party["role"] == "applicant" for party in parties) else {}
    if claims := _all(taken, Field.CLAIM):
        row["claims"] = claims
    amounts = [int(value) for value in _all(taken, Field.AMOUNT)]
    if amounts:
        row["amount_fen"] = max(amounts)
    if _first(taken, Field.SECRET_REPORT) or _first(taken, Field.MATTER_CLASS) == "accusation":
        row["restricted"] = True
    return row | _beside(taken)


def _beside(taken: Sequence[Decided]) -> dict[str, object]:
    """What the case model has no place for, under the office's own words."""
    kept: dict[str, object] = {}
    for field in (
        Field.DATE,
        Field.ADDRESSEE,
        Field.OCCURRED,
        Field.EARLIER,
        Field.STEP,
        Field.PERSON,
        Field.DOCUMENT_NO,
    ):
        values = _all(taken, field)
        if values:
            kept[f"来件{LABELS[field]}"] = values[0] if field in _ONE else values
    return kept


def meeting_of(decided: Sequence[Decided]) -> Meeting:
    """The meeting and its decisions that the accepted values make; its number is what the minutes call it."""
    taken = [one for one in decided if one.verdict is not Verdict.REJECTED]
    attendance = []
    for one in taken:
        if presence := _PRESENCES.get(one.suggestion.field):
            unit, _, name = one.value.rpartition(" ")
            attendance.append(Attendance(unit, name, presence) if unit else _alone(one.value, presence))
    return Meeting(
        no=_first(taken, Field.NUMBER),
        title=_first(taken, Field.TOPIC),
        held=_day(_first(taken, Field.DATE)),
        place=_first(taken, Field.PLACE),
        host=_first(taken, Field.HOST),
        recorder=_first(taken, Field.RECORDER),
        attendance=tuple(attendance),
        decisions=_decisions(taken),
    )


def _alone(value: str, presence: Presence) -> Attendance:
    """A name without a unit, or a unit without a name."""
    if len(value) <= 4 and not value.endswith(_BODIES):
        return Attendance("", value, presence)
    return Attendance(value, "", presence)


def _decisions(taken: Sequence[Decided]) -> tuple[Decision, ...]:
    """Each with its unit, person and term; a term that is no day stays as it was written."""
    made: dict[int, Decision] = {}
    for one in taken:
        field, group = one.suggestion.field, one.suggestion.group
        if field is Field.DECISION:
            made[group] = Decision(one.value)
        elif group in made and field is Field.DECISION_UNIT:
            made[group] = replace(made[group], unit=one.value)
        elif group in made and field is Field.DECISION_PERSON:
            made[group] = replace(made[group], person=one.value)
        elif group in made and field is Field.DECISION_DUE:
            day = _day(one.value)
            made[group] = replace(made[group], due=day, due_text="" if day else one.suggestion.value)
    return tuple(made.values())


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _all(taken: Sequence[Decided], field: Field) -> list[str]:
    return [one.value for one in taken if one.suggestion.field is field]


def _first(taken: Sequence[Decided], field: Field) -> str:
    return next(iter(_all(taken, field)), "")


def _parties(taken: Sequence[Decided]) -> list[dict[str, str]]:
    """Petitioners with the numbers and addresses that are theirs, then those complained of."""
    parties: list[dict[str, str]] = []
    for one in taken:
        field = one.suggestion.field
        if field in (Field.PETITIONER, Field.PARTY):
            party = {"name": one.value, "role": "petitioner" if field is Field.PETITIONER else "applicant"}
            for mine, key in ((Field.PHONE, "phone"), (Field.ID_NO, "id_number"), (Field.ADDRESS, "address")):
                values = [each for each in taken if each.suggestion.field is mine]
                own = [each.value for each in values if each.suggestion.group == one.suggestion.group]
                if own and one.suggestion.group:
                    party[key] = own[0]
            parties.append(party)
    for name in _all(taken, Field.RESPONDENT):
        kind = {"kind": "organisation"} if name.endswith(_BODIES) else {}
        parties.append({"name": name, "role": "respondent", **kind})
    return parties


def _region(places: Sequence[str]) -> str:
    """The first township and the first village, as an address has them."""
    township = next((place for place in places if place.endswith(("乡", "镇", "街道"))), "")
    village = next((place for place in places if place.endswith(("村", "社区"))), "")
    hamlet = next((place for place in places if place.endswith("屯")), "")
    return township + village + hamlet
