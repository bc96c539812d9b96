"""From what a paper cites to keys on the shelf. Pure: whether the article exists, the shelf says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.laws.names import article_key, article_number, full_title, short_name
from archive.laws.numerals import NUMBER, numeral_of, value_of

_ARTICLE = rf"第?\s*({NUMBER})\s*条(?:\s*之\s*([一二三四五六七八九十\d]+))?"
_PLACE = rf"(?:\s*第?\s*[（(]?\s*{NUMBER}\s*[）)]?\s*[款项目])*"
_VERSION = r"(?:\s*[（(〔\[][^（()）〕\]]{2,30}[）)〕\]])?"
_BOOK = r"(?:(?:总则|物权|合同|人格权|婚姻家庭|继承|侵权责任)编?)?"
_MARKED = re.compile(rf"《([^《》]+)》{_VERSION}{_BOOK}\s*(?:{_ARTICLE})?")
_BARE = re.compile(
    rf"([\u4e00-\u9fff、《》〈〉（）()]{{1,120}}(?:法|法典|宪法|条例|规定|办法|解释|规则|细则|决定|通则|安排|批复|意见|规范|标准|准则|方案|编)"
    rf"(?:[（(][一二三四五六七八九十\d试行]{{1,3}}[）)])?){_VERSION}\s*{_ARTICLE}"
)
_SAME = re.compile(rf"(?:本|该|同|上述|前述)(?:法典|法|条例|规定|办法|解释)\s*{_ARTICLE}")
_REFERRING = re.compile(r"(?:本|该|同|上述|前述)(?:法典|法|条例|规定|办法|解释)")
_NEXT = re.compile(rf"{_PLACE}\s*(以及|及其|[、，,和及与或至到~—－-]+)\s*({_ARTICLE})")
_LEAD = re.compile(
    r"^.*(?:依据|根据|按照|依照|遵照|参照|违反了?|适用|符合|援引|引用|规定在|见|[。，；：！？,;:“”])(?=.)"
)
_START = re.compile(r"^(?:依据|根据|按照|依照|遵照|参照|违反了?|适用|依|按|据|和|及|与)")
_JOINT = re.compile(r"^(?:和|及|与|或|、|以及|了|的|对|在|由|其|以|又|并|则|即|被告|原告)+")
_ISSUER = re.compile(
    r".*(?<![\u4e00-\u9fff]、)(?=(?:最高人民法院|最高人民检察院|国务院|全国人民代表大会常务委员会|公安部|民政部|司法部)[^》]*?关于)"
)
_CITED = re.compile(rf".*(?:》|第\s*{NUMBER}\s*[条款项目])")
_BOXED = re.compile(r"[\[【〔［]([\u4e00-\u9fff]{1,60}(?:法|典|条例|规定|办法|解释|规则|细则|决定))[\]】〕］]")
_MARKS = {**dict.fromkeys("《〈<＜«「『﹤", 1), **dict.fromkeys("》〉>＞»」』﹥", -1)}
_NO_NAMES = {"法", "法律", "条例", "规定", "办法", "解释", "规则", "决定", "意见", "若干规定"}
_MOST_OF_A_RANGE = 100


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    name: str | None
    """None for 本法 and 该法."""
    number: str | None


def resolve_citation(text: str) -> list[str]:
    """The keys of all articles that ``text`` cites, in order, without repeats.

    《中华人民共和国民法典》第54条第二款 and 民法典第五十四条 give 民法典第五十四条. Lists (第五条、第六条) and
    ranges (第五条至第八条) give each article; 本法 and 该法 mean the statute named before. A text that is nothing
    but one title gives the name itself, the key of a statute without articles.
    """
    text = _with_title_marks(text)
    keys: dict[str, None] = {}
    name = ""
    found = sorted((*_marked(text), *_bare(text), *_same(text)), key=lambda item: (item.start, -item.end))
    done = 0
    for item in found:
        if item.end <= done or (item.name is None and not name):
            continue
        name = item.name or name
        done = item.end
        if item.number is None:
            continue
        keys[article_key(name, item.number)] = None
        for number, end in _following(text, item.end, item.number):
            keys[article_key(name, number)] = None
            done = end
    if not keys and (whole := re.fullmatch(rf"\s*《([^《》]+)》{_VERSION}\s*", text)):
        return [short_name(whole[1])]
    return list(keys)


def _with_title_marks(text: str) -> str:
    """Titles in 《》 whatever brackets they came in, titles within titles in 〈〉."""
    depth, characters = 0, []
    for character in _BOXED.sub(r"《\1》", text):
        turn = _MARKS.get(character, 0)
        if turn > 0:
            depth += 1
            character = "《" if depth == 1 else "〈"
        elif turn < 0:
            character = "》" if depth <= 1 else "〉"
            depth = max(0, depth - 1)
        characters.append(character)
    return "".join(characters)


def _marked(text: str) -> Iterator[_Found]:
    for match in _MARKED.finditer(text):
        number = article_number(match[2], match[3] or "") if match[2] else None
        yield _Found(match.start(), match.end(), short_name(match[1]), number)


def _bare(text: str) -> Iterator[_Found]:
    for match in _BARE.finditer(text):
        alone = match.start() == 0 and match.end() == len(text) and not _CITED.match(match[1])
        name = full_title(_START.sub("", match[1])) if alone else _name_alone(match[1])
        name = "" if _REFERRING.fullmatch(name) else name
        number = article_number(match[2], match[3] or "")
        if name and number:
            yield _Found(match.start(2), match.end(), short_name(name), number)


def _same(text: str) -> Iterator[_Found]:
    for match in _SAME.finditer(text):
        yield _Found(match.start(), match.end(), None, article_number(match[1], match[2] or ""))


def _name_alone(run: str) -> str:
    """The title at the end of a run of characters that began with other words."""
    run = full_title(run)
    if issuer := _ISSUER.match(run):
        return run[issuer.end() :]
    run, previous = _CITED.sub("", run), ""
    while previous != run:
        previous, run = run, _JOINT.sub("", _LEAD.sub("", run))
        if run in _NO_NAMES:
            return previous  # 涉外民事关系法律适用法 is a name, though 适用 stands in it
    return run


def _following(text: str, end: int, number: str) -> Iterator[tuple[str, int]]:
    """Further articles of the same statute: 第五条、第六条和第八条至第十条."""
    while match := _NEXT.match(text, end):
        following = article_number(match[3], match[4] or "")
        if following is None:
            return
        if match[1] in ("至", "到", "~", "—", "——", "－", "-") and "之" not in number + following:
            first, last = (value_of(text_.strip("第条")) or 0 for text_ in (number, following))
            for value in range(first + 1, min(last, first + _MOST_OF_A_RANGE)):
                yield f"第{numeral_of(value)}条", match.end()
        yield following, match.end()
        number, end = following, match.end()
