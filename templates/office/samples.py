"""A template tried on an invented case, or on a real one, without a trace in the record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from archive.cases.model import (
    AppealRoute,
    Case,
    CaseKind,
    Channel,
    Claim,
    Event,
    MatterClass,
    Mediation,
    Opinion,
    Party,
    Reply,
    Role,
)  # fmt: skip
from archive.errors import MissingFields
from templates.context import values_for
from templates.fill import open_template
from templates.office.shelves import held
from templates.office.store import Declared
from templates.overrides import fill_in
from templates.shelf import OWN_GROUP, FieldSpec, ShelfEntry
from templates.surroundings import Surroundings

_TOWN: Final = "方正县松河镇人民政府"
SAMPLE: Final = Case(
    no="XF2022050012LX",
    kind=CaseKind.PETITION,
    title="王建国反映宅基地边界纠纷",
    summary="与其弟王建民的宅基地边界纠纷",
    channel=Channel.LETTER,
    category="土地/宅基地",
    region="松河镇红星村",
    received=dt.date(2022, 5, 6),
    matter_class=MatterClass.APPEAL,
    appeal_route=AppealRoute.PETITION_PROCEDURE,
    facts="两户宅基地东西相邻，以两户之间的排水沟中线为界。\n2022年5月20日现场丈量，双方对丈量结果签字确认。",
    claims=(
        Claim("确认两户宅基地的边界", "台账四至清楚。", opinion=Opinion.SUPPORT, opinion_text="以台账记载的排水沟中线为界。"),
        Claim("拆除越界修建的围墙", "围墙越界0.4米。", opinion=Opinion.SUPPORT, opinion_text="由王建民在2022年7月31日前拆除。"),
    ),
    legal_basis=("《中华人民共和国土地管理法》第十四条",),
    handler="李明",
    duty_unit=_TOWN,
    outcome="双方和解，围墙已经拆除",
    parties=(
        Party("王建国", Role.PETITIONER, gender="男", ethnicity="汉族", birth_date=dt.date(1966, 3, 12), phone="13804510001",
              address="方正县松河镇红星村", occupation="农民"),
        Party("王建民", Role.RESPONDENT, gender="男", ethnicity="汉族", phone="13804510003", address="方正县松河镇红星村",
              occupation="农民"),
    ),
    reply=Reply(number="松信访复字〔2022〕12号", unit=_TOWN, review_unit="方正县人民政府", accepted_on=dt.date(2022, 5, 12),
                signed_on=dt.date(2022, 6, 20), contact="李明", phone="0451-57110000", copies_to=("方正县信访局",)),
    mediation=Mediation(
        committee="方正县松河镇人民调解委员会", mediators=("赵志强", "孙丽"), recorder="钱芳",
        agreement_number="松人调字〔2022〕15号", facts="双方对边界有争议。",
        terms=("以排水沟中线为界", "王建民自行拆除越界部分"), performance_mode="自行履行", performance_place="红星村",
        performance_deadline="自本协议签订之日起三十日内", amount_fen=500_000, signed_on=dt.date(2022, 6, 1),
    ),
    events=(
        Event(dt.date(2022, 5, 9), "transfer", "", number="方信访转字〔2022〕31号"),
        Event(dt.date(2022, 5, 12), "accept", "", number="松信访受字〔2022〕8号"),
        Event(dt.date(2022, 6, 20), "reply", "", number="松信访复字〔2022〕12号"),
        Event(dt.date(2022, 6, 21), "deliver", ""),
    ),
)  # fmt: skip
"""An invented case that knows something of everything."""
_AROUND: Final = Surroundings(
    office="方正县信访局",
    review_units={_TOWN: "方正县人民政府", "方正县人民政府": "松江市人民政府"},
    letters={_TOWN: "松信"},
)
_DAY: Final = dt.date(2022, 6, 20)


@dataclass(frozen=True, slots=True)
class Tried:
    """A preview."""

    data: bytes
    case_no: str
    examples: tuple[str, ...]
    """Labels of the fields the case lacks, which were filled with examples."""
    notes: tuple[str, ...]


def tried(file: Path, declared: Declared, fields: Sequence[FieldSpec], case: Case | None, *, today: dt.date) -> Tried:
    """A paper of that template, its number left open. Raises TemplateError, InvalidInput."""
    paper = replace(
        ShelfEntry("preview", declared.title, "", (), declared.series, "", tuple(fields), file),
        layout=declared.layout, group=OWN_GROUP, version=1,
    )  # fmt: skip
    typed: dict[str, str] = {}
    for _ in range(len(fields) + 2):
        try:
            context = values_for(paper, fill_in(case or SAMPLE, typed, paper), today if case else _DAY, _AROUND)
            data = open_template(file).fill(held(paper, context.values))
            labels = tuple(paper.field(key).label for key in typed)
            return Tried(data, (case or SAMPLE).no, labels, context.notes)
        except MissingFields as missing:
            typed |= {key: _example(paper.field(key), today) for key, _ in missing.fields}
    raise AssertionError(f"{file.name} still lacks {typed}")


def _example(spec: FieldSpec, today: dt.date) -> str:
    """What is put where the case has nothing."""
    by_form = {"day": today.isoformat(), "number": "某信函字〔2022〕1号", "money": "10000元"}
    return spec.example or by_form.get(spec.form, f"（{spec.label}）")
