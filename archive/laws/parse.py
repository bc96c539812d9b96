"""Reads one Markdown file of the shelf: a statute article by article, or a published case whole. Pure.

The form is that of LawRefBook: ``# 标题``, a second ``#`` for the book of a statute kept in several files, lines of
dates, ``<!-- INFO END -->``, headings of parts, and articles that begin a line with 第…条.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePath

from archive.errors import InvalidInput
from archive.laws.force import force_of
from archive.laws.names import article_key, article_number, full_title, short_name
from archive.laws.numerals import NUMBER
from archive.record.laws import Article, Law

STATUTE, PUBLISHED_CASE = "statute", "published_case"

_FRONT_MATTER = re.compile(r"\A\s*---\s*\n(.*?)(?:^---\s*$|\Z)", re.S | re.M)
_INFO_END = re.compile(r"^\s*<!--\s*INFO END\s*-->\s*$", re.M)
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_INVISIBLE = re.compile(r"[\u200b\u200c\u200d\u2060\ufeff]")
_HEADING = re.compile(r"^\s*(#{1,6})\s+(.*?)\s*#*\s*$")
_ARTICLE = re.compile(
    rf"^[\s#*]*第\s*({NUMBER})\s*条(?:\s*之\s*([一二三四五六七八九十\d]+))?\s*(?:\*\*)?(?:[\s　:：]+|$)(?:\*\*)?(.*)$"
)
_DAY = re.compile(r"(\d{4})\s*[年-]\s*(\d{1,2})\s*[月-]\s*(\d{1,2})\s*日?")
_IN_FORCE = re.compile(r"(?:施行|生效|实施)\s*[）)]?\s*$")
_ENDED = re.compile(r"(?:废止|失效)\s*[）)]?\s*$")
_DECISION = re.compile(r"关于修改.*的决定$")
"""A decision quotes whole articles of the statutes it amends; they are not its own."""
_CASE_HEADINGS = re.compile(
    r"^#+\s*(?:基本案情|简要案情|案情回顾|案情简介|裁判要[点旨]|裁判结果|裁判理由|法院裁判|典型意义|案例分析|法官解读)",
    re.M,
)
_LONGEST_TITLE = 300


class NotALaw(InvalidInput):
    """A page of a collection's own site, such as an index or a template."""

    code = "not_a_law"


@dataclass(frozen=True, slots=True)
class Head:
    """What the first lines of a file say."""

    title: str
    """In one form; with its book after a space where a statute is kept in several files: 中华人民共和国民法典 总则."""
    name: str
    kind: str
    day: dt.date | None
    """When it was passed or last amended, as far as the text says; else what the file's name says."""
    named_day: dt.date | None
    """The day in the file's name."""
    book: str = ""
    """总则, of a statute kept in several files."""
    info: tuple[str, ...] = ()
    """The lines under the title."""


@dataclass(slots=True)
class _Block:
    """An article, or what stands under a heading without one."""

    number: str
    part: str
    """The heading it stands under."""
    lines: list[str] = field(default_factory=list)


def parse_law(markdown: str, name: str) -> Law:
    """The statute or published case a file holds; ``name`` is the file's name, or its path.

    Raises InvalidInput if it has no title or nothing under it, NotALaw for a page of a collection's own site.
    """
    head, body = _split(markdown, name)
    if head.kind == PUBLISHED_CASE or _DECISION.search(head.title):
        articles = [_whole(head, body)]
    else:
        articles = list(_articles(head, _blocks(body, amending="修正案" in head.title))) or [_whole(head, body)]
    digest = hashlib.sha256(markdown.encode("utf-8", "surrogatepass")).hexdigest()
    if head.kind == PUBLISHED_CASE:
        return Law(head.title, head.name, head.kind, head.day, digest, tuple(articles))
    force = force_of(head.info, head.title, head.name, head.day, articles)
    return Law(
        title=head.title,
        name=head.name,
        kind=head.kind,
        day=head.day,
        sha256=digest,
        articles=tuple(articles),
        book=head.book,
        first=force.first,
        start=force.start,
        stated=force.stated,
        ended=force.ended,
        repeals=force.repeals,
    )


def parse_head(markdown: str, name: str) -> Head:
    """What a file says of itself, without reading its articles. Raises as ``parse_law``."""
    return _split(markdown, name)[0]


def _split(markdown: str, name: str) -> tuple[Head, list[str]]:
    text = _INVISIBLE.sub("", markdown)
    front = _FRONT_MATTER.match(text)
    if front:
        text = text[front.end() :]
        if not text.strip() or "bookHidden: true" in front[1]:
            raise NotALaw("这一页不是法规。", "不用导入。")
    end = _INFO_END.search(text)
    info = text[: end.start()] if end else ""
    lines = _COMMENT.sub("", text).splitlines()
    titles = [match[2] for line in lines if (match := _HEADING.match(line)) and len(match[1]) == 1 and match[2]]
    if not titles:
        raise InvalidInput("没有标题。", "第一行应写成“# 法规名称”。")
    if end is None:
        info = "\n".join(_until_body(lines))
    kind = PUBLISHED_CASE if _is_case(text, name) else STATUTE
    title = titles[0].strip() if kind == PUBLISHED_CASE else full_title(titles[0])
    if len(title) > _LONGEST_TITLE:
        raise InvalidInput("标题太长。", f"标题应在 {_LONGEST_TITLE} 个字以内。")
    book = [match[2] for line in info.splitlines() if (match := _HEADING.match(line)) and len(match[1]) == 1][1:]
    named = title if kind == PUBLISHED_CASE else short_name(title)
    part = full_title(_COMMENT.sub("", book[0])) if book and kind == STATUTE else ""
    if part:
        title = f"{title} {part}"
    body = (text[end.end() :] if end else "\n".join(lines[len(info.splitlines()) :])).splitlines()
    if not any(line.strip() and not _HEADING.match(line) for line in _COMMENT.sub("", "\n".join(body)).splitlines()):
        raise InvalidInput(f"“{title}”只有标题，没有内容。", "请检查这个文件。")
    lines = [line.strip() for line in info.splitlines() if line.strip()]
    return Head(title, named, kind, _day(info, name), _named_day(name), part, tuple(lines)), body


def _until_body(lines: list[str]) -> Iterator[str]:
    """The lines before the first heading of a part and before the first line that is neither title nor date."""
    for line in lines:
        heading = _HEADING.match(line)
        if _ARTICLE.match(line) or (heading and len(heading[1]) > 1):
            return
        if line.strip() and not heading and not _DAY.match(line.strip().lstrip("（(")):
            return
        yield line


def _is_case(text: str, name: str) -> bool:
    if _CASE_HEADINGS.search(text):
        return True
    return "案例" in PurePath(name).parts[:-1] and not _ARTICLE.search(text)


def _day(info: str, name: str) -> dt.date | None:
    """When it was passed or last amended; else the day in the file's name; else when it came into force."""
    passed: list[dt.date] = []
    in_force: list[dt.date] = []
    for line in info.splitlines():
        match = _DAY.match(line.strip().lstrip("（("))
        if match and not _ENDED.search(line) and (day := _date(match)):
            (in_force if _IN_FORCE.search(line) else passed).append(day)
    return max(passed, default=None) or _named_day(name) or max(in_force, default=None)


def _named_day(name: str) -> dt.date | None:
    return max((day for match in _DAY.finditer(PurePath(name).name) if (day := _date(match))), default=None)


def _date(match: re.Match[str]) -> dt.date | None:
    try:
        return dt.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def _blocks(lines: Iterable[str], *, amending: bool) -> Iterator[_Block]:
    """Articles in order, and what stands before the first or under a heading without one."""
    part = ""
    block = _Block("", part)
    seen: set[str] = set()
    for line in lines:
        line = _COMMENT.sub("", line)
        article = _ARTICLE.match(line)
        number = article_number(article[1], article[2] or "") if article else None
        # a number seen before is quoted, as in an annex; so is one between the quotation marks of an amendment
        if article and number and number not in seen and not (amending and _quoting(block)):
            yield block
            seen.add(number)
            block = _Block(number, part, [article[3].strip()])
        elif (heading := _HEADING.match(line)) and not article:
            yield block
            part = re.sub(r"\s+", " ", heading[2].replace("*", "")).strip()
            block = _Block("", part)
        elif line.strip():
            block.lines.append(line.strip())
    yield block


def _quoting(block: _Block) -> bool:
    text = "".join(block.lines)
    return text.count("“") > text.count("”")


def _articles(head: Head, blocks: Iterable[_Block]) -> Iterator[Article]:
    """Articles with their keys; nothing if there is no article at all."""
    found = [block for block in blocks if block.number or block.lines]
    if not any(block.number for block in found):
        return
    used: dict[str, int] = {}
    for block in found:
        heading = block.number or block.part or "引言"
        key = article_key(head.name, re.sub(r"\s+", "", heading))
        used[key] = used.get(key, 0) + 1
        if used[key] > 1:
            key = f"{key}（{used[key]}）"
        yield Article(key, heading, "\n".join(block.lines).strip(), head.title, head.name, head.kind, head.day)


def _whole(head: Head, body: Iterable[str]) -> Article:
    """A text without articles as one entry, its headings kept as lines."""
    lines = (_HEADING.sub(r"\2", _COMMENT.sub("", line)).strip() for line in body)
    text = "\n".join(line for line in lines if line)
    return Article(head.name, head.title, text, head.title, head.name, head.kind, head.day)
