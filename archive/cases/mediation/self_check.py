"""What courts refuse to confirm, to be checked before they are asked (司法确认自查). Pure.

《民事诉讼法》第二百零五条、《最高人民法院关于适用〈民事诉讼法〉的解释》(2022) 第三百五十五条 (不予受理)、
第三百五十八条 (驳回申请). Words are looked for in the terms; whether they matter is for a person to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.cases.model import Case

_REFUSED = "《民事诉讼法解释》第三百五十五条"
_DISMISSED = "《民事诉讼法解释》第三百五十八条"


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that must be so."""

    code: str
    text: str
    basis: str
    words: re.Pattern[str] | None = None
    """What in the terms makes one look twice."""


QUESTIONS = (
    Question("joint", "双方当事人共同申请", "《人民调解法》第三十三条"),
    Question("court", "属于人民法院受理的民事案件，也属于这个法院管辖", _REFUSED),
    Question(
        "status",
        "不是确认婚姻、亲子、收养等身份关系",
        _REFUSED,
        re.compile(r"离婚|复婚|(?:解除|确认|恢复).{0,4}(?:婚姻|夫妻|收养|亲子|同居)关系|收养|亲子关系|认领"),
    ),
    Question(
        "special",
        "不适用其他特别程序、公示催告程序、破产程序",
        _REFUSED,
        re.compile(r"破产|公示催告|宣告(?:失踪|死亡)|无民事行为能力|限制民事行为能力"),
    ),
    Question(
        "ownership",
        "不涉及物权、知识产权确权",
        _REFUSED,
        re.compile(r"归.{0,10}所有|所有权|使用权|确权|权属|地界|界线|专利权|商标权|著作权"),
    ),
    Question(
        "lawful",
        "不违反法律强制性规定",
        _DISMISSED,
        re.compile(r"赌债|赌资|高利|砍头息|不(?:再)?(?:报警|报案|追究刑事)|撤案|买卖.{0,4}(?:宅基地|耕地)"),
    ),
    Question(
        "interests",
        "不损害国家利益、社会公共利益和他人合法权益",
        _DISMISSED,
        re.compile(r"集体|国有|第三人|案外人|其他(?:继承人|共有人)"),
    ),
    Question("morals", "不违背公序良俗", _DISMISSED, re.compile(r"名誉|断绝|不得再婚|人身自由")),
    Question("voluntary", "双方自愿，没有恶意串通、规避法律", _DISMISSED),
    Question(
        "clear",
        "内容明确，可以执行",
        _DISMISSED,
        re.compile(r"适当|酌情|尽快|尽量|适时|另行协商|再(?:行)?商量|视情况|有能力时|左右|若干|合理(?:期限|费用)"),
    ),
    Question(
        "papers",
        "申请书、调解协议、主持调解的证明、身份证明齐备；涉及财产权利的有权利证明",
        "《民事诉讼法解释》第三百五十四条",
    ),
)


@dataclass(frozen=True, slots=True)
class Checked:
    """A question with what speaks against it."""

    question: Question
    findings: tuple[str, ...]
    """In Chinese; empty if nothing was found, which is no answer yet."""


def self_check(case: Case) -> tuple[Checked, ...]:
    """Every question, with what in the case makes one look twice."""
    return tuple(Checked(one, tuple(_findings(one, case))) for one in QUESTIONS)


def _findings(question: Question, case: Case) -> Iterator[str]:
    if question.words is not None:
        for number, term in enumerate(case.mediation.terms, 1):
            if found := sorted({match.group() for match in question.words.finditer(term)}):
                yield f"第{number}条写有“{'”“'.join(found)}”"
    agreement = next((act for act in reversed(case.acts()) if act.type == "agreement"), None)
    match question.code:
        case "joint" if len({party.side for party in case.parties if party.side}) < 2:
            yield "当事人没有分清甲方、乙方"
        case "status" if case.category == "婚姻家庭":
            yield "是婚姻家庭纠纷"
        case "papers" if agreement is not None and agreement.details.get("form") == "oral":
            yield "是口头协议，请先制作书面协议"
        case "clear" if case.mediation.amount_fen and not case.mediation.performance_deadline:
            yield "有金额，没有履行期限"
        case _:
            return
