"""What a Word file carries beside its text: programs, objects, things fetched from elsewhere. Bytes in, dangers out; pure.

A template comes from anywhere and its papers go to everyone. So it is looked at part by part before anything of it is used;
XML is read without entities, without the network, and nothing is unpacked that the directory does not allow.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree

from archive.errors import ReadError

MOST_FILE: Final = 32 * 1024 * 1024
MOST_UNPACKED: Final = 64 * 1024 * 1024
MOST_PICTURE: Final = 8 * 1024 * 1024
MOST_PARTS: Final = 2_000
"""Limits of a template, in bytes and parts. A letterhead with a scanned seal has some 200 kB."""
_RATIO: Final = 200
_SMALL: Final = 1024 * 1024
_SMALLER: Final = "请在 Word 里压缩图片（图片格式 → 压缩图片），另存后再试。"
_FEWER: Final = "表格、文字过多：请在 Word 里删去不用的行和内容，另存后再试。"
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FIELDS: Final = frozenset({
    "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "REF", "SEQ", "TOC", "STYLEREF", "SYMBOL", "EQ", "FORMTEXT",
    "FORMCHECKBOX", "=", "HYPERLINK",
})  # fmt: skip
"""Fields that only count, refer inside the file or set characters; all others fetch or run something."""
_LINKS: Final = ("http://", "https://", "mailto:")
_PROGRAMS: Final = (
    ".exe",
    ".dll",
    ".com",
    ".bat",
    ".cmd",
    ".ps1",
    ".vbs",
    ".js",
    ".hta",
    ".lnk",
    ".scr",
    ".jar",
    ".swf",
)
_PICTURES: Final = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf")
_RELATIONS: Final = {
    "aFChunk": "嵌入的另一份文件（altChunk）",
    "oleObject": "嵌入的对象（OLE）",
    "package": "嵌入的另一份文件",
    "control": "ActiveX 控件",
    "attachedTemplate": "附着的外部模板（attachedTemplate）",
    "subDocument": "子文档",
    "frame": "框架网页",
    "vbaProject": "宏",
    "wordVbaData": "宏",
    "mailMergeSource": "邮件合并的数据源",
    "mailMergeHeaderSource": "邮件合并的数据源",
    "keyMapCustomizations": "自定义的按键命令",
    "attachedToolbars": "自定义的工具栏",
    "video": "视频",
    "audio": "音频",
}
"""Relations a template may not have, inside the file or outside."""
_ELEMENTS: Final = {
    "altChunk": "嵌入的另一份文件（altChunk）",
    "object": "嵌入的对象（OLE）",
    "OLEObject": "嵌入的对象（OLE）",
    "control": "ActiveX 控件",
    "subDoc": "子文档",
    "attachedTemplate": "附着的外部模板（attachedTemplate）",
    "mailMerge": "邮件合并的数据源",
    "dataBinding": "绑定到隐藏数据的内容控件（打开后会盖掉填写的内容）",
    "ins": "没有接受的修订",
    "del": "没有接受的修订",
    "moveFrom": "没有接受的修订",
    "moveTo": "没有接受的修订",
}
_PARTS: Final = {"document": "正文", "settings": "文档设置", "styles": "样式", "comments": "批注", "footnotes": "脚注"}
_BROKEN: Final = (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Danger:
    """One thing a template must not have."""

    place: str
    """Which part of the file, and which paragraph of it, in Chinese."""
    what: str
    """In Chinese, as the object of “有”."""
    advice: str
    code: str
    """``macro``, ``external_content``, ``embedded``, ``field_code``, ``entity``, ``too_large``, ``damaged`` or ``revisions``."""


def dangers(data: bytes) -> tuple[Danger, ...]:
    """All that a template must not have; empty for a harmless one.

    Raises ReadError (``damaged``, ``encrypted``) for what is no zip file that can be read.
    """
    if len(data) > MOST_FILE:
        return (too_large_file(len(data)),)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            members = [info for info in packed.infolist() if not info.is_dir()]
            if found := tuple(_of_directory(members)):
                return found  # nothing of such a file is unpacked
            return tuple(dict.fromkeys(danger for info in members for danger in _of_part(info, packed.read(info))))
    except _BROKEN as problem:
        raise ReadError(
            "不是完好的 Word 文档（.docx）。", "请用 Word 另存为 .docx 后再试。", code="damaged"
        ) from problem


def too_large_file(size: int) -> Danger:
    """A file of so many bytes is not looked at."""
    return _too_large("文件", f"{size / 1024**2:.0f} MB", MOST_FILE)


def _of_directory(members: list[zipfile.ZipInfo]) -> Iterator[Danger]:
    if any(info.flag_bits & 1 for info in members):
        raise ReadError("文件已加密，需要密码才能打开。", "请去掉密码，另存后再试。", code="encrypted")
    names = [info.filename.lower() for info in members]
    if len(members) > MOST_PARTS:
        yield Danger(
            "压缩包",
            f"{len(members)} 个部件，超过 {MOST_PARTS} 个",
            "请在 Word 里新建一份，复制内容后另存。",
            "too_large",
        )
    if len(set(names)) != len(names):
        yield Danger("压缩包", "两个同名的部件", "文件被人做过手脚：请在 Word 里新建一份，复制内容后另存。", "damaged")
    for info in members:
        name = info.filename
        if name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or ":" in name:
            yield Danger(f"部件 {name[:80]}", "指到文件以外的路径", "文件被人做过手脚，请不要使用。", "damaged")
        if name.lower().endswith(_PICTURES) and info.file_size > MOST_PICTURE:
            yield _too_large(f"图片 {name}", f"{info.file_size / 1024**2:.0f} MB", MOST_PICTURE)
        elif info.file_size > _SMALL and info.file_size > _RATIO * max(info.compress_size, 1):
            yield Danger(
                f"部件 {name}", f"解压后 {info.file_size / 1024**2:.0f} MB 的内容（可能是压缩炸弹）", "请核对来源，不要使用。", "too_large"
            )  # fmt: skip
    if sum(info.file_size for info in members) > MOST_UNPACKED:
        whole = sum(info.file_size for info in members)
        largest = max(members, key=lambda info: info.file_size)
        advice = _FEWER if largest.filename.endswith(".xml") else _SMALLER
        yield _too_large("文件（解压后）", f"{whole / 1024**2:.0f} MB", MOST_UNPACKED, advice)


def _too_large(place: str, size: str, most: int, advice: str = _SMALLER) -> Danger:
    limit = f"上限 {most // 1024**2} MB"
    return Danger(place, f"{size}，超过{limit}", advice, "too_large")


def _of_part(info: zipfile.ZipInfo, data: bytes) -> Iterator[Danger]:
    name = info.filename
    lower = name.lower()
    base = posixpath.basename(lower)
    if base.startswith(("vbaproject", "vbadata")) or lower.startswith("word/_rels/vbaproject"):
        yield _macro(f"部件 {name}")
    elif lower.startswith(("word/embeddings/", "word/activex/")) or "oleobject" in base:
        yield Danger(f"部件 {name}", "嵌入的对象（OLE、ActiveX）", "请删去对象，需要的内容截成图片插入。", "embedded")
    elif lower.endswith(_PROGRAMS):
        yield Danger(f"部件 {name}", "程序文件", "请不要使用，并核对来源。", "macro")
    elif lower.endswith((".svg", ".html", ".htm", ".mht", ".mhtml", ".rtf", ".docx", ".doc")):
        yield Danger(
            f"部件 {name}", "可以引入外部内容的嵌入文件", "请改为普通图片（PNG、JPG）或直接粘贴文字。", "embedded"
        )
    elif lower.endswith((".xml", ".rels")):
        yield from _of_xml(name, data)


def _macro(place: str) -> Danger:
    return Danger(place, "宏（程序）", "公文模板不应带宏：请另存为不带宏的 .docx，并核对来源。", "macro")


def _of_xml(name: str, data: bytes) -> Iterator[Danger]:
    place = part_name(name)
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError as problem:
        if re.search(rb"<!\s*(?:DOCTYPE|ENTITY)", data[:4096]):
            yield _entity(place)
        else:
            yield Danger(place, f"读不懂的内容（{problem.msg}）", "文件可能损坏，请在 Word 里打开后另存。", "damaged")
        return
    about: Any = root.getroottree().docinfo
    if about.doctype:  # also one without a body
        yield _entity(place)
        return
    if name.endswith(".rels"):
        yield from _of_relations(name, root)
    elif name == "[Content_Types].xml":
        if b"macroEnabled" in data:
            yield _macro("文件类型声明")
    elif name.startswith("word/"):
        yield from _of_elements(place, root)
        yield from _of_fields(place, root)


def _entity(place: str) -> Danger:
    return Danger(
        place,
        "XML 实体或文档类型声明（可用来读取本机文件、撑满内存）",
        "Word 不会写出这种内容，请不要使用。",
        code="entity",
    )


def _of_relations(name: str, root: etree._Element) -> Iterator[Danger]:
    owner = part_name(posixpath.basename(name).removesuffix(".rels"))
    for relation in root.iter("{*}Relationship"):
        kind = relation.get("Type", "").rpartition("/")[2]
        target = relation.get("Target", "")
        shown = f"“{target[:80]}”"
        outside = relation.get("TargetMode") == "External"
        if kind in ("vbaProject", "wordVbaData"):
            yield _macro(owner)
        elif kind in _RELATIONS:
            code = "external_content" if outside or kind == "attachedTemplate" else "embedded"
            yield Danger(f"{owner}{shown}", _RELATIONS[kind], "请在 Word 里删去、断开，另存后再试。", code)
        elif outside and kind == "image":
            yield Danger(
                f"{owner}{shown}", "从外部取来的图片", "请把图片插入到文件里（不选“链接到文件”）。", "external_content"
            )
        elif outside and not (kind == "hyperlink" and target.lower().startswith(_LINKS)):
            yield Danger(
                f"{owner}{shown}",
                "指向外部的关系",
                "请断开链接（文件 → 信息 → 编辑指向文件的链接）。",
                code="external_content",
            )
        elif not outside and re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|\\\\|//", target):
            yield Danger(f"{owner}{shown}", "指到文件以外的关系", "文件被人做过手脚，请不要使用。", "external_content")


def _of_elements(place: str, root: etree._Element) -> Iterator[Danger]:
    for element in root.iter(*(f"{{*}}{name}" for name in _ELEMENTS)):
        local = etree.QName(element).localname
        where, what = f"{place}{_near(element)}", _ELEMENTS[local]
        if local in ("ins", "del") and _is_mark(element):
            continue
        if "修订" in what:
            yield Danger(where, what, "请在“审阅”里接受或拒绝全部修订，另存后再试。", code="revisions")
        else:
            yield Danger(where, what, "请在 Word 里删去，另存后再试。", code="embedded")


def _is_mark(element: etree._Element) -> bool:
    """True for names that mean something else in mathematics and drawings."""
    return not element.tag.startswith(_W)


def _of_fields(place: str, root: etree._Element) -> Iterator[Danger]:
    """Every field code, also one cut into runs, spread over paragraphs or put into another field."""
    for simple in root.iter(f"{_W}fldSimple"):
        yield from _of_code(place, simple, simple.get(f"{_W}instr", ""))
    open_codes: list[list[str]] = []
    for node in root.iter(f"{_W}fldChar", f"{_W}instrText", f"{_W}delInstrText"):
        if node.tag != f"{_W}fldChar":
            if open_codes:
                open_codes[-1].append(node.text or "")
            else:
                yield from _of_code(place, node, node.text or "")
        elif node.get(f"{_W}fldCharType") == "begin":
            open_codes.append([])
        elif open_codes:
            code = "".join(open_codes[-1])
            if node.get(f"{_W}fldCharType") == "separate":
                open_codes[-1] = [code]
            else:
                open_codes.pop()
                yield from _of_code(place, node, code)
    for left in open_codes:
        yield Danger(
            place, f"没有结束的域“{''.join(left)[:40]}”", "请在 Word 里删去这个域，另存后再试。", code="field_code"
        )


def _of_code(place: str, node: etree._Element, code: str) -> Iterator[Danger]:
    words = code.split()
    kind = "=" if code.strip().startswith("=") else words[0].upper() if words else ""
    links = kind == "HYPERLINK" and not re.search(r"\\l\b", code) and not re.search(r"\"(?:https?://|mailto:)", code)
    if kind not in _FIELDS or links:
        shown = " ".join(words)[:60] or "（空）"
        yield Danger(
            f"{place}{_near(node)}", f"会取外部内容或运行程序的域“{shown}”", "请在域上按 Ctrl+Shift+F9 变成文字，另存后再试。", code="field_code"
        )  # fmt: skip


def _near(node: etree._Element) -> str:
    """``第3段“……”`` for something in a paragraph, counted in its part."""
    paragraph = node if node.tag == f"{_W}p" else next(node.iterancestors(f"{_W}p"), None)
    if paragraph is None:
        return ""
    everyone = paragraph.getroottree().iter(f"{_W}p")
    number = next(number for number, one in enumerate(everyone, start=1) if one is paragraph)
    text = "".join(t.text or "" for t in paragraph.iter(f"{_W}t"))[:20]
    return f"第{number}段" + (f"“{text}”" if text else "")


def part_name(name: str) -> str:
    """A part as a clerk would call it."""
    base = posixpath.basename(name).removesuffix(".xml")
    kind = re.sub(r"\d+$", "", base)
    if name.startswith("customXml"):
        return f"隐藏数据 {name}"
    if kind in ("header", "footer"):
        return f"{'页眉' if kind == 'header' else '页脚'}{base[len(kind) :]}"
    return _PARTS.get(base, f"部件 {name}" if base else "文件")
