"""Tells a case of the county: title, facts, claims and what was found, each in one of many wordings."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from random import Random

from archive.cases.model import CaseKind, Channel, Claim, MatterClass, Opinion
from archive.county.grammar import Template, render
from archive.county.manner import said, slipped
from archive.county.matter import Hardness, Matter
from archive.county.scene import Scene
from archive.county.wording import ClassWording, MatterWording, Wordings

_OF_WOMEN = re.compile(r"怀孕|怀着孕|剖宫产|流产|我丈夫|我男人|出嫁|婆家|后老伴|我是[^，。]{0,6}闺女|离婚后带孩子")
_OF_MEN = re.compile(r"我媳妇|我老婆|大老爷们|薅掉他")
_HE = re.compile(r"(?<!其)他(?!们|人)")
_WRITTEN = frozenset({Channel.LETTER, Channel.ONLINE, Channel.FAX})
_TRIES = 6
_CLAIMS = (1, 1, 2, 2, 2, 3, 3, 4, 5)
_CIVIL_CODE = dt.date(2021, 1, 1)
_OPINIONS = {
    Hardness.EASY: (74, 16, 10),
    Hardness.MIDDLE: (52, 28, 20),
    Hardness.HARD: (34, 34, 32),
}
"""Weights of 支持, 解释说明, 不支持."""


class Telling:
    """The words of one case."""

    def __init__(self, matter: Matter, scene: Scene, all_wordings: Wordings) -> None:
        self._matter = matter
        self._scene = scene
        self._random: Random = scene.random
        self._wordings = all_wordings
        self._class: ClassWording = all_wordings.classes[matter.category]
        self._wording: MatterWording = self._class.matters[matter.about]
        if self._wording.estate:
            scene.tell("estate", self._wording.estate)
        scene.tell("title", self.one(self._wording.titles))

    def one(self, templates: Sequence[Template]) -> str:
        """One of these wordings."""
        return render(self._random.choice(templates), self._scene.say, self._random)

    def common(self, section: str, key: str) -> str:
        """One of the wordings common to all cases."""
        return self.one(self._wordings.common[section][key])

    @property
    def title(self) -> str:
        """What the case is called."""
        matter = self._matter
        if matter.kind is CaseKind.MEDIATION:
            return self.common("title", "mediation")
        if matter.kind is CaseKind.LEGAL_SERVICE:
            return self.common("title", "legal")
        if matter.matter_class is MatterClass.ACCUSATION:
            return self.common("title", "accusation")
        if matter.matter_class is MatterClass.SUGGESTION:
            return self.common("title", "suggestion")
        if matter.repeat_of:
            return self.common("title", "repeat")
        return self.common("title", "group" if matter.group_size >= 5 else "letter")

    @property
    def facts(self) -> str:
        """What happened, as the petitioner wrote or the clerk took down."""
        matter, random = self._matter, self._random
        if matter.matter_class is MatterClass.ACCUSATION:
            return self._accusation()
        if matter.matter_class is MatterClass.SUGGESTION:
            told = [self.common("suggestion", "facts"), self._core(), self._more()]
            return self._in_manner("".join(told))
        told = [self._core(), self._more()]
        if random.random() < 0.85:
            told.append(self.common("tried", "said"))
        effects = random.sample(self._class.parts["effect"], random.choice((0, 1, 1, 1, 1, 2)))
        told += [self.one([effect]) for effect in effects]
        if matter.group_size >= 5:
            told.append(self.common("group", "note"))
        if matter.repeat_of:
            told.insert(0, self.common("repeat", "note"))
        return self._framed("".join(told))

    def _accusation(self) -> str:
        told = [self.common("accusation", "facts"), self._core(), self.common("accusation", "plea")]
        return self._in_manner("".join(told))

    def _core(self) -> str:
        """What the matter is, in a wording that fits whoever tells it."""
        told = ""
        for _ in range(_TRIES):
            told = self.one(self._wording.facts)
            if not (_OF_MEN if self._matter.petitioner.sex == "女" else _OF_WOMEN).search(told):
                break
        opponent = self._matter.opponent
        return _HE.sub("她", told) if opponent is not None and opponent.sex == "女" else told

    def _more(self) -> str:
        return self.one(self._wording.more) if self._random.random() < 0.8 else ""

    def _framed(self, told: str) -> str:
        matter, random = self._matter, self._random
        if matter.kind is CaseKind.MEDIATION:
            return self.common("mediation", "open") + self._in_manner(told)
        if matter.kind is CaseKind.LEGAL_SERVICE:
            return self.common("acts", "legal_ask") + "。" + self._in_manner(told)
        if matter.channel in _WRITTEN:
            closing = self.common("letter", "close") if random.random() < 0.7 else ""
            return self._in_manner(self.common("letter", "open") + told + closing)
        opening = "call" if matter.channel in (Channel.PHONE, Channel.HOTLINE) else "open"
        closing = self.common("record", "close") if random.random() < 0.45 else ""
        return self.common("record", opening) + self._in_manner(told) + closing

    def _in_manner(self, told: str) -> str:
        """In the petitioner's own voice where he wrote; as a record where a clerk took it down."""
        matter, random = self._matter, self._random
        if matter.channel not in _WRITTEN:
            return said(told, self._wordings.voices["record"]) if random.random() < 0.7 else told
        if not matter.village.is_community and random.random() < 0.35:
            told = said(told, self._wordings.voices["farmer"])
        return slipped(told, self._wordings.typos, random) if random.random() < 0.16 else told

    def claims(self) -> tuple[str, ...]:
        """What is asked for: one to five requests."""
        if self._matter.matter_class is MatterClass.ACCUSATION:
            listed = self._wordings.common["accusation"]["claims"]
        elif self._matter.matter_class is MatterClass.SUGGESTION:
            listed = self._wordings.common["suggestion"]["claims"]
        else:
            listed = self._wording.claims
        wanted = self._random.choice(_CLAIMS)
        chosen = self._random.sample(listed, min(wanted, len(listed)))
        further = self._wordings.common["claims"]["further"]
        chosen += self._random.sample(further, min(max(0, wanted - len(chosen)), len(further)))
        return tuple(dict.fromkeys(self.one([template]) for template in chosen))

    def summary(self, claim: str) -> str:
        """The matter in a line."""
        self._scene.tell("claim", claim)
        self._scene.tell("who_asks", "来访群众" if self._matter.group_size >= 5 else "信访人")
        return self.common("summary", "said")

    def decided(self, claim: str, day: dt.date) -> Claim:
        """A claim with what was found and decided about it."""
        mediated = self._matter.kind is CaseKind.MEDIATION
        weights = (88, 12, 0) if mediated else _OPINIONS[self._matter.hardness]
        opinion = self._random.choices(tuple(Opinion), weights)[0]
        parts = self._class.parts
        finding = self.one(parts[opinion.value])
        said_of_it = self.common("mediation", "agreed") if mediated else self.one(parts[f"{opinion.value}_opinion"])
        return Claim(claim, finding, self.basis(day), opinion, said_of_it)

    def basis(self, day: dt.date) -> tuple[str, ...]:
        """One or two citations of laws in force on a day."""
        listed = self._class.basis if day >= _CIVIL_CODE else self._class.basis_before_2021
        return tuple(self._random.sample(listed, min(len(listed), self._random.randint(1, 2))))

    def terms(self, claims: Sequence[str], paid: str) -> tuple[str, ...]:
        """What the parties agreed on; ``paid`` is what is paid and when, if anything is."""
        found = [paid] if paid else []
        for claim in claims[: 1 if paid else 2]:
            self._scene.tell("claim", claim)
            found.append(self.common("mediation", "term"))
        found.append(self.one(self._class.parts["terms"]))
        return (*found, self.common("mediation", "ending"))

    def answer(self) -> str:
        """What a lawyer advised."""
        return self.one(self._class.parts["answer"])
