"""Filling a Word template: docxtpl's only home, and the only place that makes .docx bytes.

A template is read once: docxtpl mends its tags (Word cuts them into runs), the sandbox compiles them, and all parts
without tags are kept as they are. Filling is then a matter of writing text into a zip, so the same values give the same
bytes. docxtpl's own ``render`` is not used: it parses with ``recover=True``, which drops what it cannot read without a
word, and compiles anew every time.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import Template, TemplateSyntaxError, UndefinedError
from jinja2 import TemplateError as JinjaError
from jinja2.exceptions import SecurityError
from lxml import etree

from archive.errors import MissingFields, ReadError, TemplateError
from templates.gongwen.ending import has_end, set_end
from templates.package import MOST_FILE, dangers, too_large_file
from templates.sandbox import ENVIRONMENT, Blank, TooMuch, metered

_FILLED = re.compile(r"(?:word/(?:document|header\d*|footer\d*|footnotes|endnotes)|docProps/core)\.xml")
_BREAK = re.compile(r"<w:t(?: [^>]*)?>[^<]*[\n\t\a\f]")
_LEFT_OVER = re.compile(r"[{｛]\s*[{｛%％#]|[}｝%％#]\s*[}｝]")
_TAG = re.compile(r"\{[{%]")
_BLOCK = re.compile(r"\{%[-+]?\s*(end)?(?:for|if)\b")
MOST_NESTED = 12
"""Loops and conditions inside each other; Python itself takes 20."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class _Part:
    name: str
    source: str
    template: Template
    ends: bool
    """Whether it holds a signature, 抄送 or 版记, which stand where the length of the paper has them."""


@dataclass(frozen=True, slots=True)
class WordTemplate:
    """A template ready to be filled."""

    name: str
    version: str
    """SHA-256 of the .docx."""
    parts: tuple[_Part, ...]
    base: bytes
    """A zip of the members without tags, packed once; the filled parts are added to a copy of it."""
    places: tuple[tuple[str, str], ...]
    """(where, text) of each paragraph, for messages."""

    def fill(self, values: Mapping[str, Any]) -> bytes:
        """The filled document.

        Raises TemplateError where a tag asks for a value that is not there or for something the sandbox forbids, and
        where the result is no well-formed XML; the message says in which paragraph.
        """
        packed = io.BytesIO()
        packed.write(self.base)
        with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED, compresslevel=5) as target:
            for part in self.parts:
                target.writestr(_member(part.name), self._part(part, values), compresslevel=5)
        return packed.getvalue()

    def _part(self, part: _Part, values: Mapping[str, Any]) -> bytes:
        try:
            xml = part.template.render(metered(values))
        except UndefinedError as problem:
            raise self._failed(
                part, _line_of(problem.__traceback__), f"用到了没有的值（{problem.message}）"
            ) from problem
        except SecurityError as problem:
            raise self._failed(part, _line_of(problem.__traceback__), "用到了不允许的功能") from problem
        except Blank as problem:
            where = _where(part.source, _line_of(problem.__traceback__), self.places)
            raise MissingFields(
                f"“{problem.value.label}”是空的，模板{where}要写出来。",
                f"请在案件里补上，或者在命令后面加 --set {problem.value.key}=……",
                [(problem.value.key, problem.value.label)],
            ) from problem
        except TooMuch as problem:
            raise self._failed(part, _line_of(problem.__traceback__), f"{problem}，没有生成") from problem
        except (JinjaError, ArithmeticError, TypeError, ValueError, LookupError, RecursionError) as problem:
            raise self._failed(part, _line_of(problem.__traceback__), f"不能计算（{problem}）") from problem
        if _BREAK.search(xml):
            xml = DocxTemplate(None).resolve_listing(xml)
        data = ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + xml).encode("utf-8")
        try:
            root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, huge_tree=True))
        except etree.XMLSyntaxError as problem:
            raise TemplateError(
                f"模板“{self.name}”填写以后不是完整的 Word 内容（{part.name}：{problem.msg}）。",
                "请检查 {%p … %}、{%tr … %} 是否单独占一段或者一行，成对出现。",
            ) from problem
        if part.ends and set_end(root):
            data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return data

    def _failed(self, part: _Part, line: int, what: str) -> TemplateError:
        return TemplateError(
            f"模板“{self.name}”{_where(part.source, line, self.places)}{what}。",
            "请在 Word 里打开模板，改正这一处的标记。",
        )


def open_template(path: Path) -> WordTemplate:
    """The template of that file, compiled once and again whenever the file changes.

    Raises TemplateError for a file that is no Word document, or has tags that cannot be understood.
    """
    try:
        state = path.stat()
    except OSError as problem:
        raise TemplateError(f"找不到模板文件 {path.name}。", "请检查模板文件夹，必要时重新安装。") from problem
    return _compile(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=128)
def _compile(path: Path, _changed: int, _size: int) -> WordTemplate:
    data = _harmless(path)
    try:
        document = DocxTemplate(io.BytesIO(data))
        document.init_docx()
        with zipfile.ZipFile(io.BytesIO(data)) as source:
            members = [(info.filename, source.read(info)) for info in source.infolist() if not info.is_dir()]
        places = tuple(_places(document))
        filled = [(name, _patched(document, blob)) for name, blob in members if _FILLED.fullmatch(name)]
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, etree.XMLSyntaxError, OSError) as problem:
        raise TemplateError(
            f"模板文件 {path.name} 不是完好的 Word 文档（.docx）。", "请用 Word 另存为 .docx 后再试。"
        ) from problem
    parts = tuple(
        part for part in (_part(path.stem, name, source, places) for name, source in filled) if _TAG.search(part.source)
    )
    names = {part.name for part in parts}
    return WordTemplate(
        name=path.stem,
        version=hashlib.sha256(data).hexdigest(),
        parts=parts,
        base=_packed((name, blob) for name, blob in members if name not in names),
        places=places,
    )


def _harmless(path: Path) -> bytes:
    """The bytes of a template that carries no program and fetches nothing. Raises TemplateError for any other."""
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MOST_FILE else b""
        found = dangers(data) if size <= MOST_FILE else (too_large_file(size),)
    except OSError as problem:
        raise TemplateError(
            f"读不了模板文件 {path.name}：{problem.strerror or problem}。", "请检查文件的权限。"
        ) from problem
    except ReadError as problem:
        raise TemplateError(
            f"模板文件 {path.name} {problem.message}", problem.advice, code=problem.error_code
        ) from problem
    if found:
        first = found[0]
        more = f"（另有 {len(found) - 1} 处）" if len(found) > 1 else ""
        raise TemplateError(
            f"模板文件 {path.name} 不能用：{first.place}有{first.what}{more}。", first.advice, code=first.code
        )
    return data


def _packed(members: Iterable[tuple[str, bytes]]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target:
        for name, data in members:
            target.writestr(_member(name), data, compresslevel=9)
    return packed.getvalue()


def _member(name: str) -> zipfile.ZipInfo:
    """A member that says nothing of when it was made, so that the same values give the same bytes."""
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _patched(document: DocxTemplate, blob: bytes) -> str:
    """One part as Jinja source, each paragraph on a line of its own so that a message can name it."""
    root = etree.fromstring(blob, etree.XMLParser(resolve_entities=False, no_network=True))
    source: str = document.patch_xml(etree.tostring(root, encoding="unicode"))
    return re.sub(r"<w:p([ >])", r"\n<w:p\1", source)


def _part(template: str, name: str, source: str, places: tuple[tuple[str, str], ...]) -> _Part:
    if deep := _too_deep(source):
        raise TemplateError(
            f"模板“{template}”{_where(source, deep, places)}循环和条件套了超过 {MOST_NESTED} 层。",
            "请简化这一处的标记。",
        )
    try:
        compiled = ENVIRONMENT.from_string(source)
        words = "".join(text if kind == "data" else "\0" for _, kind, text in ENVIRONMENT.lex(source))
    except TemplateSyntaxError as problem:
        raise TemplateError(
            f"模板“{template}”{_where(source, problem.lineno, places)}标记有错误（{problem.message}）。",
            "请在 Word 里打开模板，改正这一处的标记。",
        ) from problem
    except (RecursionError, SyntaxError, MemoryError) as problem:  # what Python says of a tree it cannot take
        raise TemplateError(
            f"模板“{template}”的标记过于复杂，读不了（{name}）。", "请简化标记，不要层层嵌套。"
        ) from problem
    left_over = _LEFT_OVER.search(re.sub(r"<[^>]*>", "", words))
    if left_over:
        raise TemplateError(
            f"模板“{template}”里有没有认出来的标记“{left_over.group()}”。", "请检查花括号是否成对、是否用了全角的｛｝。"
        )
    return _Part(name, source, compiled, ends=name == "word/document.xml" and has_end(source))


def _too_deep(source: str) -> int:
    """The line on which loops and conditions stand deeper in each other than Python can take; 0 if none do."""
    depth = 0
    for match in _BLOCK.finditer(source):
        depth += -1 if match[1] else 1
        if depth > MOST_NESTED:
            return source.count("\n", 0, match.start()) + 1
    return 0


def _places(document: DocxTemplate) -> list[tuple[str, str]]:
    """Each paragraph of the body with where it stands, as a person would say it."""
    found: list[tuple[str, str]] = []
    paragraph = table = 0
    for block in document.get_docx().element.body:
        if block.tag == f"{_W}p":
            paragraph += 1
            found.append((f"第{paragraph}段", _text(block)))
        elif block.tag == f"{_W}tbl":
            table += 1
            for row, element in enumerate(block.iter(f"{_W}tr"), start=1):
                found += [(f"第{table}个表格第{row}行", _text(inner)) for inner in element.iter(f"{_W}p")]
    return found


def _text(element: etree._Element) -> str:
    return "".join(node.text or "" for node in element.iter(f"{_W}t"))


def _where(source: str, line: int, places: tuple[tuple[str, str], ...]) -> str:
    """``第3段“{{ unit }}”`` for a line of the source; only the text if it is in no paragraph of the body."""
    lines = source.split("\n")
    text = re.sub(r"<[^>]*>", "", lines[line - 1]) if 0 < line <= len(lines) else ""
    tag = re.search(r"\{[{%].*?[}%]\}", text)
    shown = (tag.group() if tag else text).strip()
    if not shown:
        return ""
    bare = _bare(shown)
    place = next((where for where, words in places if bare in _bare(words)), "")
    return f"{place}“{shown[:60]}”"


def _bare(tag: str) -> str:
    """A tag without white space and without docxtpl's letter (``{%p``), as it was before and after mending."""
    return re.sub(r"\s", "", re.sub(r"(\{[{%])(?:p|tr|tc|r)\s", r"\1", tag))


def _line_of(trace: TracebackType | None) -> int:
    """The line of the source an error arose on: the last frame Jinja has mapped back to its template."""
    line = 0
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
