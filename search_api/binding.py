"""Binds the file of a case: Word parts always, and one PDF a volume where LibreOffice is installed."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from archive.cases.model import Case
from archive.errors import Conflict, JuanzongError, NotFound, ReadError
from archive.extract.kinds import Kind, sniff
from archive.extract.ofd import page_sizes
from archive.extract.office import converter
from archive.extract.painter import Painter
from archive.extract.plain import decode
from archive.extract.reading import Limits
from archive.new_file import write_new
from archive.originals import Originals
from archive.record.record import Record
from archive.sheets.files import written_whole
from search_api.access import Asker, find_case
from search_api.file_items import Contents, contents_of
from templates.bind import pages, pictures
from templates.bind.complete import lacking
from templates.bind.converting import no_binder, to_pdf
from templates.bind.item import Item, Problem, Volume
from templates.bind.order import ORDERS
from templates.bind.parts import BACK, CATALOGUE, COVER, Desk, Part, parts_of, slip, text_document
from templates.bind.placed import PlacedPage, placed_document
from templates.bind.volumes import volumes_of
from templates.generate import safe_name
from templates.office.shelves import Shelf
from templates.surroundings import from_units

_PICTURES: Final = frozenset({Kind.PNG, Kind.JPEG, Kind.TIFF})
_WORD: Final = frozenset({Kind.DOCX, Kind.LEGACY_OFFICE})
_WIDTH: Final = 1654
"""Pixels of an OFD page drawn for binding: A4 at 200 dots an inch."""
_SAID: Final = 12
"""Sentences of 本卷情况说明, at most; the rest is in the check."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a file holds and lacks."""

    contents: Contents
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class BoundVolume:
    """One volume as it was written."""

    volume: Volume
    files: tuple[Path, ...]
    """Cover, catalogue, back, and the PDF if there is one."""


@dataclass(frozen=True, slots=True)
class BoundFile:
    """A file as it was bound."""

    checked: Checked
    volumes: tuple[BoundVolume, ...]
    without_pdf: JuanzongError | None
    """Why there is no PDF."""


def check(record: Record, originals: Originals, shelf: Shelf, no: str, asker: Asker) -> Checked:
    """What the file of a case holds and lacks. Raises NotFound, also if the asker may not see the case."""
    with record.read() as tx:
        case = find_case(tx, no, asker)
        contents = contents_of(tx, case, asker, shelf)
    return Checked(contents, _problems(case, contents, originals))


def _problems(case: Case, contents: Contents, originals: Originals) -> tuple[Problem, ...]:
    gone = [one for one in contents.items if one.sha256 is not None and not originals.holds(one.sha256)]
    return (
        *(
            Problem(
                f"{one.place}《{one.title}》的原件不见了。", "请从备份恢复原件文件夹，再运行 juanzong doctor 核对。"
            )
            for one in gone
        ),
        *lacking(case, contents.items, contents.papers, contents.documents),
    )


@dataclass(frozen=True, slots=True)
class Binding:
    """How files are bound."""

    record: Record
    originals: Originals
    asker: Asker
    desk: Desk
    most_pages: int
    overwrite: bool = False

    def bind(self, checked: Checked, folder: Path) -> BoundFile:
        """Write the volumes into ``folder``; originals stay as they are.

        Raises Conflict (``file_exists``), JuanzongError (``write_failed``), StorageFull.
        """
        with tempfile.TemporaryDirectory(prefix="juanzong-bind-") as name:
            room = Path(name)
            without = None if converter() is not None else no_binder()
            ready: Mapping[int, Path] = {}
            unbound: dict[int, str] = {}
            items = checked.contents.items
            workshop = _Workshop(self.record, self.originals, room)
            if without is None:
                ready, unbound = workshop.prepare(items)
            counted = [
                (item, self._pages(at, item, ready, unbound, laid=without is None)) for at, item in enumerate(items)
            ]
            problems = (
                *checked.problems,
                *(_not_bound(items[at], why) for at, why in unbound.items() if not items[at].sealed),
                *(
                    Problem(note, "要按版式装订的，请在 OFD 阅读器里另存为 PDF，收进案卷。", must=False)
                    for note in workshop.notes
                ),
            )
            checked = Checked(checked.contents, problems)
            volumes = volumes_of(counted, self.most_pages)
            made = [(volume, parts_of(self.desk, volume, len(volumes), _situation(checked))) for volume in volumes]
            names = [_names(self.desk.case.no, volume.number, len(volumes)) for volume in volumes]
            self._refuse_taken(folder, [one for named in names for one in named])
            bound = [
                self._write(volume, parts, named, folder, room if without is None else None, ready, unbound, items)
                for (volume, parts), named in zip(made, names, strict=True)
            ]
        self._note(bound)
        return BoundFile(checked, tuple(bound), without)

    def _pages(
        self, at: int, item: Item, ready: Mapping[int, Path], unbound: Mapping[int, str], *, laid: bool
    ) -> int | None:
        if not laid:
            return None if item.paper_id is not None else item.pages
        return 1 if at in unbound else pages.count_pages(ready[at])

    def _refuse_taken(self, folder: Path, names: Sequence[str]) -> None:
        taken = [folder / name for name in names if (folder / name).exists()]
        if taken and not self.overwrite:
            raise Conflict(
                f"文件“{taken[0]}”已经存在，没有覆盖。",
                "重新装订请加 --overwrite；改过的封面、目录请先移走。",
                code="file_exists",
            )

    def _write(
        self, volume: Volume, parts: tuple[Part, Part, Part], names: Sequence[str], folder: Path, room: Path | None,
        ready: Mapping[int, Path], unbound: Mapping[int, str], items: Sequence[Item],
    ) -> BoundVolume:  # fmt: skip
        files = []
        for part, name in zip(parts, names, strict=False):
            write_new(folder / name, part.data, overwrite=self.overwrite)
            files.append(folder / name)
        if room is not None:
            target = folder / names[3]
            self._write_pdf(volume, parts, target, room, ready, unbound, items)
            files.append(target)
        return BoundVolume(volume, tuple(files))

    def _write_pdf(
        self, volume: Volume, parts: tuple[Part, Part, Part], target: Path, room: Path,
        ready: Mapping[int, Path], unbound: Mapping[int, str], items: Sequence[Item],
    ) -> None:  # fmt: skip
        places = {id(item): at for at, item in enumerate(items)}
        words: dict[str, Path] = {}
        for part in parts:
            words[part.name] = _kept(room / f"v{volume.number}-{part.name}.docx", part.data)
        for placed in volume.placed:
            at = places[id(placed.item)]
            if at in unbound:
                item = placed.item
                lines = [f"文号：{item.number}" if item.number else "", unbound[at], f"保存在：{item.place}"]
                words[str(at)] = _kept(room / f"slip-{at}.docx", slip(item.title, [one for one in lines if one]))
        pdfs = to_pdf(words, room)
        if missing := [name for name in words if name not in pdfs]:
            raise ReadError(
                f"LibreOffice 没有转成 PDF：{'、'.join(missing)}。",
                "Word 文件都已写好；请关闭正在运行的 LibreOffice，再运行一次。",
                code="not_converted",
            )
        titles = ORDERS[self.desk.case.kind]
        bound = [pages.Bound(pdfs[COVER], COVER), pages.Bound(pdfs[CATALOGUE], CATALOGUE)]
        for placed in volume.placed:
            at, item = places[id(placed.item)], placed.item
            file = pdfs[str(at)] if at in unbound else ready[at]
            label = f"{placed.seq} {item.title}" + (f" {item.number}" if item.number else "")
            bound.append(pages.Bound(file, label, titles[item.section].title, item.angles if at in ready else None))
        bound.append(pages.Bound(pdfs[BACK], BACK))
        with written_whole(target) as whole:
            pages.bind(bound, f"{self.desk.case.no} {self.desk.case.title}", whole)

    def _note(self, bound: Sequence[BoundVolume]) -> None:
        said = {
            "files": [file.name for one in bound for file in one.files],
            "items": sum(len(one.volume.placed) for one in bound),
            "pages": [one.volume.pages for one in bound],
        }
        with self.record.write() as tx:
            tx.log("case.bind", f"case:{self.desk.case.no}", after=said)


class _Workshop:
    """Makes PDFs of everything that is to be bound, in a working folder."""

    def __init__(self, record: Record, originals: Originals, room: Path) -> None:
        self._record = record
        self._originals = originals
        self._room = room
        self.notes: list[str] = []
        """What was bound otherwise than it looks, in Chinese."""

    def prepare(self, items: Sequence[Item]) -> tuple[dict[int, Path], dict[int, str]]:
        """By the item's place: its PDF, or why it cannot be bound."""
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
            ready[int(key)] = pdf
        for key in words:
            if int(key) not in ready:
                unbound[int(key)] = "LibreOffice 打不开这份文件。"
        return ready, unbound

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
            target = _kept(self._room / f"item-{at}.docx", text_document(decode(original.read_bytes())[0]))
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
        self.notes.append(
            f"{item.place}《{item.title}》是 OFD 版式文件，装入的是它的文字，照原来的位置；线条、印章以原件为准。"
        )
        sizes = page_sizes(original, Limits())
        placed = [
            PlacedPage(*size, page.lines, drawn.get(page.number))
            for page, size in zip(read, sizes, strict=False)
        ]  # fmt: skip
        return _kept(self._room / f"item-{at}.fodt", placed_document(placed))


def _drawn(painter: Painter, original: Path, number: int) -> bytes | None:
    """The picture of a page; None for a page of text."""
    try:
        return painter.draw(original, number, 0, _WIDTH)
    except NotFound:
        return None


def _not_bound(item: Item, why: str) -> Problem:
    advice = "请换一种格式重新收进案卷，或者装订后插入原件。"
    return Problem(f"{item.place}《{item.title}》没有装入：{why}", advice)


def _why(problem: Exception) -> str:
    return problem.message if isinstance(problem, JuanzongError) else "文件读不出来。"


def _kept(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def _names(no: str, number: int, of: int) -> list[str]:
    head = safe_name(no) + (f" 第{number}卷" if of > 1 else "")
    return [f"{head} {COVER}.docx", f"{head} {CATALOGUE}.docx", f"{head} {BACK}.docx", f"{head} 卷宗.pdf"]


def _situation(checked: Checked) -> list[str]:
    must = [one.what for one in checked.problems if one.must]
    said = [*checked.contents.left_out, *must]
    if len(said) > _SAID:
        said = [*said[:_SAID], f"另有{len(said) - _SAID}项，见装订时的核对结果。"]
    return said


def desk_of(record: Record, case: Case, operator: str, today: dt.date, typed: Mapping[str, str]) -> Desk:
    """What the parts of a case's file are made with."""
    with record.read() as tx:
        around = from_units(tx.organisation.units())
    return Desk(case, around, operator, today, typed)
