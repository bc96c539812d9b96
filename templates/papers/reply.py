"""XF11 信访处理意见书（答复意见书）: what the case says, claim by claim (《信访工作条例》第三十二条)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from archive.cases.model import AppealRoute, Case, Claim, Opinion
from archive.chinese.date_words import chinese_number, gongwen_date
from templates import checks, people, text, wording
from templates.gongwen.title import LINE, heading_size, title_lines
from templates.overrides import Filled
from templates.papers.desk import Desk
from templates.papers.matter import matter as matter_of
from templates.papers.matter import quoted

_DAYS = 60
"""Days to handle a matter of the sixth way (《信访工作条例》第三十四条)."""
_TOPIC = 24
"""Characters of a claim that still make a heading; a longer one is called by its number."""


def values(filled: Filled, desk: Desk) -> dict[str, Any]:
    """Values of the template ``reply``."""
    case, reply = filled.case, filled.case.reply
    senders = people.petitioners(case)
    names = [people.display_name(party) for party in senders if party.name.strip()]
    unit = desk.need("reply.unit", text.one_line(reply.unit or case.duty_unit))
    number = desk.need("reply.number", checks.fold_brackets(reply.number))
    desk.need("petitioner", names)
    received = desk.need("received", case.received)
    accepted = desk.need("reply.accepted_on", reply.accepted_on)
    signed = reply.signed_on or desk.today
    matter = desk.need("matter", matter_of(case))
    route = _route(case, desk)
    claims = _claims(filled, route, desk)
    whole = people.together(senders, case.group_size)
    desk.problems += checks.order_problems((("收到日期", received), ("受理日期", accepted), ("成文日期", signed)))
    if number:
        if problem := checks.number_problem(number, "发文字号"):
            desk.problems.append(problem)
        elif note := checks.year_note(number, signed, "发文字号"):
            desk.notes.append(note)
    if accepted and route is AppealRoute.PETITION_PROCEDURE and (signed - accepted).days > _DAYS:
        desk.notes.append(f"成文日期距受理日期已超过{_DAYS}日（《信访工作条例》第三十四条），请核对是否办过延期。")
    desk.notes += checks.identity_notes(senders)
    return {
        "unit": unit,
        "heading": heading_size(unit),
        "marks": [],
        "attachments": [],
        "number": number,
        "title": title_lines(filled.get("reply.title") or _title(case)),
        "petitioner": whole,
        "addressee": whole,
        "you": people.you(senders, case.group_size),
        "received": gongwen_date(received) if received else "",
        "channel": filled.get("channel") or (wording.CHANNELS[case.channel] if case.channel else ""),
        "matter": quoted(matter),
        "source": _source(reply.source),
        "accepted_on": gongwen_date(accepted) if accepted else "",
        "inquiry": text.sentence(reply.inquiry),
        "facts": text.sentences(case.facts),
        "claims": claims,
        "single": len(claims) == 1,
        "remedy": _remedy(filled, route, desk),
        "signed_on": gongwen_date(signed),
        "note": contact(reply.contact, reply.phone),
        "copies_to": "，".join(text.one_line(unit) for unit in reply.copies_to),
    }


def _title(case: Case) -> str:
    """Names the petitioners; by the first alone where all of them would fill more than two lines."""
    title, senders = "关于{}信访事项的答复意见书", people.petitioners(case)
    whole = title.format(people.together(senders, case.group_size))
    return whole if len(whole) <= 2 * LINE else title.format(people.together(senders, case.group_size, most=1))


def _route(case: Case, desk: Desk) -> AppealRoute:
    if case.appeal_route is None:
        desk.notes.append(
            "案件没有填办理途径，按《信访工作条例》第三十一条第六项写复查告知；如属其他途径，请先改案件。"
        )
        return AppealRoute.PETITION_PROCEDURE
    return case.appeal_route


def _claims(filled: Filled, route: AppealRoute, desk: Desk) -> list[dict[str, Any]]:
    case = filled.case
    claims = tuple(claim for claim in case.claims if claim.text.strip())
    desk.need("claims", claims)
    if not all(claim.finding.strip() for claim in claims) or not claims:
        desk.need("facts", case.facts.strip())
    if not all(claim.basis for claim in claims) or not claims:
        desk.need("legal_basis", case.legal_basis)
    if not claims:
        desk.need("opinion", filled.get("opinion"))
    several = len(claims) > 1
    made = []
    for number, claim in enumerate(claims, start=1):
        decided = _decided(claim, filled, several=several)
        if decided.opinion is None and not decided.opinion_text:
            desk.need(f"claims.{number}.opinion" if several else "opinion", "")
        elif decided.opinion is Opinion.EXPLAIN and not decided.opinion_text:
            desk.need(f"claims.{number}.opinion_text" if several else "opinion_text", "")
        made.append(_claim(number, decided, decided.basis or case.legal_basis, route, several=several))
    return made


def _decided(claim: Claim, filled: Filled, *, several: bool) -> Claim:
    """The claim with the opinion typed without a number.

    Of one claim it wins over the record, as every typed value does; of several it is for those without their own.
    """
    opinion, words = filled.get("opinion"), filled.get("opinion_text")
    if opinion and not (several and (claim.opinion or claim.opinion_text.strip())):
        known = wording.parse_opinion(opinion)
        claim = replace(claim, opinion=known, opinion_text=claim.opinion_text if known else opinion)
    if words and not (several and claim.opinion_text.strip()):
        claim = replace(claim, opinion_text=words)
    return replace(claim, opinion_text=claim.opinion_text.strip())


def _claim(number: int, claim: Claim, basis: tuple[str, ...], route: AppealRoute, *, several: bool) -> dict[str, Any]:
    request = text.phrase(text.unnumbered(claim.text))
    citations = tuple(text.phrase(item) for item in basis)
    if claim.opinion is None:
        sentence = f"依据{'、'.join(citations)}规定，我单位的处理意见如下：" if citations else "我单位的处理意见如下："
    else:
        sentence = wording.finding(claim.opinion, citations, route, several=several)
    return {
        "number": number,
        "ordinal": wording.ordinal(number),
        "text": request,
        "heading": _heading(number, request),
        "finding": text.sentences(claim.finding),
        "basis": list(citations),
        "opinion": wording.OPINIONS[claim.opinion] if claim.opinion else "",
        "opinion_sentence": sentence,
        "opinion_text": text.sentences(claim.opinion_text),
    }


def _heading(number: int, request: str) -> str:
    topic = request.removeprefix("要求").removeprefix("请求")
    return f"关于{topic}的请求" if len(topic) <= _TOPIC else f"关于第{chinese_number(number)}项请求"


def _remedy(filled: Filled, route: AppealRoute, desk: Desk) -> str:
    review, reconsideration, court = (_review_unit(filled, desk), "", "")
    if route is AppealRoute.PETITION_PROCEDURE:
        desk.need("reply.review_unit", review)
    elif route in (AppealRoute.ADMIN_PROCEDURE, AppealRoute.DUTY_PERFORMANCE):
        reconsideration = desk.need("reply.reconsideration_unit", filled.get("reply.reconsideration_unit"))
        court = desk.need("reply.court", filled.get("reply.court"))
    return wording.remedy(route, review, reconsideration, court).text


def _review_unit(filled: Filled, desk: Desk) -> str:
    """As the case says, else as the office's table of bodies does for the body that replies."""
    reply = filled.case.reply
    unit = text.one_line(reply.unit or filled.case.duty_unit)
    return text.one_line(reply.review_unit) or desk.around.review_units.get(unit, "")


def _source(source: str) -> str:
    bare = text.phrase(source)
    if not bare:
        return ""
    passed_on = any(word in bare for word in ("转", "交办", "移", "批"))
    return ("" if bare.startswith("由") else "由") + bare + ("" if passed_on else "转送")


def contact(name: str, phone: str) -> str:
    """附注 with whom to ask; empty if nobody is named."""
    parts = [
        f"{label}：{text.one_line(value)}" for label, value in (("联系人", name), ("联系电话", phone)) if value.strip()
    ]
    return f"（{'；'.join(parts)}）" if parts else ""
