"""A volume as one PDF: cover, catalogue, everything bound with its page numbers, back; bookmarks. pikepdf's home.

Page numbers are stamped as archives do: at the upper right corner of a front, at the upper left of a back. Cover,
catalogue and back bear none. What was received is copied, never changed; notes on its pages are printed into them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

import pikepdf

from archive.errors import ReadError
from archive.extract import refusals

_EDGE: Final = 28.0
"""Points from the edges of an A4 page to the page number."""
_SIZE: Final = 12.0
_FIGURE: Final = 0.556
"""Width of a figure of Helvetica, of its size."""
_A4_WIDTH: Final = 595.28


@dataclass(frozen=True, slots=True)
class Bound:
    """Pages of one paper, ready to be bound."""

    file: Path
    """A PDF."""
    title: str
    """Of its bookmark."""
    section: str = ""
    """Title of the bookmark it stands under; empty for cover, catalogue and back, which bear no numbers."""
    angles: Mapping[int, int] | None = None
    """By page from 1: degrees it is turned clockwise."""


def count_pages(file: Path) -> int:
    """Pages of a PDF made here."""
    with pikepdf.open(file) as pdf:
        return len(pdf.pages)


def flattened(file: Path, target: Path) -> int:
    """A copy whose notes and form fields are part of its pages, as they would be printed; returns its pages.

    Raises ReadError: ``encrypted`` where it opens with a password only, ``damaged`` where it cannot be mended.
    """
    try:
        with pikepdf.open(file) as pdf:
            try:
                pdf.generate_appearance_streams()
                pdf.flatten_annotations("print")
            except (pikepdf.PdfError, ValueError, RuntimeError):
                pass  # damaged notes stay what they are
            pdf.save(target)
            count = len(pdf.pages)
    except pikepdf.PasswordError as problem:
        raise ReadError("文件设了打开密码。", "请去掉密码后重新收进案卷。", code="encrypted") from problem
    except pikepdf.PdfError as problem:
        raise refusals.damaged("PDF") from problem
    if count == 0:
        raise refusals.damaged("PDF")
    return count


def bind(parts: Sequence[Bound], title: str, out: BinaryIO) -> int:
    """Write the volume; returns the number of its numbered pages."""
    with ExitStack() as opened, pikepdf.new() as volume:
        number = 0
        root: list[pikepdf.OutlineItem] = []
        sections: dict[str, pikepdf.OutlineItem] = {}
        font = volume.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        )
        for part in parts:
            source = opened.enter_context(pikepdf.open(part.file))
            at = len(volume.pages)
            volume.pages.extend(source.pages)
            for offset, page in enumerate(volume.pages[at:], 1):
                turned = (part.angles or {}).get(offset, 0)
                if turned:
                    page.rotate(turned, relative=True)
                if part.section:
                    number += 1
                    _stamp(page, number, font)
            _note(root, sections, part, at)
        with volume.open_outline() as outline:
            outline.root.extend(root)
        volume.Root.PageMode = pikepdf.Name.UseOutlines
        with volume.open_metadata(set_pikepdf_as_editor=False) as told:
            told["dc:title"] = title
        volume.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
        return number


def _note(root: list[pikepdf.OutlineItem], sections: dict[str, pikepdf.OutlineItem], part: Bound, at: int) -> None:
    item = pikepdf.OutlineItem(part.title, at)
    if not part.section:
        root.append(item)
        return
    if part.section not in sections:
        sections[part.section] = pikepdf.OutlineItem(part.section, at)
        root.append(sections[part.section])
    sections[part.section].children.append(item)


def _stamp(page: pikepdf.Page, number: int, font: pikepdf.Object) -> None:
    """The page number on white, in the corner of the page as it is looked at."""
    left, bottom, right, top = (float(value) for value in page.cropbox)
    turn = int(page.obj.get("/Rotate", _inherited(page))) % 360
    width, height = (right - left, top - bottom) if turn in (0, 180) else (top - bottom, right - left)
    scale = min(width, height) / _A4_WIDTH
    size, edge, text = _SIZE * scale, _EDGE * scale, str(number)
    wide = size * _FIGURE * len(text)
    x = width - edge - wide if number % 2 else edge
    y = height - edge - size
    seen = {
        0: f"1 0 0 1 {left:.2f} {bottom:.2f}",
        90: f"0 1 -1 0 {right:.2f} {bottom:.2f}",
        180: f"-1 0 0 -1 {right:.2f} {top:.2f}",
        270: f"0 -1 1 0 {left:.2f} {top:.2f}",
    }[turn]
    pad = 0.25 * size
    stamp = (
        f"Q q {seen} cm 1 g {x - pad:.2f} {y - pad:.2f} {wide + 2 * pad:.2f} {size + pad:.2f} re f "
        f"0 g BT /JuanzongPage {size:.2f} Tf {x:.2f} {y:.2f} Td ({text}) Tj ET Q"
    )
    page.contents_add(b"q", prepend=True)
    page.contents_add(stamp.encode())
    own = pikepdf.Dictionary(JuanzongPage=font)
    if "/Resources" not in page.obj:
        page.obj["/Resources"] = pikepdf.Dictionary()
    resources = _copied(page.obj["/Resources"])
    if "/Font" in resources:
        own = _copied(resources["/Font"])
        own["/JuanzongPage"] = font
    resources["/Font"] = own
    page.obj["/Resources"] = resources


def _copied(dictionary: pikepdf.Object) -> pikepdf.Dictionary:
    """A dictionary of its own: pages may share theirs."""
    made = pikepdf.Dictionary()
    for key in dictionary.keys():  # noqa: SIM118 - a PDF dictionary does not iterate over its keys
        made[key] = dictionary[key]
    return made


def _inherited(page: pikepdf.Page) -> int:
    """The turn a page takes over from those above it."""
    above = page.obj.get("/Parent", None)
    while above is not None:
        if "/Rotate" in above:
            return int(above["/Rotate"])
        above = above.get("/Parent", None)
    return 0
