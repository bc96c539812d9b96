"""Document and case numbers in any bracket, in one form.

发文字号 (GB/T 9704—2012 7.2.5): 机关代字〔年〕序号, no 第, no leading zeros.
案号 (法〔2018〕335号): （年）法院代字类型编号.
"""

from __future__ import annotations

import re

from archive.chinese.fold import fold

_OPEN, _CLOSE = r"[\[【(<〈〔﹝]", r"[\]】)>〉〕﹞]"
_DOCUMENT_NUMBER = re.compile(
    rf"([\u4e00-\u9fff]{{2,16}})\s*{_OPEN}\s*((?:19|20)\d\d)\s*{_CLOSE}\s*第?\s*(\d{{1,5}})\s*号"
)
_COURT_NUMBER = re.compile(
    rf"{_OPEN}\s*((?:19|20)\d\d)\s*{_CLOSE}\s*([\u4e00-\u9fff]{{1,2}}\d{{0,4}}[\u4e00-\u9fff]{{1,4}})\s*(\d+)\s*号"
)
_YEAR = re.compile(rf"{_OPEN}\s*((?:19|20)\d\d)\s*{_CLOSE}")
_BEFORE_YEAR = re.compile(r"([\u4e00-\u9fff]{2,16})\s*\Z")
_AFTER_YEAR = re.compile(r"\s*第?\s*(\d{1,5})\s*号")
_BETWEEN_LINES = "\ue000"
"""For private use, so that it folds to itself and stands in no number."""
_MAY_HOLD = re.compile("[号號]")
_LONGEST_NAME = 20
"""Characters before the year that are looked at: sixteen of a name, and blanks."""
_LEAD = re.compile(
    r"^.*(?:编号|文号|字号|案号|按照|依据|根据|见|提到|引用|不服|附|号|发布|印发|收到|以|的|与|和|及|由|对|在|作出|出具)"
)


def normal_number(text: str) -> str | None:
    """The one form of the document or court number that ``text`` as a whole is, or None."""
    folded = re.sub(r"\s+", "", fold(text))
    if match := _DOCUMENT_NUMBER.fullmatch(folded):
        return f"{match[1]}〔{match[2]}〕{int(match[3])}号"
    if match := _COURT_NUMBER.fullmatch(folded):
        return f"（{match[1]}）{match[2]}{int(match[3])}号"
    return None


def find_numbers(text: str, folded: str | None = None) -> list[str]:
    """Every document and court number standing in ``text``, in one form, without repeats, in order.

    A heading above a number does not run into it, and a number broken over two lines is still found. ``folded`` spares
    folding the text again.
    """
    if not _MAY_HOLD.search(text):
        return []
    whole = numbers_in(fold(text) if folded is None else folded)
    if not whole or "\n" not in text:
        return whole
    lines = fold(_BETWEEN_LINES.join(line for line in text.splitlines() if _MAY_HOLD.search(line)))
    by_line = [number for line in lines.split(_BETWEEN_LINES) for number in numbers_in(line)]
    broken = [number for number in whole if not any(number.endswith(known) for known in by_line)]
    return list(dict.fromkeys((*by_line, *broken)))


def numbers_in(folded: str) -> list[str]:
    """The same for text that is folded already."""
    found: dict[str, None] = {}
    after = 0
    for year in _YEAR.finditer(folded):
        # looked for around the years in brackets, which are few, rather than from every character
        before = _BEFORE_YEAR.search(folded, max(after, year.start() - _LONGEST_NAME), year.start())
        rest = _AFTER_YEAR.match(folded, year.end())
        if before and rest:
            word = _LEAD.sub("", before[1]) or before[1]
            found[f"{word}〔{year[1]}〕{int(rest[1])}号"] = None
            after = rest.end()
    for match in _COURT_NUMBER.finditer(folded):
        found[f"（{match[1]}）{match[2]}{int(match[3])}号"] = None
    return list(found)
