"""Names on the last lines of a letter: by themselves, behind a place or a word for who they are, before a telephone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.chinese.names import normal_name
from archive.registration.name_shape import name_at, split_names
from archive.registration.running import Row, Running
from archive.registration.wordlists import any_of, entries, terms

_WORDS = terms("signs_off")
_NOT_NAMES = re.compile(
    rf"(?:此致|[敬军]礼|谢谢|{_WORDS}|签名|签字|捺印|手印|盖章|按手印|电话号?码?|手机号?码?|联系电话|联系方式|公民身份号?码?|身份证号?码?|日期)"
    r"|[\d〇零○一二三四五六七八九十O贰壹]{2,4}年[\d〇零一二三四五六七八九十元肆伍陆柒捌玖]{1,3}月(?:[\d零一二三四五六七八九十]{1,3}[日号])?"
)
_WHO_SIGNS = re.compile(rf".{{0,16}}(?:{terms('who_signs')}|人|户|者|印|上|敬|于|书)")
_HOME_SIGNS = re.compile(
    rf"[\u4e00-\u9fff]{{0,8}}(?:乡|镇|街道|村|社区|小区|县|厂|公司|学校|单位|班|部|店|{terms('strong_level')})[\u4e00-\u9fff]{{0,12}}"
)
_BEFORE_NAME = re.compile(
    rf"(?:乡|镇|街道|村|屯|组|社区|小区|县|厂|公司|学校|号|室|单元|{terms('who_signs')})[\u4e00-\u9fff]{{0,5}}$"
)
_SOME_LABEL = re.compile(r"[\s(]*[\u4e00-\u9fff]{2,12}(?:[(][^()]{0,10}[)])?:")
_OTHERS_SIGN = re.compile(
    r"\s*(?:接|记录|登记|受理|承办|经办|代书|代笔|执笔|话务|值班|审核|填表|调解|主持|见证|抄|报|送|附|被|证明|领导|处理|办理|告知|备注)"
)
_OTHERS_LABEL = re.compile(
    r"(?<=\s)(?:接待|接访|记录|登记|受理|承办|经办|代书|代笔|调解|主持|见证|审核)[\u4e00-\u9fff]{0,3}:"
)
_LONGEST_SIGNATURE, _MOST_SIGNATURES = 46, 7
_FAREWELL = re.compile(rf"(?<=..)(?:等?[一二三四五六七八九十\d]{{1,3}}[人户名]|{_WORDS}|夫妇|全家|一家|等)$")
_TAIL_ROWS = 40
_ASK = re.compile(r"[吗呢啊吧了的地得着过]")
_LEAST, _RARE, _PLAIN, _SURE = 5, -30, 10, 60
"""How much a piece must look like a name; where nothing else can stand; behind a place; two signs behind a place."""
CLEARLY, BY_PLACE = 0.88, 0.6
"""Confidence of a name, and of what would be one nowhere else."""
_HAMLET = re.compile(
    r"^.家.|^.{1,3}(?:沟|屯|岗|岗子|坨|坨子|堡|坊|棚|架|窝|营|营子|塘|坪|坝|岭|坡|洼|甸|店)$|公元|^[春夏秋冬][安祺绥]$"
)
"""What looks like a name and is a hamlet, a year or a wish."""
_OTHERS_LABELS = [
    word for entry in entries("person_labels") if entry[0] in ("respondent", "other") for word in entry[1:]
]
_NO_SIGNER = re.compile(
    r"址|地点|地区|电话|手机|时间|日期|内容|号|渠道|性别|类型|方式|联系人|"
    + any_of([w for w in _OTHERS_LABELS if len(w) > 1])
)
"""Labels behind which nobody signs."""


@dataclass(frozen=True, slots=True)
class _Piece:
    at: int
    text: str
    weight: int | None
    """As a name; None if it cannot be one."""


def signatures(running: Running, closing: int | None) -> Iterator[tuple[int, int, str, float]]:
    """The last lines of a letter: names by themselves, behind a place or a word for who they are, before a telephone."""
    rows = running.rows[-_TAIL_ROWS:]
    rows = _last_short(rows) if closing is None else tuple(row for row in rows if row.start >= closing)
    yield from _in_block(running)
    for row in rows:
        line = running.text[row.start : row.start + len(row.text)].split("\n")[0]
        if len(line) <= 60 and not _OTHERS_SIGN.match(line):
            yield from _on_line(line, row.start)
    if running.rows and len(running.rows[-1].text) > 60:
        yield from _behind_last_sentence(running)


def _in_block(running: Running) -> Iterator[tuple[int, int, str, float]]:
    """Two lines and more of a name and whose it is (蓝小芹　2幢501　19900031101): where most are names, all are."""
    block: list[tuple[int, str, int]] = []
    for row in (*running.rows[-_TAIL_ROWS:], None):
        match = _NAME_AND_HOME.match(row.text) if row else None
        shape = name_at(match["name"], 0, alone=True) if match else None
        if row and match and shape and shape.weight >= _RAREST:
            at = running.text.find(match["name"], row.start)
            block.append((at, match["name"], shape.weight))
            continue
        if len(block) > 1 and 2 * sum(weight >= _LEAST for *_, weight in block) >= len(block):
            for at, name, _ in block:
                yield at, at + len(name), normal_name(name), CLEARLY
        block = []


_NAME_AND_HOME = re.compile(
    r"\s*(?:\d{1,2}[.、]\s?)?(?P<name>[\u4e00-\u9fff]{2,4})[\s,、]+(?=[^:。]*$)(?:[^:。]{0,30}?(?:\d{2,}|[号幢栋室组村镇乡岁厂]))"
)
_RAREST = -45


def _behind_last_sentence(running: Running) -> Iterator[tuple[int, int, str, float]]:
    """A message in one paragraph is signed behind its last full stop."""
    text = running.text.rstrip()
    at = max(text.rfind(sign, max(0, len(text) - _LONGEST_SIGNATURE)) for sign in "。!?;\n") + 1
    line = text[at:]
    if at and len(line) >= 2 and not _OTHERS_SIGN.match(line):
        yield from _on_line(line, at)


def _last_short(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The short lines at the end, where a letter without a closing formula is signed."""
    if len(rows) < 2:
        return ()
    return tuple(
        row
        for row in rows[-min(_MOST_SIGNATURES, len(rows) - 1) :]
        if len(row.text.strip()) <= _LONGEST_SIGNATURE and row.text.strip()[-1] not in "；！？，：:"
    )


def _on_line(line: str, start: int) -> Iterator[tuple[int, int, str, float]]:
    """Names on a signature line: all its pieces but numbers, days, places and who people are."""
    shown = _NOT_NAMES.sub(lambda match: " " * len(match.group()), line)
    if other := _OTHERS_LABEL.search(shown):
        shown = shown[: other.start()]  # 来访人签字：甲　　接待人：乙
    if label := _SOME_LABEL.match(shown):
        if _NO_SIGNER.search(label.group()):
            return
        shown = " " * label.end() + shown[label.end() :]
    names: list[tuple[int, str]] = []
    rare: list[tuple[int, str]] = []
    strange = False
    for piece in _pieces(shown):
        if piece.weight is not None and piece.weight >= _LEAST:
            names.append((piece.at, piece.text))
        elif run := split_names(piece.text):
            at = piece.at
            for name in run:
                names.append((at, name))
                at += len(name)
        elif behind := _behind_home(piece):
            names.append(behind)
        elif piece.weight is not None and piece.weight >= _RARE:
            rare.append((piece.at, piece.text))
        elif not _WHO_SIGNS.fullmatch(piece.text) and not _HOME_SIGNS.fullmatch(piece.text):
            strange = True
    if strange:
        return
    if len(names) > 1:
        names, rare = names + rare, []
    for at, name in sorted(names):
        yield start + at, start + at + len(name), normal_name(name), CLEARLY
    if len(rare) == 1 and not label:
        at, name = rare[0]
        yield start + at, start + at + len(name), normal_name(name), BY_PLACE


def _pieces(shown: str) -> Iterator[_Piece]:
    for match in re.finditer(r"[\u4e00-\u9fff·•・]+", shown):
        text = _FAREWELL.sub("", match.group())
        shape = None if _ASK.search(text) or _HAMLET.search(text) else name_at(text, 0, alone=True)
        yield _Piece(match.start(), text, shape.weight if shape else None)


def _behind_home(piece: _Piece) -> tuple[int, str] | None:
    """柳河镇前进村李有田, the blank lost: the name that ends the piece."""
    for length in (3, 2):
        at = len(piece.text) - length
        name = piece.text[at:]
        shape = name_at(name, 0, alone=True) if at > 1 and not _HAMLET.search(name) else None
        if shape and shape.weight >= (_PLAIN if length > 2 else _SURE) and _BEFORE_NAME.search(piece.text, 0, at):
            return piece.at + at, name
    return None
