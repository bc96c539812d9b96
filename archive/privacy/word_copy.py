"""A Word file for the public: its text redacted, and all a Word file hides taken out; a new file, the old one untouched.

Tracked changes are accepted (deleted text goes), comments, hidden text, pictures, embedded files, links to places
outside, custom data and the file's properties go. What stands in several runs or over several lines is found as one
text.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from lxml import etree

from archive.errors import ReadError
from archive.extract import refusals
from archive.extract.kinds import Kind, sniff
from archive.extract.reading import Limits
from archive.extract.zipcheck import check_zip
from archive.privacy.policy import Taken

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PR: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_TEXTS: Final = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_DROPPED: Final = re.compile(
    r"docProps/|customXml/|word/(?:comments|people|media/|embeddings/|activeX|vbaProject|vbaData|attachedToolbars|glossary/|printerSettings)"
)
_DROPPED_TYPES: Final = re.compile(
    r"/(?:comments\w*|people|image|oleObject|package|control|customXml\w*|core-properties|extended-properties|custom-properties|thumbnail"
    r"|attachedTemplate|glossaryDocument|vbaProject|hyperlink|printerSettings|audio|video|media)$"
)
_GONE: Final = (
    "del",
    "moveFrom",
    "commentRangeStart",
    "commentRangeEnd",
    "commentReference",
    "annotationRef",
    "object",
    "pict",
)
_REVISED: Final = (
    *(
        "rPrChange",
        "pPrChange",
        "sectPrChange",
        "tblPrChange",
        "trPrChange",
        "tcPrChange",
        "tblGridChange",
        "tblPrExChange",
    ),
    *(
        "numberingChange",
        "moveFromRangeStart",
        "moveFromRangeEnd",
        "moveToRangeStart",
        "moveToRangeEnd",
        "dataBinding",
        "proofErr",
    ),
)
_UNWRAPPED: Final = ("ins", "moveTo", "hyperlink", "smartTag", "customXml")
_SETTINGS_GONE: Final = (
    "attachedTemplate",
    "docVars",
    "trackRevisions",
    "rsids",
    "mailMerge",
    "documentProtection",
    "saveThroughXslt",
)
_BROKEN: Final = (etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, KeyError)
_WHAT: Final = "Word 文档"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
Node = Any


@dataclass(frozen=True, slots=True)
class Copied:
    """A public copy that was made."""

    data: bytes
    taken: tuple[Taken, ...]
    hidden: Counter[str]
    """What else went, by its Chinese name."""


Finder = Callable[[str], Sequence[Taken]]


def public_word(path: Path, finder: Callable[[Sequence[str]], Finder]) -> Copied:
    """The copy of a Word file.

    Args:
        path: the file.
        finder: gets the texts of all parts, the body first, so that who is named in one is known in the others; gives
            what tells of one text what is to be taken out.

    Raises:
        ReadError: it is no good Word document.
    """
    content = sniff(path)
    if content.kind is not Kind.DOCX:
        raise _refused(content.kind, content.label)
    check_zip(path, Limits(unpacked=256 * 1024 * 1024), _WHAT)
    try:
        with zipfile.ZipFile(path) as source:
            members = {info.filename: source.read(info) for info in source.infolist() if not info.is_dir()}
        return _copied(members, finder)
    except _BROKEN as problem:
        raise refusals.damaged(_WHAT) from problem


def _refused(kind: Kind, label: str) -> ReadError:
    match kind:
        case Kind.EMPTY:
            return refusals.empty()
        case Kind.ENCRYPTED_OFFICE:
            return refusals.encrypted(_WHAT)
        case Kind.BROKEN:
            return refusals.damaged(_WHAT)
        case _:
            return refusals.unsupported(
                f"{label}（公开版只能由 .docx 或文本文件生成）", "请用 Word 或 WPS 另存为 .docx 后重试。"
            )


def _copied(members: dict[str, bytes], finder: Callable[[Sequence[str]], Finder]) -> Copied:
    hidden: Counter[str] = Counter()
    taken: list[Taken] = []
    kept: dict[str, bytes] = {}
    roots: dict[str, Node] = {}
    for name, data in members.items():
        if _DROPPED.match(name):
            hidden[_said(name)] += 1
        elif _TEXTS.fullmatch(name):
            roots[name] = _parsed(data)
        elif name.endswith(".rels"):
            kept[name] = _links(data, hidden)
        elif name == "word/settings.xml":
            kept[name] = _settings(data)
        elif name == "[Content_Types].xml":
            kept[name] = _types(data)
        else:
            kept[name] = data
    for root in roots.values():
        _bare(root, hidden)
    order = sorted(roots, key=lambda name: (name != "word/document.xml", name))
    find = finder([_text_of(roots[name])[0] for name in order])
    for name in order:
        root = roots[name]
        taken += _redacted(root, find)
        kept[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in members:
            if name in kept:
                info = zipfile.ZipInfo(name, _EPOCH)  # the days of the parts are nobody's business either
                info.compress_type = zipfile.ZIP_DEFLATED
                target.writestr(info, kept[name])
    return Copied(packed.getvalue(), tuple(taken), hidden)


def _said(name: str) -> str:
    for part, label in (
        ("comments", "批注"),
        ("people", "批注人"),
        ("media/", "图片"),
        ("embeddings", "嵌入的文件"),
        ("docProps", "文件属性（作者、单位、时间）"),
        ("customXml", "附带数据"),
    ):
        if part in name:
            return label
    return "其他附带内容"


def _parsed(data: bytes) -> Node:
    return etree.fromstring(
        data, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    )


def _bare(root: Node, hidden: Counter[str]) -> None:
    """Without what is not shown: deleted and hidden text, comments, pictures, formerly other looks, names of authors."""
    for run in list(root.iter(f"{_W}r")):
        vanish = run.find(f"{_W}rPr/{_W}vanish")
        if vanish is not None and vanish.get(f"{_W}val") not in ("0", "false", "off"):
            hidden["隐藏文字"] += 1
            _remove(run)
    for name in _GONE:
        for node in list(root.iter(f"{_W}{name}")):
            if name in ("del", "moveFrom"):
                hidden["修订前的文字"] += 1
            elif name in ("object", "pict") and any(True for _ in node.iter(f"{_W}t")):
                continue  # a text box of an older program: its text is redacted like all other
            _remove(node)
    for drawing in list(root.iter(f"{_W}drawing")):
        if next(drawing.iter("{*}blip"), None) is not None:
            _remove(drawing)
    for node in list(root.iter("{*}imagedata")):
        _remove(node)
    for name in _REVISED:
        for node in list(root.iter(f"{_W}{name}")):
            _remove(node)
    for name in _UNWRAPPED:
        for node in list(root.iter(f"{_W}{name}")):
            _unwrap(node)
    for node in root.iter("{*}docPr", "{*}cNvPr"):
        for attribute in ("descr", "title"):
            node.attrib.pop(attribute, None)
    for node in root.iter():
        for attribute in [
            key for key in node.attrib if "rsid" in str(key) or str(key).endswith(("}author", "}initials"))
        ]:
            del node.attrib[attribute]


def _remove(node: Node) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def _unwrap(node: Node) -> None:
    parent = node.getparent()
    if parent is None:
        return
    at = parent.index(node)
    inner = [child for child in node if child.tag != f"{_W}customXmlPr" and child.tag != f"{_W}smartTagPr"]
    parent.remove(node)
    for offset, child in enumerate(inner):
        parent.insert(at + offset, child)


def _redacted(root: Node, find: Finder) -> list[Taken]:
    """Put what stands for a secret into its first text, and take the rest of it out of the others."""
    text, pieces = _text_of(root)
    taken = list(find(text))
    for one in reversed(taken):
        shown = one.shown
        for node, start in pieces:
            own = node.text or ""
            end = start + len(own)
            if end <= one.start or start >= one.end:
                continue
            node.text = own[: max(one.start - start, 0)] + shown + own[min(one.end - start, len(own)) :]
            node.set(_SPACE, "preserve")
            shown = ""
    return taken


def _text_of(root: Node) -> tuple[str, list[tuple[Node, int]]]:
    """The whole text, a paragraph a line, and where each w:t begins in it."""
    parts: list[str] = []
    pieces: list[tuple[Node, int]] = []
    at = 0
    for node in root.iter(f"{_W}t", f"{_W}br", f"{_W}cr", f"{_W}tab", f"{_W}p", f"{_W}noBreakHyphen"):
        name = node.tag.removeprefix(_W)
        if name == "tab" and node.getparent().tag == f"{_W}tabs":
            continue
        piece = {"t": node.text or "", "tab": "\t", "noBreakHyphen": "-"}.get(name, "\n")
        if name == "t":
            pieces.append((node, at))
        parts.append(piece)
        at += len(piece)
    return "".join(parts), pieces


def _links(data: bytes, hidden: Counter[str]) -> bytes:
    root = _parsed(data)
    for link in list(root.iter(f"{_PR}Relationship")):
        outside = link.get("TargetMode") == "External"
        if outside or _DROPPED_TYPES.search(link.get("Type", "")):
            if outside:
                hidden["指向外部的链接"] += 1
            root.remove(link)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _settings(data: bytes) -> bytes:
    root = _parsed(data)
    for name in _SETTINGS_GONE:
        for node in list(root.iter(f"{_W}{name}")):
            _remove(node)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _types(data: bytes) -> bytes:
    root = _parsed(data)
    for node in list(root):
        if _DROPPED.match(node.get("PartName", "").removeprefix("/")):
            root.remove(node)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
