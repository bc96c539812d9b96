"""Finds the tags of a template and what is wrong with their writing: before any of them is understood; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from templates.fill import MOST_NESTED
from templates.office.dictionary import GIVEN, dictionary
from templates.office.fault import Fault
from templates.office.lines import Line

_TAG: Final = re.compile(r"\{\{(?P<print>.*?)\}\}|\{%(?P<do>.*?)%\}|\{#.*?#\}")
_OPEN: Final = re.compile(r"\{\{|\{%|\{#")
_CLOSE: Final = re.compile(r"\}\}|%\}|#\}")
_WIDE: Final = re.compile(r"[｛{]\s*[｛{%％]|[}｝%％]\s*[}｝]|[｛｝]")
_SINGLE: Final = re.compile(r"\{\s*([A-Za-z_]\w*)\s*\}")
_LETTER: Final = re.compile(r"^[-+]?(p|tr|tc|r)(?=\s)")
_SMART: Final = re.compile("[“”‘’„＂＇«»]")
_WIDE_SIGN: Final = re.compile("[，．。（）＝｜％：；！＜＞［］＋－、\u3000]")
_QUOTED: Final = re.compile(r"'[^']*'|\"[^\"]*\"")
_KNOWN: Final = frozenset({"for", "endfor", "if", "elif", "else", "endif", "set"})
_FORBIDDEN: Final = frozenset({
    "import", "from", "include", "extends", "macro", "endmacro", "call", "endcall", "block", "endblock", "raw", "endraw", "filter",
    "endfilter", "autoescape", "endautoescape", "with", "endwith", "do", "trans", "endtrans", "endset", "debug", "break", "continue",
})  # fmt: skip
_LONGEST: Final = 400
_SPAN: Final = {"p": "段落", "tr": "表格行"}


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag that is written well."""

    line: Line
    number: int
    """Of the line."""
    at: int
    text: str
    letter: str
    """``p``, ``tr``, ``r`` or empty."""
    inside: str
    """What stands in it, without the letter."""
    statement: bool

    @property
    def word(self) -> str:
        """``for``, ``endif`` …; empty for one that prints."""
        match = re.match(r"\s*(\w+)", self.inside)
        return match[1] if self.statement and match else ""

    @property
    def shown(self) -> str:
        """Where it stands."""
        return self.line.shown(self.at)


@dataclass
class Found:
    """All tags of a file, and the faults of their writing."""

    tags: list[Tag] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, line: Line, at: int, what: str, advice: str, code: str) -> None:
        """Note one."""
        self.faults.append(Fault(line.shown(at), what, advice, code))


def find(lines: Sequence[Line]) -> Found:
    """The tags and faults of all lines."""
    found = Found()
    spread = False
    for number, line in enumerate(lines):
        spread = _scan(found, lines, number, line, inside=spread)
    for part in dict.fromkeys(line.part for line in lines):
        _pair(found, [tag for tag in found.tags if tag.line.part == part and tag.statement])
    for tag in found.tags:
        _alone(found, tag)
    return found


def _scan(found: Found, lines: Sequence[Line], number: int, line: Line, *, inside: bool) -> bool:
    """Read one line; True if a tag is open at its end and goes on in the next."""
    rest = line.text
    for match in _TAG.finditer(line.text):
        rest = rest[: match.start()] + "\0" * len(match[0]) + rest[match.end() :]
        if match["print"] is not None or match["do"] is not None:
            _read(found, number, line, match)
    open_ = _OPEN.search(rest)
    close = _CLOSE.search(rest)
    spread = False
    if inside and close:
        rest = "\0" * close.end() + rest[close.end() :]
    elif close and not open_:
        found.fault(line, close.start(), f"多出“{close[0]}”，前面没有开头", "请补上开头或删去。", "unopened_tag")
        rest = rest[: close.start()] + "\0\0" + rest[close.end() :]
    if open_:
        spread = _goes_on(lines, number)
        if spread:
            what, advice = "标记被拆在两段里", "请把整个标记写在同一段里（删去中间的回车）。"
            found.fault(line, open_.start(), what, advice, "split_tag")
        else:
            found.fault(
                line,
                open_.start(),
                f"标记没有写完：有“{open_[0]}”，没有收尾",
                "请补上收尾的 }} 或 %}。",
                "unclosed_tag",
            )
        rest = rest[: open_.start()]
    if wide := _WIDE.search(rest):
        found.fault(
            line, wide.start(), f"花括号“{wide[0]}”是全角的或者中间有空格", "请用半角的 {{ }} 和 {% %}。", "full_width"
        )
    for single in _SINGLE.finditer(rest):
        if single[1] in dictionary() or single[1] in GIVEN:
            found.fault(
                line, single.start(), f"只有一层花括号“{single[0]}”", f"请写成 {{{{ {single[1]} }}}}。", "single_brace"
            )
    return spread


def _goes_on(lines: Sequence[Line], number: int) -> bool:
    later = [line for line in lines[number + 1 : number + 4] if line.part == lines[number].part]
    for line in later:
        close, open_ = _CLOSE.search(line.text), _OPEN.search(line.text)
        if close and (open_ is None or close.start() < open_.start()):
            return True
        if open_:
            return False
    return False


def _read(found: Found, number: int, line: Line, match: re.Match[str]) -> None:
    statement = match["do"] is not None
    inside = match["do"] if statement else match["print"]
    at = match.start()
    letter = _LETTER.match(inside)
    inside = inside[letter.end() :] if letter else inside.strip("-+")
    if len(inside) > _LONGEST:
        found.fault(line, at, f"标记太长（{len(inside)} 字）", f"一个标记最多 {_LONGEST} 字。", "too_long")
        return
    if _nested(inside) > MOST_NESTED:
        found.fault(line, at, "括号套得太深", f"最多 {MOST_NESTED} 层。", "too_deep")
        return
    if smart := _SMART.search(inside):
        found.fault(
            line,
            at,
            f"标记里的引号“{smart[0]}”是中文引号",
            "请改用半角的 ' 或 \"（先关闭自动更正里的直引号替换）。",
            "smart_quotes",
        )
        return
    if wide := _WIDE_SIGN.search(_QUOTED.sub("", inside)):
        name = "全角空格" if wide[0] == "\u3000" else f"全角符号“{wide[0]}”"
        found.fault(line, at, f"标记里有{name}", "请改用半角符号。", "full_width")
        return
    tag = Tag(line, number, at, match[0], letter[1] if letter else "", inside, statement)
    if tag.letter == "tc":
        found.fault(line, at, "用了 {%tc（按列重复）", "请改用 {%tr 按行重复。", "forbidden")
    elif statement and tag.word in _FORBIDDEN:
        found.fault(line, at, f"用了不允许的标记“{tag.word}”", "模板里只能用 for、if、elif、else、set。", "forbidden")
    elif statement and tag.word not in _KNOWN:
        found.fault(
            line,
            at,
            f"不认识的标记“{tag.word or inside.strip()}”",
            "模板里只能用 for、if、elif、else、set。",
            "unknown_tag",
        )
    elif not statement and not inside.strip():
        found.fault(line, at, "花括号里没有字段名", "请写上字段名，如 {{ petitioner }}。", "empty_tag")
    else:
        found.tags.append(tag)


def _nested(inside: str) -> int:
    depth = most = 0
    for sign in _QUOTED.sub("", inside):
        depth += (sign in "([{") - (sign in ")]}")
        most = max(most, depth)
    return most


def _pair(found: Found, tags: Sequence[Tag]) -> None:
    """Each for and if has its end, of the same reach, and a reach that fits what it decides about."""
    open_: list[Tag] = []
    for tag in tags:
        if tag.word in ("for", "if"):
            open_.append(tag)
            if len(open_) == MOST_NESTED + 1:
                found.fault(
                    tag.line, tag.at, f"循环和条件套了超过 {MOST_NESTED} 层", "请简化，不要层层嵌套。", "too_deep"
                )
        elif tag.word in ("endfor", "endif", "else", "elif"):
            _closed(found, tag, open_)
    for left in open_:
        found.fault(
            left.line,
            left.at,
            f"“{left.text}”没有结束",
            f"请补上 {{%{left.letter} end{left.word} %}}。",
            "unclosed_block",
        )


def _closed(found: Found, tag: Tag, open_: list[Tag]) -> None:
    wanted = {"endfor": ("for",), "endif": ("if",), "elif": ("if",), "else": ("if", "for")}[tag.word]
    if not open_:
        found.fault(tag.line, tag.at, f"“{tag.text}”前面没有 {wanted[0]}", "请补上开头或删去。", "unopened_block")
        return
    first = open_[-1]
    if first.word not in wanted:
        found.fault(
            tag.line, tag.at, f"“{tag.text}”与 {first.shown} 的“{first.text}”不成对", f"请先写 end{first.word}。", "crossed_blocks"
        )  # fmt: skip
        if tag.word.startswith("end") and any(one.word in wanted for one in open_):
            while open_[-1].word not in wanted:
                open_.pop()
            open_.pop()
        return
    if first.letter != tag.letter:
        found.fault(
            tag.line, tag.at, f"开头是“{first.text}”，这里是“{tag.text}”，管的范围不同",
            f"请两处都用 {{%{first.letter or 'p'}。", "crossed_blocks",
        )  # fmt: skip
    elif not tag.letter and first.number != tag.number:
        found.fault(
            first.line, first.at, f"“{first.text}”在段内开头，却在别的段里结束", "要管几段请用 {%p … %}，管表格行请用 {%tr … %}，各占一段（一行）。",
            "crossed_blocks",
        )  # fmt: skip
    if tag.word.startswith("end"):
        open_.pop()


def _alone(found: Found, tag: Tag) -> None:
    """What is written beside a tag of paragraphs or rows would be lost with it."""
    if tag.letter == "tr" and not tag.line.row:
        found.fault(tag.line, tag.at, f"“{tag.text}”不在表格里", "管段落请用 {%p。", "misplaced")
        return
    beside = {"p": tag.line.text, "tr": tag.line.cells}.get(tag.letter, tag.text).replace(tag.text, "", 1).strip()
    if beside:
        kind = _SPAN[tag.letter]
        found.fault(
            tag.line, tag.at, f"“{tag.text}”要独占一{'段' if tag.letter == 'p' else '行'}，现在同一{kind}里还有“{beside[:20]}”，会丢失",
            f"请把它放到单独的一{'段' if tag.letter == 'p' else '行'}。", "misplaced",
        )  # fmt: skip


def sources(lines: Sequence[Line], tags: Sequence[Tag]) -> Iterator[tuple[list[Line], str]]:
    """Each part as text for Jinja: line for line, tags without their letters, nothing else."""
    by_line: dict[int, list[Tag]] = {}
    for tag in tags:
        by_line.setdefault(tag.number, []).append(tag)
    for part in dict.fromkeys(line.part for line in lines):
        own = [(number, line) for number, line in enumerate(lines) if line.part == part]
        text = [" ".join(_bare(tag) for tag in by_line.get(number, ())) for number, _ in own]
        yield [line for _, line in own], "\n".join(text)


def _bare(tag: Tag) -> str:
    return f"{{%{tag.inside}%}}" if tag.statement else f"{{{{{tag.inside}}}}}"
