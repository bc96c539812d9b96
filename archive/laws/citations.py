"""From what a paper cites to keys on the shelf. Pure: whether the article exists, the shelf says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.laws.names import article_key, article_number, full_title, short_name
from archive.laws.numerals import NUMBER
from archive.laws.places import Place, Reading, read_places

_ARTICLE = rf"第?\s*({NUMBER})\s*条(?:\s*之\s*([一二三四五六七八九十\d]+))?"
_VERSION = r"(?:\s*[（(〔\[][^（()）〕\]]{2,30}[）)〕\]])?"
_BOOK = r"(?:(?:总则|物权|合同|人格权|婚姻家庭|继承|侵权责任)编?)?"
_MARKED = re.compile(rf"《([^《》]+)》{_VERSION}{_BOOK}\s*")
_KIND = (
    r"(?:法|法典|宪法|条例|规定|办法|解释|规则|细则|决定|通则|安排|批复|意见|规范|标准|准则|方案|编)"
    r"(?:[（(][一二三四五六七八九十\d试行]{1,3}[）)])?"
)
_LONGEST_RUN = 120
_BARE = re.compile(rf"([\u4e00-\u9fff、《》〈〉（）()]{{1,{_LONGEST_RUN}}}{_KIND}){_VERSION}\s*(?P<article>{_ARTICLE})")
_BARE_END = re.compile(rf"{_KIND}{_VERSION}\s*{_ARTICLE}")
_REFERRING = re.compile(r"(?:本|该|同|上述|前述)(?:法典|法|条例|规定|办法|解释)")
_SAME = re.compile(rf"{_REFERRING.pattern}\s*(?={_ARTICLE})")
_SAME_ARTICLE = re.compile(r"(?:本|该|同|上述|前述)条(?:规定的?)?(?=第)")
_BEFORE = re.compile(r"前款(?:规定的?)?")
_LEAD = re.compile(
    r"^.*(?:依据|根据|按照|依照|遵照|参照|对照|违反了?|适用|符合|援引|引用|规定在|见|[。，；：！？,;:“”])(?=.)"
)
_START = re.compile(r"^(?:依据|根据|按照|依照|遵照|参照|对照|违反了?|适用|依|按|据|和|及|与)")
_JOINT = re.compile(r"^(?:和|及|与|或|、|以及|了|的|对(?!外)|在|由|其|以|又|并|则|即|被告|原告)+")
_ISSUER = re.compile(
    r".*(?<![院会部局署]、)(?=(?:最高人民法院|最高人民检察院|国务院|全国人民代表大会常务委员会|公安部|民政部|司法部)[^》]*?关于)"
)
_CITED = re.compile(rf".*(?:》|第\s*{NUMBER}\s*[条款项目])")
_BOXED = re.compile(
    r"[\[【〔［]([\u4e00-\u9fff、（）()]{1,80}(?:法|典|条例|规定|办法|解释|规则|细则|决定)(?:[（(][一二三四五六七八九十试行]{1,3}[）)])?)[\]】〕］]"
)
_MARKS = {**dict.fromkeys("《〈<＜«「『﹤", 1), **dict.fromkeys("》〉>＞»」』﹥", -1)}
_MARK = re.compile(f"[{''.join(_MARKS)}]")
_NO_NAMES = {"法", "法律", "条例", "规定", "办法", "解释", "规则", "决定", "意见", "若干规定"}


@dataclass(frozen=True, slots=True)
class Citation:
    """A place of a text that names a statute, as a rule with articles of it."""

    start: int
    end: int
    """Half-open, over the name and all that is cited with it."""
    name: str
    """Usual short name; of the statute named before, for 该法, 同条 and 前款."""
    places: tuple[Place, ...]
    """Empty where only the statute is named."""
    marked: bool
    """Its name stands in 《》."""
    named: bool = True
    """Its name stands there; otherwise it refers to one named before."""


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    """Of the name."""
    at: int
    """Where its articles begin."""
    name: str
    """Empty for 本法, 该条 and 前款."""
    marked: bool = False
    kind: str = ""
    """``law``, ``article`` or ``before`` for what refers back."""


def resolve_citation(text: str) -> list[str]:
    """The keys of all articles that ``text`` cites, in order, without repeats.

    《中华人民共和国民法典》第54条第二款 and 民法典第五十四条 give 民法典第五十四条. Lists (第五条、第六条) and
    ranges (第五条至第八条) give each article; 本法 and 该法 mean the statute named before. A text that is nothing
    but one title gives the name itself, the key of a statute without articles.
    """
    keys = [article_key(one.name, place.article) for one in find_citations(text) for place in one.places]
    if not keys and (whole := re.fullmatch(rf"\s*《([^《》]+)》{_VERSION}\s*", _with_title_marks(text))):
        return [short_name(whole[1])]
    return list(dict.fromkeys(keys))


def find_citations(text: str) -> list[Citation]:
    """Every place of a text that names a statute or, by 该法, 同条, 前款, refers to one it named before.

    Titles in 《》 are given also without an article; without marks a name counts only in front of 第…条.
    """
    text = _with_title_marks(text)
    found = sorted(
        (*_marked(text), *_bare(text), *_referring(text)), key=lambda item: (item.start, not item.kind, -item.at)
    )
    made: list[Citation] = []
    done = 0
    last: Citation | None = None
    for item in found:
        if item.start < done or (item.kind and last is None):
            continue
        one = _citation(text, item, last)
        if one is None:
            continue
        made.append(one)
        done = one.end
        if one.places or not item.kind:
            last = one
    return made


def typed_citation(text: str) -> Citation | None:
    """The citation a text is, if it is nothing else: 信访条例第22条, 《民法典》第五十四条第二款."""
    text = text.strip()
    found = find_citations(text)
    if len(found) != 1 or not found[0].places or found[0].start or not found[0].named:
        return None
    return found[0] if re.fullmatch(r"\s*(?:之?规定)?[。．.]?", text[found[0].end :]) else None


def _citation(text: str, item: _Found, last: Citation | None) -> Citation | None:
    if item.kind == "":
        reading = read_places(text, item.at)
        places = reading.places if reading else ()
        return Citation(item.start, reading.end if reading else item.at, item.name, places, item.marked)
    assert last is not None
    before = last.places[-1] if last.places else None
    if item.kind == "law":
        reading = read_places(text, item.at)
    elif before is None:
        return None
    elif item.kind == "article":
        reading = read_places(text, item.at, Place(before.article))
    else:
        clause = before.clause - 1 if before.clause > 1 else 0
        place = Place(before.article, clause)
        reading = read_places(text, item.at, place) or Reading((place,), item.at, False)
    if reading is None:
        return None
    return Citation(item.start, reading.end, last.name, reading.places, marked=False, named=False)


def _with_title_marks(text: str) -> str:
    """Titles in 《》 whatever brackets they came in, titles within titles in 〈〉."""
    depth = 0

    def mark(match: re.Match[str]) -> str:
        nonlocal depth
        before, depth = depth, max(0, depth + _MARKS[match[0]])
        if _MARKS[match[0]] > 0:
            return "〈" if before else "《"
        return "〉" if before > 1 else "》"

    return _MARK.sub(mark, _BOXED.sub(r"《\1》", text))


def _marked(text: str) -> Iterator[_Found]:
    for match in _MARKED.finditer(text):
        yield _Found(match.start(), match.end(), short_name(match[1]), marked=True)


def _bare(text: str) -> Iterator[_Found]:
    for match in _bare_runs(text):
        alone = match.start() == 0 and match.end() == len(text) and not _CITED.match(match[1])
        run = _START.sub("", match[1]) if alone else _run_alone(match[1])
        name = full_title(run)
        if name and not _REFERRING.fullmatch(name) and article_number(match[3], match[4] or ""):
            start = match.end(1) - len(run) if match[1].endswith(run) else match.start(2)
            yield _Found(start, match.start("article"), short_name(name))


def _bare_runs(text: str) -> Iterator[re.Match[str]]:
    """What ``_BARE.finditer`` gives, tried only in front of what can end one: from every character it takes long."""
    at = 0
    while end := _BARE_END.search(text, at):
        match = _BARE.search(text, max(at, end.start() - _LONGEST_RUN))
        if match is None:
            return
        yield match
        at = match.end()


def _referring(text: str) -> Iterator[_Found]:
    for match in _SAME.finditer(text):
        yield _Found(match.start(), match.end(), "", kind="law")
    for match in _SAME_ARTICLE.finditer(text):
        yield _Found(match.start(), match.end(), "", kind="article")
    for match in _BEFORE.finditer(text):
        yield _Found(match.start(), match.end(), "", kind="before")


def _run_alone(run: str) -> str:
    """The title at the end of a run of characters that began with other words."""
    if issuer := _ISSUER.match(run):
        return run[issuer.end() :]
    run, previous = _CITED.sub("", run), ""
    while previous != run:
        previous, run = run, _JOINT.sub("", _LEAD.sub("", run))
        if run in _NO_NAMES:
            return previous  # 涉外民事关系法律适用法 is a name, though 适用 stands in it
    return run
