"""The runs of one paragraph with the looks they really have, in order."""

from __future__ import annotations

from typing import Final

from docx.oxml.ns import qn

from templates.checker.cascade import Cascade, Looks
from templates.checker.paper import Node, Piece, Run

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
SKIPPED: Final = frozenset(
    f"{_W}{name}"
    for name in (
        *(
            "del",
            "moveFrom",
            "delText",
            "instrText",
            "delInstrText",
            "pPr",
            "rPr",
            "sectPr",
            "tblPr",
            "tblGrid",
            "trPr",
        ),
        *("tcPr", "sdtPr", "sdtEndPr", "rt", "rubyPr", "fldData", "softHyphen", "annotationRef"),
    )
)
"""What holds no text of the paper as it stands."""


class Collector:
    """Runs of one paragraph, in order."""

    def __init__(self, cascade: Cascade, base: Looks, boxes: list[Node]) -> None:
        self.cascade, self.base, self.boxes = cascade, base, boxes
        self.runs: list[Run] = []
        self.page_break = self.break_inside = False
        self.at = 0

    def walk(self, parent: Node) -> None:
        """Collect what stands in a paragraph, or in what holds some of its runs."""
        for child in parent:
            tag = child.tag
            if tag == f"{_W}r":
                self._run(child)
            elif tag == f"{_MC}AlternateContent":
                for chosen in child[:1]:
                    self.walk(chosen)
            elif tag == f"{_W}txbxContent":
                self.boxes.append(child)
            elif isinstance(tag, str) and tag not in SKIPPED:
                self.walk(child)

    def _run(self, node: Node) -> None:
        properties = node.find(f"{_W}rPr")
        looks = dict(self.base)
        if properties is not None:
            style = properties.find(f"{_W}rStyle")
            if style is not None:
                looks |= self.cascade.character(style.get(qn("w:val")))
            looks |= self.cascade.run_looks(properties)
        start, text, pieces = self.at, "", []
        for child in node:
            match child.tag:
                case _Tags.TEXT:
                    if child.text:
                        pieces.append(Piece(start + len(text), child))
                        text += child.text
                case _Tags.BREAK if child.get(qn("w:type")) in ("page", "column"):
                    inside = bool(start or text)
                    self.page_break, self.break_inside = self.page_break or not inside, self.break_inside or inside
                case _Tags.BREAK | _Tags.RETURN:
                    text += "\n"
                case _Tags.TAB | _Tags.PTAB:
                    text += "\t"
                case _Tags.HYPHEN:
                    text += "-"
                case _Tags.SYMBOL:
                    text += "•"
                case _ if isinstance(child.tag, str) and child.tag not in SKIPPED:
                    self.walk_boxes(child)
        self.at += len(text)
        if text:
            self.runs.append(
                Run(
                    start=start,
                    text=text,
                    font=looks.get("eastAsia", ""),
                    latin=looks.get("hAnsi", ""),
                    hinted=bool(looks.get("hint")),
                    size=float(looks["size"]),
                    color=looks.get("color", ""),
                    bold=bool(looks.get("bold")),
                    closer=float(looks.get("closer", 0)),
                    hidden=bool(looks.get("hidden")),
                    node=node,
                    pieces=tuple(pieces),
                )
            )

    def walk_boxes(self, node: Node) -> None:
        """Text boxes in a drawing; of two renderings of the same the first."""
        for child in node:
            if child.tag == f"{_W}txbxContent":
                self.boxes.append(child)
            elif child.tag == f"{_MC}Fallback":
                continue
            elif isinstance(child.tag, str):
                self.walk_boxes(child)


class _Tags:
    TEXT = f"{_W}t"
    BREAK = f"{_W}br"
    RETURN = f"{_W}cr"
    TAB = f"{_W}tab"
    PTAB = f"{_W}ptab"
    HYPHEN = f"{_W}noBreakHyphen"
    SYMBOL = f"{_W}sym"
