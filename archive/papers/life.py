"""The life of a paper: its states, the steps between them, and which step is missing. Pure.

::

    draft → review → signed → sealed → issued → served → superseded
      ↑_______|                                     any of them → void

A paper that needs no seal (minutes, forms) may be issued once it is signed; one that is served on nobody ends as issued.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from archive.errors import InvalidInput


class PaperState(StrEnum):
    """Where a paper stands."""

    DRAFT = "draft"
    REVIEW = "review"
    SIGNED = "signed"
    SEALED = "sealed"
    ISSUED = "issued"
    SERVED = "served"
    SUPERSEDED = "superseded"
    VOID = "void"


class Step(StrEnum):
    """What is done to a paper; named as the command that does it."""

    REDRAFT = "redraft"
    SEND = "send"
    RETURN = "return"
    SIGN = "sign"
    SEAL = "seal"
    ISSUE = "issue"
    SERVE = "serve"
    SUPERSEDE = "supersede"
    VOID = "void"


S = PaperState
PAPER_STATES: Final[Mapping[PaperState, str]] = MappingProxyType(
    {
        S.DRAFT: "拟稿",
        S.REVIEW: "审核中",
        S.SIGNED: "已签发",
        S.SEALED: "已用印",
        S.ISSUED: "已发出",
        S.SERVED: "已送达",
        S.SUPERSEDED: "已被取代",
        S.VOID: "已作废",
    }
)
STEPS: Final[Mapping[Step, str]] = MappingProxyType(
    {
        Step.REDRAFT: "改稿",
        Step.SEND: "送审",
        Step.RETURN: "退回修改",
        Step.SIGN: "签发",
        Step.SEAL: "用印",
        Step.ISSUE: "发出",
        Step.SERVE: "送达",
        Step.SUPERSEDE: "取代",
        Step.VOID: "作废",
    }
)
OPEN: Final = frozenset({S.DRAFT, S.REVIEW})
"""Its text may still change."""
FINAL: Final = frozenset({S.SIGNED, S.SEALED, S.ISSUED, S.SERVED, S.SUPERSEDED})
"""Signed and not void: its text stands for ever."""


@dataclass(frozen=True, slots=True)
class Nature:
    """What of its kind decides on its way."""

    sealed: bool = True
    """Whether a seal must be on it before it goes out."""
    served: bool = True
    """Whether it is served on somebody with a service return (送达回证)."""


_MOVES: Final[Mapping[Step, Mapping[PaperState, PaperState]]] = {
    Step.REDRAFT: {S.DRAFT: S.DRAFT, S.REVIEW: S.DRAFT},
    Step.SEND: {S.DRAFT: S.REVIEW},
    Step.RETURN: {S.REVIEW: S.DRAFT},
    Step.SIGN: {S.REVIEW: S.SIGNED},
    Step.SEAL: {S.SIGNED: S.SEALED},
    Step.ISSUE: {S.SEALED: S.ISSUED},
    Step.SERVE: {S.ISSUED: S.SERVED},
    Step.SUPERSEDE: dict.fromkeys((S.SIGNED, S.SEALED, S.ISSUED, S.SERVED), S.SUPERSEDED),
    Step.VOID: dict.fromkeys((S.DRAFT, S.REVIEW, S.SIGNED, S.SEALED, S.ISSUED, S.SERVED), S.VOID),
}
_ONWARD: Final = (Step.SEND, Step.SIGN, Step.SEAL, Step.ISSUE, Step.SERVE)
"""The steps that may be missing."""


def moves(step: Step, nature: Nature) -> Mapping[PaperState, PaperState]:
    """From where to where a step leads, for a paper of that nature."""
    if step is Step.ISSUE and not nature.sealed:
        return {S.SIGNED: S.ISSUED, S.SEALED: S.ISSUED}
    if step is Step.SERVE and not nature.served:
        return {}
    return _MOVES[step]


def moved(state: PaperState, step: Step, nature: Nature) -> PaperState:
    """The state after a step. Raises InvalidInput (``illegal_step``) that names the steps missing before it."""
    table = moves(step, nature)
    if state in table:
        return table[state]
    raise InvalidInput(
        f"这份公文“{PAPER_STATES[state]}”，不能{STEPS[step]}。", _advice(state, step, nature), code="illegal_step"
    )


def next_steps(state: PaperState, nature: Nature) -> list[Step]:
    """The steps that may be done now, in the order of a paper's life."""
    return [step for step in Step if state in moves(step, nature)]


def way_to(state: PaperState, step: Step, nature: Nature) -> list[Step]:
    """The fewest steps onward after which ``step`` may be done; empty if none lead there."""
    goals = moves(step, nature)
    waiting: deque[tuple[PaperState, list[Step]]] = deque([(state, [])])
    seen = {state}
    while waiting:
        here, path = waiting.popleft()
        if here in goals:
            return path
        for onward in _ONWARD:
            there = moves(onward, nature).get(here)
            if there is not None and there not in seen:
                seen.add(there)
                waiting.append((there, [*path, onward]))
    return []


def _advice(state: PaperState, step: Step, nature: Nature) -> str:
    if state is S.VOID:
        return "作废的公文什么也不能再办；需要的话请重新拟稿。"
    if state is S.SUPERSEDED:
        return "它已被后来的公文取代，请在后来的那一份上办理。"
    if step is Step.SERVE and not nature.served:
        return "这种文书不用送达回证；由单位签收的，请用 juanzong dispatch receive 登记。"
    if missing := way_to(state, step, nature):
        steps = "、".join(f"{STEPS[one]}（juanzong paper {one}）" for one in missing)
        return f"还差：{steps}。"
    if step is Step.RETURN:
        return "只有送审的稿子才能退回修改。" + ("" if state in OPEN else "签发的公文不能改，错了的请作废后重拟。")
    if state not in OPEN and step in (Step.REDRAFT, Step.SEND, Step.SIGN):
        return "签发的公文不能再改；有错的，请作废（juanzong paper void）或另拟一份取代它（juanzong paper supersede）。"
    if step is Step.SUPERSEDE:
        return "只有签发过的公文才谈得上取代；草稿请直接改，或者作废。"
    return "这一步已经办过了。"
