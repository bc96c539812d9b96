"""What is to be done, in the words of the minutes but without who does it and by when: those have fields of their own."""

from __future__ import annotations

import re

from archive.registration.wordlists import any_of, terms, words

_UNIT, _PERSON, _DUE = "\ue000", "\ue001", "\ue002"
"""Signs that stand for what is cut out."""
_CALLS = r"(?:由|请|责成|责令|要求|指定|交由|委托|安排|明确)?"
_TITLE = any_of([word for word in words("titles") if len(word) > 1])
_WHO = rf"(?:{_UNIT}\s?(?:{_TITLE})?\s?[(]?{_PERSON}[)]?|{_UNIT}|{_PERSON})(?:{_TITLE})?(?:同志)?"
_OUGHT = r"(?:(?:具体|总|全程|统一)?(?:牵头负责|负责牵头|牵头|负责|主办|承办|领衔)|管(?=[,。;]|$)|应当|应该|必须|务必|要|应|须|需)?"
_ACTOR = re.compile(
    rf"(?P<before>^|[,;。:—\s]|{_DUE}(?:之?前|内)?){_CALLS}\s?{_WHO}{_OUGHT}"
    rf"|(?:由|责成|责令|指定|交由){_WHO}{_OUGHT}"
    rf"|{_WHO}(?={_DUE}|(?:具体|总)?(?:牵头|负责))(?:(?:具体|总)?(?:牵头负责|负责牵头|牵头|负责))?"
)
_TERM = re.compile(rf"(?:务必|务|力争|须|应|要|限)?(?:于|在|至)?{_DUE}(?:下班)?(?:之?前|以前|以?内)?")
_NOT_ACTING = re.compile(r"(?:向|对|和|与|同|给|将|把|至|到|报|经|为|的|从)$")
_PART = re.compile(r"[^,;。]+|[,;。]")
_SAID = re.compile(
    rf"(?:会议|与会人员|大家|各方)?(?:一致|研究)?{terms('resolved')}(?:[,:]|(?=由|请|责成|县|镇|乡|各))\s?"
)
_SHORTEST = 4


def said_at_first(text: str, start: int, end: int) -> int:
    """Where the decision itself begins behind 会议决定，."""
    said = _SAID.match(text, start, end)
    return said.end() if said else start


def said_to_do(
    text: str,
    start: int,
    end: int,
    *,
    unit: tuple[int, int] | None,
    person: tuple[int, int] | None,
    due: tuple[int, int] | None,
) -> str:
    """The words between two offsets without unit, person and term where these are who acts and by when.

    Empty where nothing is cut out, or too little would be left.
    """
    spans = [(span, sign) for span, sign in ((unit, _UNIT), (person, _PERSON), (due, _DUE)) if span]
    masked, at = "", start
    for (first, last), sign in sorted(spans):
        if first < at or last > end or (sign != _DUE and _NOT_ACTING.search(text, start, first)):
            continue
        masked += text[at:first] + sign
        at = last
    masked += text[at:end]
    hidden = {sign: text[span[0] : span[1]] for span, sign in spans}
    if not any(sign in masked for sign in hidden):
        return ""
    masked = _TERM.sub("", _ACTOR.sub(_without_actor, masked))
    for sign, written in hidden.items():
        masked = masked.replace(sign, written)
    kept = _tidy(masked)
    return _as_on_paper(kept) if len(kept) >= _SHORTEST else ""


def _without_actor(match: re.Match[str]) -> str:
    before = match["before"] or ""
    return "," if before == "—" else before


def _tidy(masked: str) -> str:
    """Clauses that are left empty go, and the signs behind them."""
    built: list[str] = []
    for part in _PART.findall(masked.replace("\n", "").replace("—", "")):
        piece = part.strip(" 、:")
        if part in ",;。":
            if built and built[-1] not in ",;。":
                built.append(part)
        elif piece:
            built.append(piece)
    while built and built[-1] in ",;。":
        built.pop()
    return "".join(built)


def _as_on_paper(folded: str) -> str:
    """Chinese punctuation again, but within numbers."""
    return re.sub(r"(?<!\d)[,:]|[,:](?!\d)|[;()]", lambda sign: _WIDE[sign.group()], folded)


_WIDE = {",": "，", ":": "：", ";": "；", "(": "（", ")": "）"}
