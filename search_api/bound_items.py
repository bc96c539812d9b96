"""Makes the papers of a case's file ready to be bound: every one a PDF, whatever it came as."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from archive.errors import JuanzongError, NotFound, ReadError
from archive.extract.kinds import Kind, sniff
from archive.extract.ofd_drawing import Drawing, drawings
from archive.extract.painter import Painter
from archive.extract.plain import decode
from archive.extract.reading import Limits
from archive.originals import Originals
from archive.record.record import Record
from templates.bind import pages, pictures
from templates.bind.converting import to_pdf
from templates.bind.item import Item
from templates.bind.parts import text_document
from templates.bind.placed import PlacedPage, placed_document
from templates.bind.under import lay_under

_PICTURES: Final = frozenset({Kind.PNG, Kind.JPEG, Kind.TIFF})
_WORD: Final = frozenset({Kind.DOCX, Kind.LEGACY_OFFICE})
_WIDTH: Final = 1654
"""Pixels of an OFD page drawn for binding: A4 at 200 dots an inch."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """The papers of a file, ready to be bound or not; all by their place among the items."""

    items: Sequence[Item]
    ready: Mapping[int, Path]
    """PDFs."""
    unbound: Mapping[int, str]
    """Why one cannot be bound."""
    notes: Sequence[str] = ()
    """What was bound otherwise than it looks, in Chinese."""


class Workshop:
    """Makes PDFs of everything that is to be bound, in a working folder."""

    def __init__(self, record: Record, originals: Originals, room: Path) -> None:
        self._record = record
        self._originals = originals
        self._room = room
        self._under: dict[int, list[Drawing]] = {}
        """By the item's place: what is laid under its words."""
        self._notes: list[str] = []

    def prepare(self, items: Sequence[Item]) -> Prepared:
        """Each of them as a PDF, or why it cannot be bound."""
        ready: dict[int, Path] = {}
        unbound: dict[int, str] = {}
        words: dict[str, Path] = {}
        with Painter(1) as painter:
            for at, item in enumerate(items):
                if item.sealed:
                    unbound[at] = "密件，另行保管，没有装入。"
                    continue
                try:
                    made = self._made(at, item, painter)
                except (JuanzongError, OSError) as problem:
                    unbound[at] = _why(problem)
                    continue
                if made.suffix == ".pdf":
                    ready[at] = made
                else:
                    words[str(at)] = made
        for key, pdf in to_pdf(words, self._room).items():
            ready[int(key)] = self._underlaid(int(key), items[int(key)], pdf)
        for key in words:
            if int(key) not in ready:
                unbound[int(key)] = "LibreOffice 打不开这份文件。"
        return Prepared(items, ready, unbound, self._notes)

    def _made(self, at: int, item: Item, painter: Painter) -> Path:
        """A PDF, or a document LibreOffice can convert."""
        if item.sha256 is None:
            raise NotFound("没有收到文件内容。")
        original = self._originals.path(item.sha256)
        if not self._originals.verify(item.sha256):
            raise ReadError(
                "原件的内容与收进时不同（校验值不符）。",
                "请从备份恢复原件，再运行 juanzong doctor 核对。",
                code="damaged",
            )
        kind = sniff(original).kind
        target = self._room / f"item-{at}.pdf"
        if kind is Kind.PDF:
            pages.flattened(original, target)
        elif kind in _PICTURES:
            pictures.write_pictures(original, target)
        elif kind is Kind.OFD:
            target = self._ofd(at, item, original, painter)
        elif kind in _WORD:
            suffix = ".docx" if kind is Kind.DOCX else ".doc"
            target = Path(shutil.copyfile(original, self._room / f"item-{at}{suffix}"))
        elif kind is Kind.TEXT:
            target = kept(self._room / f"item-{at}.docx", text_document(decode(original.read_bytes())[0]))
        else:
            raise ReadError(f"{sniff(original).label}不能装订。", "请另存为 PDF 后重新收进案卷。", code="unsupported")
        return target

    def _ofd(self, at: int, item: Item, original: Path, painter: Painter) -> Path:
        """The pictures of its pages; where a page has none, its text where it stands on the page, which is said."""
        target = self._room / f"item-{at}.pdf"
        numbers = range(1, (item.pages or 0) + 1)
        drawn = {number: _drawn(painter, original, number) for number in numbers}
        found = [picture for picture in drawn.values() if picture is not None]
        if found and len(found) == len(drawn):
            pictures.write_drawn(iter(found), 200.0, target)
            return target
        with self._record.read() as tx:
            read = tx.documents.pages_of(item.document_id or 0)
        if not found and not any(page.text.strip() for page in read):
            raise NotFound("OFD 文件没有读出内容。")
        self._notes.append(
            f"{item.place}《{item.title}》是 OFD 版式文件，装入的文字、线条、图片照原来的位置重排，字体可能不同；以原件为准。"
        )
        limits = Limits()
        under = [
            one if drawn.get(number) is None else _bare(one) for number, one in enumerate(drawings(original, limits), 1)
        ]
        self._under[at] = under[: len(read)]
        placed = [
            PlacedPage(one.width, one.height, page.lines, tuple(one.inks), drawn.get(page.number))
            for page, one in zip(read, under, strict=False)
        ]  # fmt: skip
        return kept(self._room / f"item-{at}.fodt", placed_document(placed))

    def _underlaid(self, at: int, item: Item, pdf: Path) -> Path:
        """The PDF with lines and pictures under its words, where it has any."""
        under = self._under.get(at, [])
        if not any(one.objects for one in under):
            return pdf
        target = self._room / f"item-{at}-drawn.pdf"
        self._notes += [f"{item.place}《{item.title}》{problem}。" for problem in lay_under(pdf, under, target)]
        return target


def _bare(drawing: Drawing) -> Drawing:
    """A page that is a picture already: nothing is drawn under it."""
    return Drawing(drawing.width, drawing.height)


def _drawn(painter: Painter, original: Path, number: int) -> bytes | None:
    """The picture of a page; None for a page of text."""
    try:
        return painter.draw(original, number, 0, _WIDTH)
    except NotFound:
        return None


def _why(problem: Exception) -> str:
    return problem.message if isinstance(problem, JuanzongError) else "文件读不出来。"


def kept(path: Path, data: bytes) -> Path:
    """The file, written."""
    path.write_bytes(data)
    return path
