"""Binds the file of a case: Word parts always, and one PDF a volume where LibreOffice is installed."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from archive.cases.model import Case
from archive.errors import Conflict, JuanzongError, ReadError
from archive.extract.office import converter
from archive.new_file import write_new
from archive.originals import Originals
from archive.record.record import Record
from archive.sheets.files import written_whole
from search_api.access import Asker, find_case
from search_api.bound_items import Prepared, Workshop, kept
from search_api.file_items import Contents, contents_of
from templates.bind import pages
from templates.bind.complete import lacking
from templates.bind.converting import no_binder, to_pdf
from templates.bind.item import Item, Problem, Volume
from templates.bind.order import ORDERS
from templates.bind.parts import BACK, CATALOGUE, COVER, Desk, Part, parts_of, slip
from templates.bind.volumes import volumes_of
from templates.generate import safe_name
from templates.office.shelves import Shelf
from templates.surroundings import from_units

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
            items = checked.contents.items
            prepared = Prepared(items, {}, {})
            if without is None:
                prepared = Workshop(self.record, self.originals, room).prepare(items)
            counted = [(item, self._pages(at, prepared, laid=without is None)) for at, item in enumerate(items)]
            problems = (
                *checked.problems,
                *(_not_bound(items[at], why) for at, why in prepared.unbound.items() if not items[at].sealed),
                *(
                    Problem(note, "要按版式装订的，请在 OFD 阅读器里另存为 PDF，收进案卷。", must=False)
                    for note in prepared.notes
                ),
            )
            checked = Checked(checked.contents, problems)
            volumes = volumes_of(counted, self.most_pages)
            made = [(volume, parts_of(self.desk, volume, len(volumes), _situation(checked))) for volume in volumes]
            names = [_names(self.desk.case.no, volume.number, len(volumes)) for volume in volumes]
            self._refuse_taken(folder, [one for named in names for one in named])
            bound = [
                self._write(volume, parts, named, folder, room if without is None else None, prepared)
                for (volume, parts), named in zip(made, names, strict=True)
            ]
        self._note(bound)
        return BoundFile(checked, tuple(bound), without)

    def _pages(self, at: int, prepared: Prepared, *, laid: bool) -> int | None:
        if not laid:
            item = prepared.items[at]
            return None if item.paper_id is not None else item.pages
        return 1 if at in prepared.unbound else pages.count_pages(prepared.ready[at])

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
        prepared: Prepared,
    ) -> BoundVolume:  # fmt: skip
        files = []
        for part, name in zip(parts, names, strict=False):
            write_new(folder / name, part.data, overwrite=self.overwrite)
            files.append(folder / name)
        if room is not None:
            target = folder / names[3]
            self._write_pdf(volume, parts, target, room, prepared)
            files.append(target)
        return BoundVolume(volume, tuple(files))

    def _write_pdf(
        self, volume: Volume, parts: tuple[Part, Part, Part], target: Path, room: Path, prepared: Prepared
    ) -> None:  # fmt: skip
        ready, unbound = prepared.ready, prepared.unbound
        places = {id(item): at for at, item in enumerate(prepared.items)}
        words: dict[str, Path] = {}
        for part in parts:
            words[part.name] = kept(room / f"v{volume.number}-{part.name}.docx", part.data)
        for placed in volume.placed:
            at = places[id(placed.item)]
            if at in unbound:
                item = placed.item
                lines = [f"文号：{item.number}" if item.number else "", unbound[at], f"保存在：{item.place}"]
                words[str(at)] = kept(room / f"slip-{at}.docx", slip(item.title, [one for one in lines if one]))
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


def _not_bound(item: Item, why: str) -> Problem:
    advice = "请换一种格式重新收进案卷，或者装订后插入原件。"
    return Problem(f"{item.place}《{item.title}》没有装入：{why}", advice)


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
