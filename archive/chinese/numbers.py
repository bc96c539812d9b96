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
_LEAD = re.compile(r"^.*(?:编号|文号|字号|案号|按照|依据|根据|号|发布|印发|收到|以|的|与|和|及|由|对|在|作出|出具)")


def normal_number(text: str) -> str | None:
    """The one form of the document or court number that ``text`` as a whole is, or None."""
    folded = re.sub(r"\s+", "", fold(text))
    if match := _DOCUMENT_NUMBER.fullmatch(folded):
        return f"{match[1]}〔{match[2]}〕{int(match[3])}号"
    if match := _COURT_NUMBER.fullmatch(folded):
        return f"（{match[1]}）{match[2]}{int(match[3])}号"
    return None


def find_numbers(text: str) -> list[str]:
    """Every document and court number standing in ``text``, in one form, without repeats, in order."""
    folded = fold(text)
    found: dict[str, None] = {}
    for match in _DOCUMENT_NUMBER.finditer(folded):
        word = _LEAD.sub("", match[1]) or match[1]
        found[f"{word}〔{match[2]}〕{int(match[3])}号"] = None
    for match in _COURT_NUMBER.finditer(folded):
        found[f"（{match[1]}）{match[2]}{int(match[3])}号"] = None
    return list(found)
