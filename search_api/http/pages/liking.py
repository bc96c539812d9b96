"""The pages of like cases: why each is alike, how all of them ended, and chosen ones side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, File, Form, Query, Request, UploadFile
from fastapi.concurrency import run_in_threadpool
from starlette.responses import Response

from archive.cases.labels import LABELS
from archive.cases.model import CaseKind
from archive.cases.procedure.held import FELL, HELD_LABELS, STOOD, Held
from archive.chinese.money import format_yuan
from archive.errors import InvalidInput, JuanzongError
from archive.extract.reading import Page
from archive.record.judgements import Asked
from search_api.access import Asker
from search_api.http.cases import WORD
from search_api.http.desk import AtDesk, By, Desk
from search_api.http.letters import pages_at_hand
from search_api.http.pages.paint import page
from search_api.precedents.comparison import MOST, compare
from search_api.precedents.comparison_out import comparison_word
from search_api.precedents.filters import HELD_CHOICES, Filters
from search_api.precedents.find import RULE, Found, like_case, like_pages, like_text
from search_api.precedents.points import phrases
from search_api.precedents.question import read_in
from search_api.precedents.spread import FEW, Counts, Quartiles, Spread, share

router = APIRouter()

_SHOWN = 20
_LONGEST = 200_000
"""Characters of a text that are taken."""
_TEXTS = ("category", "township", "unit", "year", "outcome", "channel", "amount", "law", "where")
_NAMES: Mapping[str, str] = {
    "category": "类别",
    "township": "乡镇",
    "unit": "单位",
    "year": "年份",
    "outcome": "结果",
    "channel": "渠道",
    "amount": "金额",
    "law": "法条",
    "where": "其他条件",
}


@dataclass(frozen=True, slots=True)
class Bar:
    """One value of a chart of counts."""

    label: str
    count: int
    share: float
    """Of the widest, 0 to 1: how long it is drawn."""
    percent: str
    """In words; empty where there are too few for a share."""


@dataclass(frozen=True, slots=True)
class Box:
    """One number's spread as a box: places from 0 to 1, and what stands there."""

    label: str
    n: int
    low: float
    middle: float
    high: float
    told: str
    quartered: bool
    """Whether there are enough cases for quarters."""


@router.get("/precedents")
def precedents_page(
    request: Request, desk: AtDesk, asker: By, case: Annotated[str, Query(max_length=200)] = ""
) -> Response:
    """Cases like one case; without one, the form that asks for a text."""
    return _page(desk, asker, case.strip(), "", request.query_params)


@router.post("/precedents")
async def precedents_of_text_page(
    request: Request,
    desk: AtDesk,
    asker: By,
    text: Annotated[str, Form(max_length=_LONGEST)] = "",
    letter: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """Cases like a text that was typed or pasted, or like a letter, whose text then stands in the form."""
    form = await request.form()
    values = {name: value for name, value in form.items() if isinstance(value, str)}
    pages: Sequence[Page] = ()
    wrong = ""
    if letter is not None and letter.filename:
        try:
            pages = await pages_at_hand(desk, letter)
        except JuanzongError as error:
            wrong = f"{letter.filename[:200]}：{error.message}{error.advice}"
    return await run_in_threadpool(_page, desk, asker, values.get("case", "").strip(), text, values, pages, wrong)


@router.get("/compare")
def compare_page(desk: AtDesk, asker: By, no: Annotated[list[str] | None, Query()] = None) -> Response:
    """Chosen cases side by side."""
    comparison = compare(desk.searcher, no or [], asker)
    word = "/compare/word?" + urlencode([("no", one.no) for one in comparison.cases])
    return page("compare.html", comparison=comparison, word=word)


@router.get("/compare/word")
def compare_word(desk: AtDesk, asker: By, no: Annotated[list[str] | None, Query()] = None) -> Response:
    """The same as a Word file."""
    content = comparison_word(compare(desk.searcher, no or [], asker), dt.date.today())
    name = quote("类案对比表.docx")
    return Response(content, media_type=WORD, headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"})


def _page(
    desk: Desk,
    asker: Asker,
    case: str,
    text: str,
    values: Mapping[str, str],
    pages: Sequence[Page] = (),
    wrong: str = "",
) -> Response:
    found: Found | None = None
    if pages:
        text = "\n".join(page.text for page in pages)[:_LONGEST]
    with desk.record.read() as tx:
        judged = tx.judgements.of(Asked("precedents", "" if case else text.strip(), case), asker.name)
    try:
        filters = _filters(values)
        if wrong:
            found = None
        elif case:
            found = like_case(desk.searcher, case, asker, _SHOWN, filters)
        elif pages:
            found = like_pages(desk.searcher, pages, asker, _SHOWN, filters)
        elif text.strip():
            found = like_text(desk.searcher, text, asker, _SHOWN, filters)
    except InvalidInput as error:
        wrong = f"{error.message}{error.advice}"
    return page(
        "precedents.html",
        422 if wrong else 200,
        case=case,
        text=text,
        found=found,
        read=[] if found is None or found.read is None else read_in(found.read),
        phrases=phrases,
        judged=judged,
        here="/precedents?" + urlencode({name: value for name, value in values.items() if name != "text" and value}),
        wrong=wrong,
        fields=[(name, label, values.get(name, "")[:200]) for name, label in _NAMES.items()],
        kinds_of_case=[(kind.value, LABELS[kind], kind.value == values.get("kind")) for kind in CaseKind],
        fates=[(code, label, code == values.get("held")) for code, label in HELD_CHOICES.items()],
        narrowed=any(values.get(name) for name in (*_TEXTS, "kind", "held")),
        bars=[] if found is None else list(_bars(found.spread)),
        boxes=[] if found is None else list(_boxes(found.spread)),
        stood="" if found is None or not found.spread.tested else share(found.spread.stood, found.spread.tested),
        rule=RULE,
        few=FEW,
        most=MOST,
        held_labels=HELD_LABELS,
        unknown=Held.UNKNOWN,
        good={label: "good" for held, label in HELD_LABELS.items() if held in STOOD}
        | {label: "failed" for held, label in HELD_LABELS.items() if held in FELL},
    )


def _filters(values: Mapping[str, str]) -> Filters:
    kind = values.get("kind", "")
    if kind and kind not in set(CaseKind):
        raise InvalidInput(f"没有“{kind}”这种业务。", "请重新选择。")
    texts = {name: values.get(name, "")[:200] for name in _TEXTS}
    return Filters(kind=CaseKind(kind) if kind else None, held=values.get("held", "")[:40], **texts)


def _bars(spread: Spread) -> Iterator[tuple[str, int, list[Bar]]]:
    """Charts of counts: title, how many have a value, and the bars."""
    charts = (
        ("结果", spread.outcomes),
        ("各项诉求的意见", spread.findings),
        ("诉求支持", spread.supported),
        ("站住没有", spread.reviews),
    )
    for title, counts in charts:
        if counts.n:
            yield title, counts.n, _counted(counts)


def _counted(counts: Counts) -> list[Bar]:
    widest = max(counts.values.values())
    return [
        Bar(value, count, count / widest, f"{count / counts.n:.0%}" if counts.n >= FEW else "")
        for value, count in counts.values.items()
    ]


def _boxes(spread: Spread) -> Iterator[Box]:
    for label, quartiles, days in (
        ("涉及金额", spread.amounts, False),
        ("协议金额", spread.agreed, False),
        ("答复或调成用时", spread.days, True),
    ):
        if quartiles is not None:
            yield _box(label, quartiles, days=days)


def _box(label: str, quartiles: Quartiles, *, days: bool) -> Box:
    def told(value: int) -> str:
        return f"{value}天" if days else f"{format_yuan(value).removesuffix('.00')}元"

    width = max(quartiles.greatest - quartiles.least, 1)
    low, middle, high = (
        (value - quartiles.least) / width for value in (quartiles.low, quartiles.middle, quartiles.high)
    )
    said = f"中位 {told(quartiles.middle)}，最少 {told(quartiles.least)}，最多 {told(quartiles.greatest)}"
    enough = quartiles.n >= FEW
    if enough:
        said += f"，一半在 {told(quartiles.low)} 到 {told(quartiles.high)} 之间"
    return Box(label, quartiles.n, low, middle, high, said, enough)
