"""Numbers as they were typed: a figure stays with what it counts. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from archive.chinese.fold import atoms, is_symbol
from indexer.index import Adjacent, Node, Or, Pattern

Cut = tuple[list[str], list[str]]
"""A piece of what was typed, as it is cut with the office's own words and without them."""

_FIGURE = r"0-9〇零一二两三四五六七八九十百千万"
_NUMBER = re.compile(rf"第?[{_FIGURE}]+")
_BEGINS = re.compile(rf"[{_FIGURE}]")
_TAIL_OF_NUMBER = re.compile(r"〔?((?:19|20)\d\d)(?:〕|年)第?0*(\d{1,5})号")
_PART_OF_CASE_NO = re.compile(r"[a-z]{0,4}(?:19|20)\d\d(?:0[1-9]|1[0-2])\d{3,6}[a-z]{0,3}")


def together(cut: Iterable[Cut]) -> list[Cut]:
    """The pieces, those of one number joined with its 第 and the one character it counts: 第12条, 2022年, 二〇二二年五月.

    Apart they stand in nearly every paper: whoever looks for 第12条 would get all that have a 12 and a 条 somewhere.
    """
    held: list[Cut] = []
    after = ""
    """What the last piece ends with: ``first`` 第, ``number``, ``counted``, or nothing of a number."""
    for own, sought in cut:
        word = own[0] if own == sought and len(own) == 1 else ""
        whole = bool(_NUMBER.fullmatch(word))
        goes_on = (
            (whole and after != "")
            or (after == "number" and len(word) == 1 and not is_symbol(word))
            or (after == "number" and bool(_BEGINS.match(word)))
        )
        if goes_on:
            word = held.pop()[0][0] + word
            held.append(([word], [word]))
        else:
            held.append((own, sought))
        after = "number" if whole else "counted" if goes_on else "first" if word == "第" else ""
    return held


def part_of_number(folded: str) -> tuple[Node, str] | None:
    """What a part of a document or case number finds, said in Chinese: 〔2021〕5号, 2021070028."""
    if match := _TAIL_OF_NUMBER.fullmatch(folded):
        tail = f"〔{match[1]}〕{match[2]}号"
        return Or((Adjacent(tuple(atoms(tail))), Pattern("number", f"*{tail}"))), f"文号末尾是“{tail}”"
    if _PART_OF_CASE_NO.fullmatch(folded):
        return Pattern("case_no", f"*{folded}*"), f"案件编号里有“{folded.upper()}”"
    return None
