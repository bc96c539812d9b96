"""The papers that carry the county's acts, and what is written of each act."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from archive.cases.model import CaseKind, Event
from archive.county.bodies import COURT, Bodies
from archive.county.matter import Matter
from archive.county.scene import Scene
from archive.county.telling import Telling

_PAPERS: Mapping[str, str] = {
    "notice": "信告字", "transfer": "信转字", "assign": "信交字", "object": "信异字", "accept": "信受字",
    "refuse": "信不受字", "guide": "信导字", "investigate": "信调字", "hearing": "信听字", "extend": "信延字",
    "reply": "信复字", "review_apply": "信查申字", "review": "信查字", "recheck_apply": "信核申字", "recheck": "信核字",
    "settle": "信和字", "finish": "信结字", "feedback": "信报字", "supervise": "信督字",
}  # fmt: skip
"""Act of a petition to the series its paper is numbered in."""
_OF_MEDIATION: Mapping[str, str] = {"agreement": "人调字", "terminate": "人调终字", "confirm_apply": "人调确字"}
_WORDS = frozenset({"transfer", "assign", "receive", "object", "return", "accept", "investigate", "hearing", "reply",
    "review_apply", "recheck_apply", "settle", "resolve", "visit", "guide", "refuse",
    "supervise", "feedback", "annotate", "strike_apply"})  # fmt: skip
"""Acts of a petition of which ``common.toml`` has wordings under their own name."""
_METHODS = {"直接送达": 60, "邮寄送达": 24, "电子送达": 14, "留置送达": 2}
"""Ways of service, with their weights."""
_FINISHED = {"answered": "finish_answered", "no_recheck": "finish_recheck"}


class Papers:
    """Numbers papers: each body's series of each year runs on."""

    def __init__(self, bodies: Bodies) -> None:
        self._letters = {unit.name: unit.letters for unit in bodies.units}
        self._committees = {one.name: one.letters for one in bodies.committees.values()}
        self._last: Counter[tuple[str, int]] = Counter()

    def number(self, event: Event, kind: CaseKind, before: str) -> str:
        """The number of the paper an act needs, or an empty text; ``before`` is the number of the paper served."""
        if event.type == "deliver":
            return before
        if kind is CaseKind.MEDIATION:
            if event.type == "confirm":
                return f"（{event.day.year}）安0221民特{self._next('民特', event.day.year)}号"
            series = _OF_MEDIATION.get(event.type, "")
            letters = self._committees.get(event.unit, "")
        elif kind is CaseKind.PETITION:
            series = _PAPERS.get(event.type, "")
            letters = self._letters.get(event.unit, "")
        else:
            return ""
        if not series:
            return ""
        if event.unit == COURT:
            letters = "安法"
        stem = (letters or "嘉政").removesuffix("信") + series
        return f"{stem}〔{event.day.year}〕{self._next(stem, event.day.year)}号"

    def _next(self, stem: str, year: int) -> int:
        self._last[stem, year] += 1
        return self._last[stem, year]


def written(events: list[Event], matter: Matter, telling: Telling, scene: Scene, papers: Papers) -> list[Event]:
    """The acts with their words, their papers' numbers and what they must state."""
    found: list[Event] = []
    sessions, paper = 0, ""
    for event in events:
        sessions += event.type == "mediate"
        number = papers.number(event, matter.kind, paper)
        if event.type in ("reply", "review", "recheck"):
            paper = number
        scene.tell("nth", "一二三四五六"[min(sessions, 6) - 1])
        scene.tell("to", str(event.details.get("to", "")))
        scene.tell("suggest", str(event.details.get("suggest", "")) or matter.unit)
        scene.tell("body", str(event.details.get("body", "")))
        scene.tell(
            "route", {"litigation": "诉讼", "arbitration": "仲裁"}.get(str(event.details.get("route")), "法定程序")
        )
        details = dict(event.details)
        _state(event, details, telling, scene)
        stated = replace(event, number=number or event.number, details=details)
        found.append(replace(stated, text=event.text or _words(stated, matter, telling)))
    return found


def _words(event: Event, matter: Matter, telling: Telling) -> str:
    """What is written of an act; nothing where its name says all."""
    if matter.kind is CaseKind.MEDIATION:
        key = {"mediate": "session", "investigate": "inquiry", "visit": "visit"}.get(event.type, "")
        return telling.common("mediation", key) if key else ""
    if matter.kind is CaseKind.LEGAL_SERVICE:
        return telling.answer() if event.type == "answer" else ""
    if event.type == "accept" and event.details.get("simple"):
        return telling.common("acts", "accept_simple")
    if event.type == "deliver":
        return telling.common("deliver", str(event.details["method"]))
    if event.type == "finish":
        return telling.common("acts", _FINISHED.get(str(event.details.get("reason")), "finish"))
    if event.type in ("review", "recheck"):
        return telling.common("acts", f"{event.type}_{event.details['result']}")
    return telling.common("acts", event.type) if event.type in _WORDS else ""


def _state(event: Event, details: dict[str, object], telling: Telling, scene: Scene) -> None:
    """Fill in what an act must state in words."""
    match event.type:
        case "object":
            details["reason"] = telling.common("acts", "object_reason")
        case "uphold":
            details["reason"] = telling.common("acts", "uphold")
        case "extend":
            details["reason"] = telling.common("acts", "extend_reason")
        case "supervise":
            details["requirement"] = telling.common("acts", "supervise_need")
        case "deliver":
            details["method"] = scene.random.choices(list(_METHODS), list(_METHODS.values()))[0]
            details["receiver"] = scene.say("name")
        case "withdraw" if not details.get("reason"):
            details["reason"] = telling.common("acts", "withdraw_reason")
        case "terminate":
            details["reason"] = telling.common("mediation", "fail")
        case "plan":
            details.setdefault("step", telling.common("acts", "plan"))
        case "list_enter":
            details["reason"] = telling.common("acts", "list_reason")
        case "list_move" if not details.get("reason"):
            calmer = str(details.get("to")) < str(details.get("from"))
            details["reason"] = telling.common("acts", "list_down" if calmer else "list_up")
        case _:
            pass
