"""Like cases as a person reads them in a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rich.text import Text

from archive.cases.procedure.held import HELD_LABELS, Held
from archive.chinese.money import format_yuan
from console.output import indented, printable, screen
from search_api.precedents.find import RULE, Found, Precedent
from search_api.precedents.points import Point, phrases
from search_api.precedents.question import read_in
from search_api.precedents.spread import FEW, Counts, Quartiles, Spread, share

_LONG = 40
"""Characters of one side of a point that are shown; ``--json`` has all."""


def show(found: Found) -> None:
    """Everything that was found."""
    out = screen()
    for note in found.notes:
        out.print(Text(f"注意：{printable(note)}", style="yellow"))
    if found.read is not None and (read := read_in(found.read)):
        said = "　".join(f"{name}：{printable(value)}" for name, value in read)
        out.print(Text(f"从文字里读出（请核对）：{said}", style="dim"))
    if found.confined:
        out.print(Text(f"条件：{'；'.join(found.confined)}", style="dim"))
    if not found.hits:
        out.print("没有找到相像的案件。" + ("可以去掉一些条件。" if found.confined else ""))
        return
    for number, precedent in enumerate(found.hits, 1):
        about = "  ".join(part for part in (precedent.category, precedent.place, _day(precedent)) if part)
        out.print(
            Text.assemble(
                f"{number:>3}. ", (printable(precedent.title), "bold"), f"  {precedent.id}", ("  " + about, "dim")
            )
        )
        for line in _lines(precedent):
            out.print(indented(line))
    for said in spread_lines(found.spread):
        out.print(said)


def spread_lines(spread: Spread) -> Iterator[str]:
    """The spread, a figure a line, each with what it rests on."""
    if not spread.n:
        yield f"没有一件算得上同类（{RULE}），不作统计。"
        return
    few = f"，不足 {FEW} 件，只作参考" if spread.n < FEW else ""
    yield f"同类 {spread.n} 件（{RULE}{few}）："
    yield from (
        f"  {line}"
        for line in (
            _counted("结果", spread.outcomes, "件"),
            _counted("各项诉求", spread.findings, "项"),
            _counted("诉求支持", spread.supported, "件"),
            f"站住没有：{spread.tested} 件经过复查复核、司法确认或履行，站住 {share(spread.stood, spread.tested)}"
            f"：{_listed(spread.reviews)}"
            if spread.tested
            else "站住没有：没有一件经过复查复核、司法确认或履行",
            _money("涉及金额", spread.amounts),
            _money("协议金额", spread.agreed),
            _days("答复或调成用时", spread.days),
        )
        if line
    )


def _lines(precedent: Precedent) -> Iterator[Text]:
    if precedent.outcome:
        yield Text(f"结果：{printable(precedent.outcome)}")
    if precedent.basis:
        yield Text(f"依据：{'；'.join(precedent.basis)}")
    if precedent.reviews or precedent.held is not Held.UNKNOWN:
        told = f"（{'；'.join(precedent.reviews)}）" if precedent.reviews else ""
        yield Text(f"复查：{HELD_LABELS[precedent.held]}{told}")
    if precedent.alike:
        yield Text(f"相同：{_said(precedent.alike)}", style="green")
    if precedent.unlike:
        yield Text(f"不同：{_said(precedent.unlike)}", style="yellow")
    yield Text(f"相像的词：{'、'.join(precedent.words)}", style="dim")
    if precedent.only_asked or precedent.only_found:
        yield Text(
            f"只在本件：{'、'.join(precedent.only_asked) or '无'}　只在对方：{'、'.join(precedent.only_found) or '无'}",
            style="dim",
        )


def _said(compared: Sequence[Point]) -> str:
    return printable("；".join(phrases(compared, _LONG)))


def _day(precedent: Precedent) -> str:
    return precedent.received.isoformat() if precedent.received else ""


def _counted(name: str, counts: Counts, unit: str) -> str:
    return f"{name}：{_listed(counts)}（{counts.n} {unit}有记载）" if counts.n else ""


def _listed(counts: Counts) -> str:
    if counts.n < FEW:
        return "、".join(f"{value} {count}" for value, count in counts.values.items())
    return "、".join(f"{value} {count}（{count / counts.n:.0%}）" for value, count in counts.values.items())


def _money(name: str, quartiles: Quartiles | None) -> str:
    return _quartered(name, quartiles, yuan)


def _days(name: str, quartiles: Quartiles | None) -> str:
    return _quartered(name, quartiles, "{}天".format)


def yuan(fen: int) -> str:
    """An amount without idle cents."""
    return f"{format_yuan(fen).removesuffix('.00')}元"


def _quartered(name: str, quartiles: Quartiles | None, shown: Callable[[int], str]) -> str:
    if quartiles is None:
        return ""
    few = f"，不足 {FEW} 件，只作参考" if quartiles.n < FEW else ""
    if quartiles.n == 1:
        return f"{name}：{shown(quartiles.middle)}（只有 1 件）"
    middle = f"一半在 {shown(quartiles.low)} 到 {shown(quartiles.high)} 之间，" if quartiles.n >= FEW else ""
    return (
        f"{name}：中位 {shown(quartiles.middle)}，{middle}"
        f"最少 {shown(quartiles.least)}，最多 {shown(quartiles.greatest)}（{quartiles.n} 件有记载{few}）"
    )
