"""Whether an act may be done now, and the case after it. Pure; refuses in Chinese, naming the step that is missing."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import replace

from archive.cases.labels import label
from archive.cases.model import AppealRoute, Case, CaseKind, Event, MatterClass, Role
from archive.cases.procedure.actions import ACTIONS, Action, action_label
from archive.cases.procedure.days import check_day
from archive.cases.procedure.recusal import recusals
from archive.cases.procedure.standing import ListLevel, Score, Standing, fold, standing_of
from archive.cases.procedure.status import ENDED, STATUS_LABELS, Status
from archive.errors import InvalidInput

MOST_REPRESENTATIVES = 5
"""《信访工作条例》第二十条."""
_TO_A_UNIT = frozenset({"transfer", "assign"})
RESULTS = {"uphold": "维持", "change": "变更", "redo": "责令重新办理"}
"""What a review or a re-examination comes to, as the office says it."""
_REVIEWS = ("review_apply", "recheck_apply")
"""Only what goes the way of the petition procedure has them."""
HANDLING_DAYS = 60
"""Days from acceptance to the opinion, 《信访工作条例》第三十四条."""
MOST_EXTENSION = 30
"""Days, 《信访工作条例》第三十四条."""


def do(case: Case, act: Event, today: dt.date) -> Case:
    """The case with the act done. Raises InvalidInput for an act that may not be done, or states too little."""
    action = ACTIONS[case.kind].get(act.type)
    if action is None:
        known = "、".join(f"{one.label}（{code}）" for code, one in ACTIONS[case.kind].items())
        raise InvalidInput(
            f"{label(case.kind)}案件没有“{act.type}”这种办理动作。", f"可以是：{known}。", code="unknown_action"
        )
    standing = standing_of(case)
    _check_case(case)
    _check_order(case, standing, action)
    _check_day(case, act, action, today)
    _check_statement(act, action)
    _check_law(case, standing, act)
    return _changed(replace(case, events=(*case.events, act)), act, standing)


def void(case: Case, seq: int, reason: str) -> Case:
    """The case in which the event at ``seq`` (from 0, as recorded) no longer counts.

    Raises InvalidInput without a reason, for an event that is not there, is voided already, or carries later ones.
    """
    if not 0 <= seq < len(case.events):
        raise InvalidInput(f"案件“{case.no}”没有第 {seq + 1} 条办理过程。", "请用 juanzong ledger show 查看序号。")
    event = case.events[seq]
    if event.voided:
        raise InvalidInput(f"第 {seq + 1} 条办理过程已经作废了。", f"当时的理由：{event.voided}。")
    if not reason.strip():
        raise InvalidInput("作废要写明理由。", "请用 --reason 写明为什么作废。")
    events = list(case.events)
    events[seq] = replace(event, voided=reason.strip())
    voided = replace(case, events=tuple(events))
    _check_history(voided, case)
    if event.type in _TO_A_UNIT and case.duty_unit == event.details.get("to"):
        others = [str(act.details["to"]) for act in voided.acts() if act.type in _TO_A_UNIT and act.details.get("to")]
        voided = replace(voided, duty_unit=others[-1] if others else "")
    stated = str(event.details.get("outcome") or "已化解")
    if event.type in ("resolve", "agreement") and case.outcome == stated and not _resolved(voided):
        voided = replace(voided, outcome="")
    if event.type == "list_move" and case.outcome == "反弹" and standing_of(voided).resolved is not None:
        voided = replace(voided, outcome="已化解")
    return voided


def _resolved(case: Case) -> bool:
    """By its acts alone."""
    return fold(case.kind, case.acts()).resolved is not None


def next_actions(case: Case) -> list[Action]:
    """The acts that move the case on from where it stands, in the order of the procedure."""
    status = standing_of(case).status
    barred = ("guide",) if case.appeal_route is AppealRoute.PETITION_PROCEDURE else _REVIEWS
    return [action for action in ACTIONS[case.kind].values() if status in action.moves and action.code not in barred]


def way_to(kind: CaseKind, status: Status, goals: Sequence[Status]) -> list[Action]:
    """The shortest row of acts that leads from ``status`` to one of ``goals``; empty if none does."""
    waiting: deque[tuple[Status, list[Action]]] = deque([(status, [])])
    seen = {status}
    while waiting:
        here, path = waiting.popleft()
        if here in goals:
            return path
        for action in ACTIONS[kind].values():
            there = action.moves.get(here)
            if there is not None and there not in seen:
                seen.add(there)
                waiting.append((there, [*path, action]))
    return []


def check_people(case: Case) -> None:
    """Raises InvalidInput for more representatives than the law allows, and for whoever must withdraw."""
    representatives = case.parties_with(Role.REPRESENTATIVE)
    if len(representatives) > MOST_REPRESENTATIVES:
        raise InvalidInput(
            f"代表有 {len(representatives)} 人，不得超过 {MOST_REPRESENTATIVES} 人。",
            "请信访人推选代表（《信访工作条例》第二十条），其余的人可登记为信访人。",
            code="too_many_representatives",
        )
    for one in recusals(case):
        basis = "《信访工作条例》第二十八条，" if case.kind is CaseKind.PETITION else ""
        raise InvalidInput(
            f"{one.post}{one.person}{one.why}。", f"请换一位{one.post}（{basis}回避）。", code="must_withdraw"
        )


def _check_case(case: Case) -> None:
    if case.voided:
        raise InvalidInput(f"案件“{case.no}”已作废。", f"当时的理由：{case.voided}。", code="case_voided")
    check_people(case)


def _check_order(case: Case, standing: Standing, action: Action) -> None:
    if standing.status in action.begins:
        return
    missing = way_to(case.kind, standing.status, sorted(action.begins))
    now = STATUS_LABELS[standing.status]
    steps = "、".join(f"{step.label}（{step.paper}）" if step.paper else step.label for step in missing)
    if standing.status in action.moves.values() and standing.status not in action.begins:
        advice = "这一步已经登记过了；登记有误的，请先作废那一条。" + (
            f"确要再办一次的，先登记：{steps}。" if steps else ""
        )
    elif standing.status in ENDED and any(step.code == "reopen" for step in missing):
        advice = "本案已经结束；确有新情况的，请先登记“重新办理”，或另立新案。"
    elif missing:
        advice = f"还差：{steps}。请先登记。"
    elif standing.status in ENDED:
        advice = "本案已经结束；确有新情况的，请先登记“重新办理”，或另立新案。"
    else:
        advice = "这一步已经过去了；如果登记有误，请先作废登记错的那一条。"
    raise InvalidInput(f"案件现在是“{now}”，不能登记“{action.label}”。", advice, code="illegal_move")


def _check_day(case: Case, act: Event, action: Action, today: dt.date) -> None:
    check_day(f"“{action.label}”的日期", act.day, today)
    if case.received and act.day < case.received and act.type != "incident":
        raise InvalidInput(
            f"“{action.label}”的日期 {act.day} 早于收到日期 {case.received}。",
            "请核对日期；收到日期有误的请先改正。",
            code="bad_day",
        )
    if not action.moves:
        return
    moved = [event for event in case.acts() if _moves(case.kind, event)]
    if moved and act.day < moved[-1].day:
        raise InvalidInput(
            f"“{action.label}”的日期 {act.day} 早于上一步“{action_label(case.kind, moved[-1].type)}”的 {moved[-1].day}。",
            "请核对日期：收到 ≤ 受理 ≤ 答复 ≤ 送达。",
            code="bad_day",
        )


def _moves(kind: CaseKind, event: Event) -> bool:
    action = ACTIONS[kind].get(event.type)
    return action is not None and bool(action.moves)


def _check_statement(act: Event, action: Action) -> None:
    missing = [name for key, name in action.needs.items() if act.details.get(key) in (None, "")]
    if action.paper and not act.number and act.document_id is None:
        missing.append(f"文书：{action.paper} 的文号（--number）或文档编号（--document）")
    if missing:
        raise InvalidInput(
            f"登记“{action.label}”还要写明：{'、'.join(missing)}。",
            _how_to_state(act, action),
            code="missing_statement",
        )
    for key in ("due", "feedback_due", "from", "to", "effective"):
        if key in act.details and key in {**action.needs, **action.may} and _is_day(action, key):
            _day_of(act.details[key], f"“{action.label}”的{({**action.needs, **action.may})[key]}")


def _how_to_state(act: Event, action: Action) -> str:
    """The options that are still to be given, and only those."""
    lacking = [f"--set {key}=…（{name}）" for key, name in action.needs.items() if act.details.get(key) in (None, "")]
    return f"请补上再登记{'：' + '、'.join(lacking) if lacking else ''}。"


def _is_day(action: Action, key: str) -> bool:
    return key not in ("from", "to") or action.code == "hearing"


def _day_of(value: object, where: str) -> dt.date:
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        raise InvalidInput(f"{where}不是日期：{value}", "请写成 2022-05-06 的样子。", code="bad_day") from None


def _check_law(case: Case, standing: Standing, act: Event) -> None:
    """What the law asks beyond the order of steps."""
    match act.type:
        case "accept" if case.kind is CaseKind.PETITION:
            _check_classified(case)
        case "extend":
            _check_extension(case, standing, act)
        case "review_apply" | "recheck_apply" if case.appeal_route is not AppealRoute.PETITION_PROCEDURE:
            raise InvalidInput(
                "这个事项不走信访程序，没有复查、复核。",
                "只有《信访工作条例》第三十一条第六项的事项可以申请复查、复核；请告知信访人应走的法定途径。",
                code="no_review",
            )
        case "review" | "recheck" if act.details["result"] not in RESULTS:
            known = "、".join(f"{word}（{code}）" for code, word in RESULTS.items())
            raise InvalidInput(f"没有“{act.details['result']}”这种结论。", f"可以是：{known}。", code="unknown_result")
        case "guide" if case.appeal_route is AppealRoute.PETITION_PROCEDURE:
            raise InvalidInput(
                "这个事项登记的处理途径是信访程序，不能导入其他程序。",
                "应走其他法定途径的，请先更正处理途径（《信访工作条例》第三十一条第一至五项）。",
                code="bad_route",
            )
        case "hearing":
            start, end = (_day_of(act.details[key], "听证时间") for key in ("from", "to"))
            if end < start:
                raise InvalidInput(f"听证结束（{end}）早于开始（{start}）。", "请核对听证的起止日期。", code="bad_day")
        case "list_enter" | "list_move":
            _check_list(standing, act)
        case "strike_apply" | "strike_off":
            if standing.level is not ListLevel.OBSERVED:
                raise InvalidInput(
                    "只有观察期清单（已化解，默认为一级）里的事项可以销号。",
                    "请先化解并调整到这一级清单。",
                    code="illegal_move",
                )
            _check_strike(standing, act)
        case "rate" if act.details["score"] not in set(Score) or act.details["target"] not in (
            "petition_office",
            "duty_unit",
        ):
            raise InvalidInput(
                "满意度评价写得不对。",
                "score 是 satisfied、basic、unsatisfied、none 之一，target 是 petition_office（信访部门）或 duty_unit（有权处理机关）。",
            )


def _check_classified(case: Case) -> None:
    if case.matter_class is None:
        raise InvalidInput(
            "受理前要先甄别事项类别。",
            "请更正案件，写明事项类别：建议意见、检举控告或申诉求决（《信访工作条例》第二十八至三十一条），"
            "如 juanzong ledger correct 编号 --set matter_class=申诉求决。",
            code="not_classified",
        )
    if case.matter_class is MatterClass.APPEAL and case.appeal_route is None:
        raise InvalidInput(
            "申诉求决类事项受理前要先确定处理途径。",
            "请更正案件，写明处理途径（《信访工作条例》第三十一条第一至六项），"
            "如 juanzong ledger correct 编号 --set appeal_route=信访程序。",
            code="not_classified",
        )


def _check_extension(case: Case, standing: Standing, act: Event) -> None:
    days = act.details["days"]
    if not str(days).isdigit() or not 0 < int(str(days)) <= MOST_EXTENSION:
        raise InvalidInput(
            f"延期天数不对：{days}",
            f"延长期限不得超过 {MOST_EXTENSION} 日（《信访工作条例》第三十四条）。",
            code="bad_extension",
        )
    begun = [event.day for event in case.acts() if event.type in ("accept", "reopen")]
    if begun and act.day > (due := begun[-1] + dt.timedelta(HANDLING_DAYS)):
        raise InvalidInput(
            f"办理期限 {due} 已过，不能再延期。",
            "延期要在期限届满前批准并告知信访人（《信访工作条例》第三十四条）；请尽快办结。",
            code="bad_extension",
        )
    if standing.extended_days:
        raise InvalidInput(
            f"本案已经延期 {standing.extended_days} 日，不能再延。", "请在延长后的期限内办结。", code="bad_extension"
        )
    if case.appeal_route is not AppealRoute.PETITION_PROCEDURE:
        raise InvalidInput(
            "只有走信访程序的事项适用60日办理期限和延期。", "其他途径的期限依照相应法律。", code="bad_extension"
        )


def _check_list(standing: Standing, act: Event) -> None:
    key = "level" if act.type == "list_enter" else "to"
    if act.details[key] not in set(ListLevel):
        raise InvalidInput(f"没有“{act.details[key]}”这一级清单。", "清单级别写 L1（一级）、L2（二级）或 L3（三级）。")
    if act.type == "list_enter" and standing.level is not None:
        raise InvalidInput("已经在清单里了。", "请用 juanzong lists move 调整级别。", code="illegal_move")
    if act.type == "list_move" and standing.level is None:
        raise InvalidInput("还没有列入清单。", "请先用 juanzong lists enter 列入。", code="illegal_move")
    if act.type == "list_move" and act.details["to"] == standing.level:
        raise InvalidInput("已经是这一级了。", "请核对要调整到的级别。", code="illegal_move")


def _check_strike(standing: Standing, act: Event) -> None:
    """Struck off is what was applied for and is resolved still, on the day of the application or later."""
    applied = standing.strike_applied
    if standing.resolved is None:
        raise InvalidInput(
            "这一件现在没有化解（化解已作废，或已重新办理），不能销号。",
            "请先调回没有化解的清单级别。",
            code="illegal_move",
        )
    if act.type == "strike_apply" and applied is not None:
        raise InvalidInput(
            f"{applied} 已经申请过销号了，还没有审核。", "请登记“销号”或“不同意销号”。", code="illegal_move"
        )
    if act.type == "strike_off" and applied is None:
        raise InvalidInput("还没有排查单位的销号申请。", "请先登记“申请销号”（strike_apply）。", code="illegal_move")
    if applied is not None and act.day < applied:
        raise InvalidInput(f"销号的日期 {act.day} 早于申请的 {applied}。", "请核对日期。", code="bad_day")


def _check_history(voided: Case, before: Case) -> None:
    """Each act that stood in order must still do so. Histories with gaps of their own stay as they were."""
    if stranded := _out_of_order(voided) - _out_of_order(before):
        event = voided.events[min(stranded)]
        raise InvalidInput(
            f"作废后，后面的“{action_label(voided.kind, event.type)}”（{event.day}）就接不上了。",
            "请从最后一步开始，逐条往前作废。",
            code="illegal_move",
        )


def _out_of_order(case: Case) -> set[int]:
    """The places of the acts that the rules would not allow where they stand."""
    acts = case.acts()
    wrong: set[int] = set()
    for done, event in enumerate(acts):
        action = ACTIONS[case.kind].get(event.type)
        if action is not None and fold(case.kind, acts[:done]).status not in action.begins:
            wrong.add(next(at for at, one in enumerate(case.events) if one is event))
    return wrong


def _changed(case: Case, act: Event, before: Standing) -> Case:
    """What an act changes in the case itself; ``before`` is where it stood."""
    details: Mapping[str, object] = act.details
    match act.type:
        case "transfer" | "assign" if case.kind is CaseKind.PETITION:
            return replace(case, duty_unit=str(details["to"]))
        case "assign":
            return replace(case, handler=str(details["to"]))
        case "return":
            return replace(case, duty_unit="")
        case "reopen" if case.outcome == "已化解":
            return replace(case, outcome="")
        case "resolve":
            return replace(case, outcome=str(details.get("outcome") or "已化解"))
        case "list_move" if before.level is ListLevel.OBSERVED and case.outcome == "已化解":
            return replace(case, outcome="反弹")
        case "agreement":
            return replace(case, outcome=case.outcome or "已化解")
        case "accept" if act.unit and not case.duty_unit:
            return replace(case, duty_unit=act.unit)
        case _:
            return case
