"""Writes a case of the county out: the matter's history, with its words, papers and people, as it stands at the end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from random import Random

from archive.cases.clocks.calendar import Calendar
from archive.cases.model import (
    Case,
    CaseKind,
    Channel,
    Claim,
    Event,
    MatterClass,
    Owners,
    Registration,
    Reply,
    Risk,
)
from archive.chinese.date_words import gongwen_date
from archive.county.bodies import CITY, GOVERNMENT, Bodies, Body
from archive.county.histories.acts import Acts
from archive.county.histories.legal import advise
from archive.county.histories.mediation import Agreed, mediate
from archive.county.histories.papers import Papers, written
from archive.county.histories.petition import Petition, Setting, way_of
from archive.county.histories.review import Bodies3
from archive.county.matter import Hardness, Matter
from archive.county.scene import Scene
from archive.county.stating import History, duty_unit_of, mediation_of, outcome_of, parties_of
from archive.county.telling import Telling
from archive.county.wording import Wordings, wordings

_RISKS = {Hardness.EASY: Risk.LOW, Hardness.MIDDLE: Risk.MIDDLE, Hardness.HARD: Risk.HIGH}
_SOURCES = {
    Channel.TRANSFER: ("嘉宁市信访局", "嘉信转字"),
    Channel.LEADER: ("安和县委办公室", "安委办批字"),
    Channel.HOTLINE: ("安和县12345政务服务便民热线", ""),
}
_CODES = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


class Writer:
    """Writes cases, one after the other, so that the numbers of papers run on."""

    def __init__(self, seed: int, end: dt.date, bodies: Bodies, calendar: Calendar) -> None:
        self._seed = seed
        self._end = end
        self._bodies = bodies
        self._calendar = calendar
        self._papers = Papers(bodies)
        self._wordings: Wordings = wordings()
        self._units: dict[str, Body] = {
            body.unit.name: body for body in (bodies.office, *bodies.departments.values(), *bodies.townships.values())
        }

    def history(self, matter: Matter, meetings: Sequence[Event], again: Sequence[Matter]) -> History:
        """What happens in a case, without its words; the same matter has the same history each time."""
        random = Random(f"history:{self._seed}:{matter.serial}")
        acts = Acts(matter.day, random, self._calendar)
        agreed: Agreed | None = None
        mediators: tuple[str, ...] = ()
        handler = committee = leader = ""
        if matter.kind is CaseKind.MEDIATION:
            body = self._bodies.committees[matter.committee]
            committee, mediators = body.name, self._mediators(matter, body.mediators, random)
            handler = mediators[0]
            agreed = mediate(acts, matter, committee, handler)
        elif matter.kind is CaseKind.LEGAL_SERVICE:
            centre = self._bodies.departments["司法局"]
            handler = self._other_than(matter, centre.handlers, random)
            advise(acts, matter, centre.unit.name, handler)
        else:
            setting = self._setting(matter, random, meetings, again)
            handler, leader = setting.handler, setting.leader
            Petition(acts, matter, setting).run()
        events = acts.until(self._end)
        if agreed is not None and agreed.signed > self._end:
            agreed = None
        return History(events, agreed, handler, committee, mediators, leader)

    def case(self, matter: Matter, meetings: Sequence[Event], again: Sequence[Matter]) -> Case:
        """The case as the record holds it at the end."""
        history = self.history(matter, meetings, again)
        random = Random(f"words:{self._seed}:{matter.serial}")
        scene = Scene(matter, random, self._stated(matter, history))
        telling = Telling(matter, scene, self._wordings)
        title, facts, asked = telling.title, telling.facts, telling.claims()
        summary = telling.summary(asked[0])
        scene.be_formal()
        events = written(history.events, matter, telling, scene, self._papers)
        claims = self._claims(matter, events, asked, telling)
        basis = tuple(dict.fromkeys(citation for claim in claims for citation in claim.basis))
        return Case(
            no=matter.no,
            kind=matter.kind,
            title=title,
            channel=matter.channel,
            category=matter.category,
            region=matter.region,
            received=matter.day,
            matter_class=matter.matter_class,
            appeal_route=matter.route,
            summary=summary,
            facts=facts,
            claims=claims,
            legal_basis=basis,
            outcome=outcome_of(matter, events),
            amount_fen=matter.amount_fen,
            group_size=matter.group_size,
            handler=self._handler(history, events, matter),
            duty_unit=duty_unit_of(matter, events, history.committee),
            parties=parties_of(matter, random),
            events=tuple(events),
            reply=self._reply(matter, events, history, telling),
            mediation=mediation_of(matter, events, history, telling, asked),
            region_code=matter.place.code,
            registration=self._registration(matter, random),
            owners=self._owners(matter, history),
            risk=_RISKS[matter.hardness],
            restricted=matter.matter_class is MatterClass.ACCUSATION,
        )

    # ---- who

    def _setting(self, matter: Matter, random: Random, meetings: Sequence[Event], again: Sequence[Matter]) -> Setting:
        body = self._units[matter.unit]
        wrong = random.choice(
            [name for name in self._units if name not in (matter.unit, self._bodies.office.unit.name)]
        )
        return Setting(
            office=self._bodies.office.unit.name,
            clerk=self._other_than(matter, self._bodies.clerks, random),
            wrong_unit=wrong,
            handler=self._other_than(matter, body.handlers, random),
            leader=random.choice(self._bodies.leaders).name,
            approver=body.head,
            review=Bodies3(body.unit.review_unit or GOVERNMENT, body.unit.recheck_unit or CITY),
            meetings=meetings,
            again=again,
        )

    def _other_than(self, matter: Matter, people: Sequence[str], random: Random) -> str:
        """Somebody who is no party to the case (《信访工作条例》第二十八条)."""
        involved = {matter.petitioner.name, *(one.name for one in matter.companions)}
        if matter.opponent is not None:
            involved.add(matter.opponent.name)
        free = [name for name in people if name not in involved]
        return random.choice(free) if free else ""

    def _mediators(self, matter: Matter, people: Sequence[str], random: Random) -> tuple[str, ...]:
        first = self._other_than(matter, people, random)
        others = [name for name in people if name != first]
        return (first, random.choice(others)) if others and random.random() < 0.5 else (first,)

    def _stated(self, matter: Matter, history: History) -> dict[str, str]:
        people = [matter.petitioner.name, *(one.name for one in matter.companions)]
        unit = history.committee or matter.unit
        return {"handler": history.handler, "unit": unit, "reps": "、".join(people), "earlier": matter.repeat_of}

    def _handler(self, history: History, events: Sequence[Event], matter: Matter) -> str:
        """Who handles it, as far as it has come to somebody."""
        if matter.kind is CaseKind.LEGAL_SERVICE:
            return next((str(event.details["to"]) for event in events if event.type == "assign"), "")
        reached = ("receive", "accept") if matter.kind is CaseKind.PETITION else ("apply", "refer")
        return history.handler if any(event.type in reached for event in events) else ""

    # ---- what was decided

    def _claims(
        self, matter: Matter, events: Sequence[Event], asked: Sequence[str], telling: Telling
    ) -> tuple[Claim, ...]:
        answered = [event for event in events if event.type in ("reply", "agreement")]
        if not answered or matter.kind is CaseKind.LEGAL_SERVICE:
            return tuple(Claim(text) for text in asked)
        return tuple(telling.decided(text, answered[-1].day) for text in asked)

    def _reply(self, matter: Matter, events: Sequence[Event], history: History, telling: Telling) -> Reply:
        replied = [event for event in events if event.type == "reply"]
        if not replied or matter.kind is not CaseKind.PETITION:
            return Reply()
        body = self._units[matter.unit]
        sent = [event for event in events if event.type in ("transfer", "assign")]
        accepted = next((event.day for event in events if event.type == "accept"), None)
        return Reply(
            number=replied[-1].number,
            unit=matter.unit,
            review_unit=body.unit.review_unit,
            source=f"{self._bodies.office.unit.name}于{gongwen_date(sent[-1].day)}转送" if sent else "",
            accepted_on=accepted,
            inquiry=telling.common("acts", "investigate"),
            signed_on=replied[-1].day,
            contact=history.handler,
            phone="0300-5580148",
            copies_to=(self._bodies.office.unit.name,),
        )

    # ---- what the forms state beside

    def _registration(self, matter: Matter, random: Random) -> Registration:
        if matter.kind is not CaseKind.PETITION:
            return Registration(first=True)
        source, series = _SOURCES.get(matter.channel, ("", "")) if matter.channel else ("", "")
        number = f"{series}〔{matter.day.year}〕{random.randint(1, 900)}号" if series else ""
        nation = f"990021{matter.day:%Y%m%d}{matter.serial % 100_000:05d}" if random.random() < 0.62 else ""
        return Registration(
            external_no=nation,
            query_code="".join(random.choices(_CODES, k=8)) if nation else "",
            source_unit=source,
            source_number=number,
            registrar=random.choice(self._bodies.clerks),
            first=not matter.repeat_of,
            repeat_of=matter.repeat_of,
            occurred=matter.day - dt.timedelta(random.randint(3, 240)) if random.random() < 0.4 else None,
            purpose={MatterClass.APPEAL: "求决", MatterClass.ACCUSATION: "检举", MatterClass.SUGGESTION: "建议"}[
                matter.matter_class or MatterClass.APPEAL
            ],
            keywords=(matter.about,),
            small=True if matter.simple and random.random() < 0.7 else None,
        )

    def _owners(self, matter: Matter, history: History) -> Owners:
        hard = matter.hardness is Hardness.HARD and matter.kind is CaseKind.PETITION
        return Owners(
            way=way_of(matter) if matter.kind is CaseKind.PETITION else None,
            leader=history.leader if hard else "",
            township_owner=self._free(matter, self._bodies.townships[matter.township].handlers[0]),
            village_owner=self._free(matter, self._bodies.villages[matter.village.region.code].handlers[0]),
        )

    def _free(self, matter: Matter, name: str) -> str:
        return name if self._other_than(matter, (name,), Random(0)) else ""
