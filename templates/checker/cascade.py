"""The look a run or a paragraph really has: defaults, styles, then what stands on it itself (ISO/IEC 29500-1, 17.7.2)."""

from __future__ import annotations

from typing import Any, Final

from docx.oxml.ns import qn

from templates.checker.paper import Border, Node

Looks = dict[str, Any]

_VAL: Final = qn("w:val")
_ALIGN: Final = {"start": "left", "end": "right", "both": "both", "justify": "both"}
_THEME: Final = {"eastAsia": "eastAsiaTheme", "hAnsi": "asciiTheme"}
_HAN_SCRIPT: Final = "Hans"
_OFF: Final = frozenset({"0", "false", "off"})
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


class Cascade:
    """Looks by style, each worked out once."""

    def __init__(self, styles: Node, theme: Node | None) -> None:
        self._theme = theme_fonts(theme)
        self._styles = {style.get(qn("w:styleId")): style for style in styles.iterfind(qn("w:style"))}
        self._default = next(
            (
                style.get(qn("w:styleId"))
                for style in styles.iterfind(qn("w:style"))
                if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in ("1", "true")
            ),
            None,
        )
        self._paragraph: dict[str | None, tuple[Looks, Looks]] = {}
        defaults = styles.find(qn("w:docDefaults"))
        self._base: tuple[Looks, Looks] = ({}, {"size": 10.0})
        if defaults is not None:
            paragraph = defaults.find(f"{qn('w:pPrDefault')}/{qn('w:pPr')}")
            run = defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}")
            self._base = (paragraph_looks(paragraph), {"size": 10.0} | self.run_looks(run))

    @property
    def size(self) -> float:
        """Points of the default style: what a grid of characters counts with."""
        return float(self.style(None)[1]["size"])

    def name(self, style: str | None) -> str:
        """Name of a style, as Word shows it."""
        node = self._styles.get(style or self._default)
        name = node.find(qn("w:name")) if node is not None else None
        return str(name.get(_VAL, "")) if name is not None else ""

    def style(self, style: str | None) -> tuple[Looks, Looks]:
        """(paragraph, run) looks of a paragraph in that style, None for the default one."""
        if style not in self._styles:
            style = self._default
        known = self._paragraph.get(style)
        if known is None:
            paragraph, run = dict(self._base[0]), dict(self._base[1])
            for node in self._chain(style):
                merge(paragraph, paragraph_looks(node.find(qn("w:pPr"))))
                run |= self.run_looks(node.find(qn("w:rPr")))
            known = self._paragraph[style] = (paragraph, run)
        return known

    def character(self, style: str | None) -> Looks:
        """What a character style adds."""
        looks: Looks = {}
        if style in self._styles:
            for node in self._chain(style):
                looks |= self.run_looks(node.find(qn("w:rPr")))
        return looks

    def run_looks(self, properties: Node | None) -> Looks:
        """What a w:rPr says."""
        looks: Looks = {}
        if properties is None:
            return looks
        for child in properties:
            match child.tag:
                case _Tags.FONTS:
                    self._fonts(child, looks)
                case _Tags.SIZE:
                    if (half := number(child.get(_VAL))) is not None:
                        looks["size"] = half / 2
                case _Tags.COLOR:
                    color = child.get(_VAL, "")
                    looks["color"] = "" if color in ("auto", "000000") else color.upper()
                case _Tags.BOLD:
                    looks["bold"] = on(child)
                case _Tags.SPACING:
                    looks["closer"] = (number(child.get(_VAL)) or 0) / 20
                case _Tags.HIDDEN:
                    looks["hidden"] = on(child)
                case _Tags.SHADE:
                    looks["marked"] = True
        return looks

    def _fonts(self, fonts: Node, looks: Looks) -> None:
        for slot, theme in _THEME.items():
            if named := fonts.get(qn(f"w:{theme}")):
                looks[slot] = self._theme.get(named, "")
            elif named := fonts.get(qn(f"w:{slot}")) or (slot == "hAnsi" and fonts.get(qn("w:ascii"))):
                looks[slot] = named
        if hint := fonts.get(qn("w:hint")):
            looks["hint"] = hint == "eastAsia"

    def _chain(self, style: str | None) -> list[Node]:
        """The style and those it is based on, the oldest first; a circle ends where it began."""
        chain: list[Node] = []
        seen: set[str | None] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            node = self._styles[style]
            chain.append(node)
            based = node.find(qn("w:basedOn"))
            style = based.get(_VAL) if based is not None else None
        return chain[::-1]


class _Tags:
    FONTS = qn("w:rFonts")
    SIZE = qn("w:sz")
    COLOR = qn("w:color")
    BOLD = qn("w:b")
    SPACING = qn("w:spacing")
    HIDDEN = qn("w:vanish")
    SHADE = qn("w:highlight")


def paragraph_looks(properties: Node | None) -> Looks:
    """What a w:pPr says; indents as (``chars`` or ``twips``, value)."""
    looks: Looks = {}
    if properties is None:
        return looks
    for child in properties:
        match str(child.tag).rpartition("}")[2]:
            case "jc":
                align = child.get(_VAL, "left")
                looks["align"] = _ALIGN.get(align, align)
            case "ind":
                _indents(child, looks)
            case "spacing":
                _spacing(child, looks)
            case "keepNext":
                looks["together"] = on(child)
            case "pageBreakBefore":
                looks["new_page"] = on(child)
            case "framePr":
                looks["framed"] = True
            case "snapToGrid":
                looks["on_grid"] = on(child)
            case "pBdr":
                looks["borders"] = borders(child)
            case _:
                pass
    return looks


def merge(looks: Looks, over: Looks) -> None:
    """Lay ``over`` on ``looks``; an indent of nothing takes one away."""
    looks |= over


def borders(node: Node) -> tuple[Border, ...]:
    """The upper and lower lines of a w:pBdr or w:tcBorders."""
    found = []
    for child in node:
        side = str(child.tag).rpartition("}")[2]
        if side in ("top", "bottom") and child.get(_VAL) not in (None, "nil", "none"):
            color = child.get(qn("w:color"), "auto")
            points = (number(child.get(qn("w:sz"))) or 0) / 8
            found.append(Border(side, points, "" if color == "auto" else color.upper()))
    return tuple(found)


def theme_fonts(theme: Node | None) -> dict[str, str]:
    """Names of the theme's fonts by what a style calls them (``minorEastAsia``)."""
    fonts: dict[str, str] = {}
    if theme is None:
        return fonts
    for kind in ("major", "minor"):
        scheme = next(theme.iter(f"{_A}{kind}Font"), None)
        if scheme is None:
            continue
        latin, east = scheme.find(f"{_A}latin"), scheme.find(f"{_A}ea")
        named = east.get("typeface", "") if east is not None else ""
        if not named:
            named = next(
                (f.get("typeface", "") for f in scheme.iterfind(f"{_A}font") if f.get("script") == _HAN_SCRIPT), ""
            )
        fonts[f"{kind}EastAsia"] = named
        fonts[f"{kind}HAnsi"] = fonts[f"{kind}Ascii"] = latin.get("typeface", "") if latin is not None else ""
    return fonts


def number(text: str | None) -> float | None:
    """A measure as files write it; None for what is none."""
    try:
        value = float(text) if text is not None else None
    except ValueError:
        return None
    return value if value is not None and abs(value) < 1e7 else None


def on(node: Node) -> bool:
    """Whether a switch is on: it is unless it says otherwise."""
    return node.get(_VAL, "1") not in _OFF


def _indents(node: Node, looks: Looks) -> None:
    for key, names in (("left", ("left", "start")), ("right", ("right", "end"))):
        for name in names:
            _measure(node, name, key, 1, looks)
    _measure(node, "firstLine", "first", 1, looks)
    _measure(node, "hanging", "first", -1, looks)


def _measure(node: Node, name: str, key: str, sign: int, looks: Looks) -> None:
    """Hundredths of a character win over twips, unless they are none."""
    twips, hundredths = number(node.get(qn(f"w:{name}"))), number(node.get(qn(f"w:{name}Chars")))
    if hundredths:
        looks[key] = ("chars", sign * hundredths / 100)
    elif twips is not None:
        looks[key] = ("twips", sign * twips)
    elif hundredths is not None:
        looks[key] = ("chars", 0.0)


def _spacing(node: Node, looks: Looks) -> None:
    for key in ("before", "after"):
        lines, twips = number(node.get(qn(f"w:{key}Lines"))), number(node.get(qn(f"w:{key}")))
        if lines:
            looks[key] = ("lines", lines / 100)
        elif twips is not None:
            looks[key] = ("twips", twips)
    if (line := number(node.get(qn("w:line")))) is not None:
        looks["line"] = line
        looks["line_rule"] = node.get(qn("w:lineRule"), "auto")
