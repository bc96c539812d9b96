"""A paper leaves the office and is served; the act of the ledger it is the paper of is offered, and done only when asked.

Paper and act are one transaction: either both stand or neither.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from archive.cases.clocks.deadline import Deadline
from archive.cases.clocks.deadlines import deadlines_of
from archive.cases.model import Case, Event
from archive.cases.procedure.actions import action_label
from archive.cases.procedure.moves import do
from archive.errors import InvalidInput, JuanzongError
from archive.ledger import doing as ledger
from archive.ledger.changing import act_in
from archive.ledger.dispatch.addressees import addressee
from archive.ledger.dispatch.dispatching import pass_on_in
from archive.papers.life import PaperState, Step, moved
from archive.record.paper import PaperRecord
from archive.record.record import Record, Transaction
from templates.life.nature import nature_of
from templates.life.steps import Doing, change, locked, not_before
from templates.overrides import parse_day

_ON_THE_WAY: Final = frozenset({"transfer", "assign", "supervise", "object", "feedback"})
"""Acts that are done on the day the paper leaves; the others on the day of the paper itself."""
_OPINIONS: Final = frozenset({"reply", "review", "recheck"})
"""Papers from whose service periods run: 《信访工作条例》第三十五条、第三十六条."""
_BESIDE: Final = frozenset({"", "register", "deliver"})
"""Acts that are not the paper's own: a registration is older, a service is ``serve``."""
RETURN: Final = "service-return"
"""The paper (送达回证) that says when and how others were served."""
_RESULTS: Final = {"维持": "uphold", "变更": "change", "责令重新办理": "redo"}
_FROM_VALUES: Final[Mapping[str, Mapping[str, str]]] = {
    "transfer": {"to": "addressee", "reason": "reason"},
    "assign": {"to": "addressee", "feedback_due": "feedback_due"},
    "object": {"reason": "reason"},
    "refuse": {"ground": "ground"},
    "guide": {"body": "body"},
    "extend": {"days": "days", "approver": "approver", "reason": "reason"},
    "supervise": {"requirement": "requirements", "due": "due"},
    "review": {"result": "result"},
    "recheck": {"result": "result"},
    "finish": {"reason": "reason"},
    "agreement": {},
}
"""By the type of the act: what it states, and what the paper calls it."""


@dataclass(frozen=True, slots=True)
class Act:
    """The act of the ledger a paper is the paper of."""

    type: str
    label: str
    day: dt.date
    done: bool
    """Whether it stands in the ledger now."""
    starts: tuple[Deadline, ...] = ()
    """Clocks that begin with it."""
    problem: str = ""
    """Why it may not be done now."""


@dataclass(frozen=True, slots=True)
class Gone:
    """The paper after the step, and its act; None where it has none."""

    paper: PaperRecord
    act: Act | None


def issue(
    record: Record, paper_id: int, doing: Doing, *, act: bool = False, stated: Mapping[str, str] | None = None
) -> Gone:
    """The paper leaves the office. With ``act`` the act it is the paper of is done too; ``stated`` are details of it.

    Raises NotFound, Conflict, InvalidInput: a step is missing, or (with ``act``) the act may not be done; then nothing
    of it stands.
    """
    with record.write() as tx:
        paper = locked(tx, paper_id, doing)
        shelf = doing.shelf.entry(paper.template)
        state = moved(paper.state, Step.ISSUE, nature_of(shelf))
        not_before(paper, doing.on, Step.ISSUE)
        after = change(tx, paper, Step.ISSUE, {"state": state.value, "issued_on": doing.on}, doing)
        if shelf.event in _BESIDE or not paper.case_no:  # the ledger's acts are acts on cases
            if act:
                raise _no_act()
            return Gone(after, None)
        details = {**_details(shelf.event, paper), **(stated or {})}
        return Gone(
            after, _act(record, tx, paper, shelf.event, _day(shelf.event, paper, doing), details, doing, act=act)
        )


def serve(
    record: Record,
    paper_id: int,
    doing: Doing,
    *,
    method: str,
    receiver: str = "",
    document_id: int | None = None,
    return_id: int | None = None,
    act: bool = False,
) -> Gone:
    """The paper was served, as the service return says: the scanned one (``document_id``), the paper (``return_id``).

    ``act`` records the service in the ledger too. Raises NotFound, Conflict, InvalidInput as ``issue`` does, and
    InvalidInput (``no_return``) for a paper that is no service return of the case.
    """
    if not method.strip():
        raise InvalidInput("送达要写明方式。", "请用 --method 写明：直接、邮寄、留置、委托、电子或公告送达。")
    with record.write() as tx:
        paper = locked(tx, paper_id, doing)
        shelf = doing.shelf.entry(paper.template)
        state = moved(paper.state, Step.SERVE, nature_of(shelf))
        not_before(paper, doing.on, Step.SERVE)
        said = {"method": method.strip(), "receiver": receiver.strip(), "return": document_id}
        if return_id is not None:
            document_id = document_id or _proved_by(tx, paper, return_id)
        after = change(tx, paper, Step.SERVE, {"state": state.value, "served_on": doing.on}, doing, said)
        if shelf.event not in _OPINIONS:
            if act:
                raise _no_act()
            return Gone(after, None)
        details = {key: value for key, value in said.items() if key != "return" and value}
        proof = replace(paper, document_id=document_id or paper.document_id)
        return Gone(after, _act(record, tx, proof, "deliver", doing.on, details, doing, act=act))


def _proved_by(tx: Transaction, paper: PaperRecord, return_id: int) -> int | None:
    """Link a paper with its service return, and give the return's document."""
    proof = tx.papers.get(return_id)
    if proof.template != RETURN or proof.case_no != paper.case_no or proof.state is PaperState.VOID:
        raise InvalidInput(
            f"公文 {return_id} 不是这个案件有效的送达回证。",
            f"请用 juanzong paper list --case {paper.case_no} 查看，或用 juanzong paper draft service-return 拟一份。",
            code="no_return",
        )
    tx.papers.set_serves(return_id, [*(one.id for one in tx.papers.serves(return_id)), paper.id])
    return proof.document_id


def still_standing(case: Case, number: str) -> list[tuple[int, str]]:
    """(place from 1, label) of the acts that rest on a document number and still count, such as that of a void paper."""
    return [
        (seq, action_label(case.kind, event.type))
        for seq, event in enumerate(case.events, 1)
        if number and event.number == number and not event.voided
    ]


def _act(
    record: Record,
    tx: Transaction,
    paper: PaperRecord,
    type_: str,
    day: dt.date,
    details: Mapping[str, Any],
    doing: Doing,
    *,
    act: bool,
) -> Act:
    case = tx.cases.get(paper.case_no)
    label = action_label(case.kind, type_)
    if any(event.type == type_ and event.number == paper.number and event.number for event in case.acts()):
        return Act(type_, label, day, done=True)
    event = Event(
        day, type_, "", str(paper.values.get("unit") or ""), tx.actor, paper.number, paper.document_id, dict(details)
    )
    if act:
        after = _do(tx, case, event, doing)
        return Act(type_, label, day, done=True, starts=_begun(record, tx, case, after))
    try:
        after = do(case, event, doing.today)
    except JuanzongError as refused:
        return Act(type_, label, day, done=False, problem=f"{refused.message}{refused.advice}")
    return Act(type_, label, day, done=False, starts=_begun(record, tx, case, after))


def _do(tx: Transaction, case: Case, event: Event, doing: Doing) -> Case:
    if event.type in ("transfer", "assign") and event.details.get("to"):
        unit, _ = addressee(tx, str(event.details["to"]), new=False)
        how = ledger.Doing(doing.today, event.day, event.actor, number=event.number, document_id=event.document_id)
        rest: dict[str, Any] = {key: value for key, value in event.details.items() if key != "to"}
        if due := rest.get("feedback_due"):
            rest["feedback_due"] = dt.date.fromisoformat(str(due))
        return pass_on_in(tx, case.no, event.type, unit, how, rest)
    return act_in(tx, case.no, event, today=doing.today)


def _begun(record: Record, tx: Transaction, before: Case, after: Case) -> tuple[Deadline, ...]:
    calendar = tx.holidays.calendar()
    known = {(one.code, one.start) for one in deadlines_of(before, record.clocks.rules, calendar)}
    found = deadlines_of(after, record.clocks.rules, calendar)
    return tuple(one for one in found if (one.code, one.start) not in known and one.open)


def _details(type_: str, paper: PaperRecord) -> dict[str, str]:
    """What the act states, as the paper says it."""
    made: dict[str, str] = {}
    for key, name in _FROM_VALUES.get(type_, {}).items():
        value = paper.values.get(name)
        text = "；".join(map(str, value)) if isinstance(value, list) else str(value or "")
        if key in ("due", "feedback_due") and text:
            text = parse_day(text).isoformat()
        if key == "result":
            text = _RESULTS.get(text, text)
        if text:
            made[key] = text
    return made | ({"form": "written"} if type_ == "agreement" else {})


def _day(type_: str, paper: PaperRecord, doing: Doing) -> dt.date:
    accepted = str(paper.values.get("accepted_on") or "")
    if type_ == "accept" and accepted:
        return parse_day(accepted)
    if type_ in _ON_THE_WAY or paper.dated is None:
        return doing.on
    return paper.dated


def _no_act() -> InvalidInput:
    return InvalidInput(
        "这份公文没有对应的办理动作。", "去掉 --act 再办；需要的话，用 juanzong ledger act 登记。", code="no_act"
    )
