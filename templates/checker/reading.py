"""Word document → ``Paper``: every paragraph with its text, its runs and the looks they really have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from lxml import etree

from archive.extract.numbering import Numbering
from templates.checker.cascade import Cascade, borders, number, on, paragraph_looks
from templates.checker.collecting import SKIPPED, Collector
from templates.checker.drawn import drawn_lines
from templates.checker.paper import (
    Border,
    Footer,
    Imprint,
    Node,
    Paper,
    Paragraph,
    Role,
    Section,
    Where,
)
from templates.checker.roles import assign
from templates.gongwen import measures as m

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_KINDS: Final = {"default": "", "even": "（双页）", "first": "（首页）"}


def read_paper(document: Document) -> Paper:
    """What the checker looks at; the document is not changed."""
    return _Reader(document).paper()


class _Reader:
    """Reads one document once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.body = document.element.body
        self.cascade = Cascade(document.styles.element, _related(document, "/theme"))
        self.numbering = Numbering(_related(document, "/numbering"), document.styles.element)
        self.paragraphs: list[Paragraph] = []
        self.furniture = 0
        self.count = self.tables = self.section = 0

    def paper(self) -> Paper:
        for block in self.body:
            self._block(block)
        sections = tuple(self._sections())
        settings = self.document.settings.element
        root = self.body.getroottree().getroot()
        headers = [p for section in sections for part in section.headers for p in part.paragraphs]
        lines = (*self._head_lines(), *(line for p in headers for line in (*p.borders, *drawn_lines(p.node))))
        parts = [self.document.part, *(part for section in self._parts() for part in section)]
        kind, roles, mark = assign(tuple(self.paragraphs), sections, lines)
        return Paper(
            kind=kind,
            paragraphs=tuple(self.paragraphs),
            roles=roles,
            sections=sections,
            lines=_above(lines, tuple(self.paragraphs), roles),
            mark=mark,
            odd_and_even=(even := settings.find(qn("w:evenAndOddHeaders"))) is not None and on(even),
            body_size=self.cascade.size,
            revisions=sum(1 for _ in root.iter(f"{_W}ins", f"{_W}del", f"{_W}moveFrom", f"{_W}moveTo")),
            comments=sum(1 for _ in root.iter(f"{_W}commentReference")),
            outside=sum(relation.is_external for part in parts for relation in part.rels.values()),
            pictured=self._pictured(),
            imprint=self._imprint(roles),
        )

    def _block(self, block: Node, table: tuple[int, int] | None = None) -> None:
        """A paragraph, a table, or what holds some of them."""
        if block.tag == f"{_W}p":
            if table is None:
                self.count += 1
            place = f"第{self.count}段" if table is None else f"第{table[0]}个表格第{table[1]}行"
            self._paragraph(block, place, Where.BODY if table is None else Where.TABLE)
            if block.find(f"{_W}pPr/{_W}sectPr") is not None:
                self.section += 1
        elif block.tag == f"{_W}tbl":
            self.tables += 1
            number_of_table = self.tables
            for row, node in enumerate(_rows(block), start=1):
                for inner in node:
                    self._block(inner, (number_of_table, row))
        elif block.tag == f"{_MC}AlternateContent":
            for chosen in block[:1]:
                self._block(chosen, table)
        elif isinstance(block.tag, str) and block.tag not in SKIPPED:
            for inner in block:
                self._block(inner, table)

    def _paragraph(self, node: Node, place: str, where: Where) -> None:
        boxes: list[Node] = []
        self.paragraphs.append(self._read(node, place, where, len(self.paragraphs), boxes))
        for box in boxes:
            for inner in box.iter(f"{_W}p"):
                if next(inner.iterancestors(f"{_W}txbxContent")) is box:
                    self._paragraph(inner, f"{place}的文本框", Where.BOX)

    def _read(self, node: Node, place: str, where: Where, index: int, boxes: list[Node]) -> Paragraph:
        properties = node.find(f"{_W}pPr")
        style_node = properties.find(f"{_W}pStyle") if properties is not None else None
        style = style_node.get(qn("w:val")) if style_node is not None else None
        paragraph_looks_, run_base = self.cascade.style(style)
        looks = paragraph_looks_ | paragraph_looks(properties)
        collected = Collector(self.cascade, run_base, boxes)
        collected.walk(node)
        size = max(collected.runs, key=lambda run: len(run.text), default=None)
        points = (size.size if size else 0) or float(run_base["size"]) or m.SIZE_3
        line, rule = looks.get("line"), looks.get("line_rule", "auto")
        return Paragraph(
            index=index,
            place=place,
            where=where,
            text="".join(run.text for run in collected.runs),
            label=self.numbering.label(node),
            runs=tuple(collected.runs),
            style=self.cascade.name(style),
            align=looks.get("align", "left"),
            first=_characters(looks.get("first"), points),
            left=_characters(looks.get("left"), points),
            right=_characters(looks.get("right"), points),
            before=_lines(looks.get("before")),
            after=_lines(looks.get("after")),
            pitch=line / 20 if line is not None and rule != "auto" else None,
            multiple=line / 240 if line is not None and rule == "auto" else 1.0,
            exact=rule == "exact",
            on_grid=bool(looks.get("on_grid", True)),
            new_page=bool(looks.get("new_page")) or collected.page_break,
            ends_page=collected.break_inside,
            together=bool(looks.get("together")),
            framed=bool(looks.get("framed")),
            borders=looks.get("borders", ()),
            section=self.section,
            node=node,
        )

    def _sections(self) -> Iterator[Section]:
        for node in (*self.body.iterfind(f"{_W}p/{_W}pPr/{_W}sectPr"), *self.body.iterfind(f"{_W}sectPr")):
            size, margins, grid = (node.find(f"{_W}{name}") for name in ("pgSz", "pgMar", "docGrid"))
            page = {name: _mm(margins, name) for name in ("top", "bottom", "left", "right", "gutter", "footer")}
            kind = grid.get(qn("w:type"), "") if grid is not None else ""
            title = node.find(f"{_W}titlePg")
            yield Section(
                width=_mm(size, "w"),
                height=_mm(size, "h"),
                top=abs(page["top"]),
                bottom=abs(page["bottom"]),
                left=page["left"],
                right=page["right"],
                gutter=page["gutter"],
                footer_distance=page["footer"],
                grid="" if kind == "default" else kind,
                grid_pitch=(number(grid.get(qn("w:linePitch"))) or 0) / 20 if grid is not None and kind else 0,
                grid_closer=(number(grid.get(qn("w:charSpace"))) or 0) / 4096 if kind == "linesAndChars" else 0,
                title_page=title is not None and on(title),
                footers=tuple(self._furniture(node, "footer", "页脚")),
                headers=tuple(self._furniture(node, "header", "页眉")),
                node=node,
            )

    def _furniture(self, section: Node, name: str, label: str) -> Iterator[Footer]:
        for reference in section.iterfind(f"{_W}{name}Reference"):
            kind = reference.get(qn("w:type"), "default")
            part = self.document.part.related_parts.get(reference.get(qn("r:id")))
            root = getattr(part, "element", None)
            if root is None:
                continue
            found, boxes = [], list[Node]()
            for node in root.iter(f"{_W}p"):
                if next(node.iterancestors(f"{_MC}Fallback"), None) is None:
                    place = f"{label}{_KINDS.get(kind, '')}"
                    found.append(self._read(node, place, Where(name), -1, boxes))
            numbered = any("PAGE" in _codes(node) for node in root.iter(f"{_W}instrText", f"{_W}fldSimple"))
            yield Footer(kind, tuple(found), numbered)

    def _parts(self) -> Iterator[list[Any]]:
        ids = [
            reference.get(qn("r:id")) for reference in self.body.iter(f"{_W}footerReference", f"{_W}headerReference")
        ]
        yield [part for part in map(self.document.part.related_parts.get, ids) if part is not None]

    def _head_lines(self) -> Iterator[Border]:
        for paragraph in self.paragraphs[:30]:
            yield from paragraph.borders
            yield from drawn_lines(paragraph.node)

    def _pictured(self) -> bool:
        """Whether a picture stands in the head, or in a header."""
        nodes = [paragraph.node for paragraph in self.paragraphs[:12]]
        nodes += [part.element for parts in self._parts() for part in parts if hasattr(part, "element")]
        return any(next(node.iter("{*}blip", "{*}imagedata"), None) is not None for node in nodes)

    def _imprint(self, roles: tuple[Role, ...]) -> Imprint:
        """Thickness of each line round the imprint, whether drawn or of cells or of paragraphs."""
        found: list[float] = []
        for paragraph, role in zip(self.paragraphs, roles, strict=True):
            if role not in (Role.COPIES, Role.PRINTED):
                continue
            cell = next(paragraph.node.iterancestors(f"{_W}tc"), None)
            own = paragraph.borders
            if cell is not None and (edges := cell.find(f"{_W}tcPr/{_W}tcBorders")) is not None:
                own = borders(edges)
            found += [line.points for line in drawn_lines(paragraph.node)]
            sides = {border.side: border.points for border in own}
            if "top" in sides and not (found and paragraph.where is Where.TABLE):
                found.append(sides["top"])
            if "bottom" in sides:
                found.append(sides["bottom"])
        return Imprint(tuple(found))


def _above(lines: tuple[Border, ...], paragraphs: tuple[Paragraph, ...], roles: tuple[Role, ...]) -> tuple[Border, ...]:
    """All lines but those of the text itself: of the paragraphs up to the title."""
    title = next((at for at, role in enumerate(roles) if role is Role.TITLE), 0)
    below = {id(border) for paragraph in paragraphs[title + 1 : 30] for border in paragraph.borders}
    return tuple(line for line in lines if id(line) not in below)


def _rows(table: Node) -> Iterator[Node]:
    for child in table:
        if child.tag == f"{_W}tr":
            yield child
        elif isinstance(child.tag, str) and child.tag not in SKIPPED:
            yield from _rows(child)


def _related(document: Document, ending: str) -> Node | None:
    """The XML of the first related part of that type."""
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(ending):
            part = relation.target_part
            element = getattr(part, "element", None)
            try:
                return element if element is not None else parse_xml(part.blob)
            except etree.XMLSyntaxError:
                return None
    return None


def _codes(node: Node) -> str:
    return f"{node.text or ''} {node.get(qn('w:instr'), '')}".upper()


def _characters(measure: tuple[str, float] | None, points: float) -> float:
    if measure is None:
        return 0.0
    unit, value = measure
    return value if unit == "chars" else value / 20 / points


def _lines(measure: tuple[str, float] | None) -> float:
    if measure is None:
        return 0.0
    unit, value = measure
    return value if unit == "lines" else value / m.LINE_TWIPS


def _mm(node: Node | None, name: str) -> float:
    value = number(node.get(qn(f"w:{name}"))) if node is not None else None
    return (value or 0) * 25.4 / 1440
