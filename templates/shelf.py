"""The shelf: which papers there are, on what law they rest, and what each needs.

Beside every Word template of the library lies a shelf file of the same name (TOML), so that an office can correct a
label, an example or a citation without touching the program. Fields that many papers share stand once, in
``library/common/fields.toml``; a row ``{ use = "number" }`` takes one over and may change parts of it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from archive.cases.model import Case
from archive.errors import NotFound, TemplateError

LIBRARY = Path(__file__).parent / "library"
OWN_GROUP: Final = "本单位"
GROUPS: Final = ("信访", "人民调解", "会议", "通报", OWN_GROUP)
"""The parts of the catalogue, in its order; the last holds what the office made itself."""
_NAME: Final = re.compile(r"[\w-]{1,100}")
LAYOUTS: Final = ("letter", "document", "minutes", "form", "plain")
FORMS: Final = (
    "line", "phrase", "sentence", "text", "items", "names", "copies", "list", "day", "number", "money", "choice", "rows",
)  # fmt: skip
"""How a value is written; see ``papers/forms.py``."""


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One value a paper takes, by the key of ``--set``."""

    key: str
    """Dotted; ``N`` stands for a number from 1, as in ``claims.N.opinion``."""
    label: str
    """Chinese, as the office calls it."""
    required: bool
    """Without it (and without a value from the case) the paper is not written; ``when`` may narrow this."""
    example: str = ""
    why: str = ""
    """The rule that asks for it."""
    when: str = ""
    """For a field required only sometimes: when, in Chinese."""
    form: str = "line"
    """One of ``FORMS``."""
    source: tuple[str, ...] = ()
    """Where its value is taken from if nobody types it, first one first; see ``papers/sources.py``. Empty: its key."""
    name: str = ""
    """What the template calls it; empty: the last part of the key."""
    follows: tuple[str, ...] = ()
    """Keys of the fields it is worked out from; it is not asked for while one of those is missing."""
    options: tuple[str, ...] = ()
    """What may be chosen, for ``choice``; keys of the columns, for ``rows``."""

    @property
    def tag(self) -> str:
        """Its name in the template."""
        return self.name or self.key.rpartition(".")[2]

    def by_number(self) -> tuple[FieldSpec, ...]:
        """This field, or the two of the first and the second where it is required of each."""
        return (self.at(1), self.at(2)) if self.required and ".N." in self.key else (self,)

    def at(self, number: int) -> FieldSpec:
        """This field for item ``number`` of a list: key and label with the number in place of N."""
        return replace(self, key=self.key.replace(".N.", f".{number}."), label=self.label.replace("N", str(number)))


@dataclass(frozen=True, slots=True)
class ShelfEntry:
    """One paper of the library."""

    name: str
    """What the command line calls it, such as ``reply``."""
    title: str
    code: str
    """The office's code of the paper, such as XF11."""
    basis: tuple[str, ...]
    """Citations of the law the paper rests on."""
    series: str
    """Pattern of its document numbers."""
    copies: str
    """How many are made, in Chinese."""
    fields: tuple[FieldSpec, ...]
    file: Path
    """The Word template."""
    group: str = GROUPS[0]
    layout: str = "plain"
    """One of ``LAYOUTS``."""
    addressee: str = ""
    """To whom it goes, in Chinese."""
    served_on: str = ""
    """On whom it is served with a service return (送达回证); empty if on nobody."""
    event: str = ""
    """Type of the event it is the paper of, such as ``accept``; empty if of none."""
    starts: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    """Codes of the clocks that begin and end with it (``archive/cases/clocks/rules.toml``)."""
    signers: tuple[str, ...] = ()
    """Who may sign it, in Chinese."""
    kinds: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    """Kinds, ways and classes of cases it exists for; empty: all. A case that says otherwise gets none."""
    register: str = ""
    """What it is of instead of a case: ``meeting``, ``week`` or ``month``."""
    heading: str = ""
    """Its title with the values in braces, such as ``关于{petitioner}信访事项的受理告知书``; empty: ``title``."""
    order: tuple[str, ...] = ()
    """Keys of days that may not lie before the one in front."""
    sheet: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """What its first Word template is made of; see ``gongwen/sheet.py``."""
    version: int = 0
    """Of a template of the office; 0 for a paper of the library."""
    retired: str = ""
    """Why it is out of use; empty while it is not."""

    def fits(self, case: Case) -> bool:
        """Whether the law gives it to such a case; what the case does not say keeps no paper from it."""
        return (
            (not self.kinds or case.kind.value in self.kinds)
            and (not self.classes or case.matter_class is None or case.matter_class.value in self.classes)
            and (not self.routes or case.appeal_route is None or case.appeal_route.value in self.routes)
        )

    @property
    def listed(self) -> tuple[FieldSpec, ...]:
        """The fields as they are told to who fills them in.

        What is required of each party is named party by party, two being the fewest there are; where nothing is
        required, ``N`` stands for the number of any.
        """
        return tuple(field for spec in self.fields for field in spec.by_number())

    def field(self, key: str) -> FieldSpec:
        """The field of that key; a numbered key such as ``claims.2.opinion`` finds ``claims.N.opinion``."""
        for spec in self.fields:
            if spec.key == key:
                return spec
            head, dot, tail = spec.key.partition(".N.")
            if dot and key.startswith(f"{head}.") and key.endswith(f".{tail}"):
                number = key[len(head) + 1 : -len(tail) - 1]
                if number.isdecimal():
                    return spec.at(int(number))
        raise KeyError(key)


def papers(library: Path = LIBRARY) -> tuple[ShelfEntry, ...]:
    """All papers of the library, by name."""
    return tuple(entry(path.stem, library) for path in sorted(library.glob("*.toml")))


def catalogue(library: Path = LIBRARY) -> tuple[ShelfEntry, ...]:
    """All papers, part by part and by their codes, as the office counts them."""
    return tuple(sorted(papers(library), key=lambda one: (GROUPS.index(one.group), one.code, one.name)))


def fields_of(name: str, library: Path = LIBRARY) -> tuple[FieldSpec, ...]:
    """The fields a paper takes, in the order a clerk would fill them; NotFound for an unknown paper."""
    return entry(name, library).fields


def entry(name: str, library: Path = LIBRARY) -> ShelfEntry:
    """One paper by name.

    Raises:
        NotFound: no such paper; the advice lists those there are.
        TemplateError: its shelf file cannot be read.
    """
    path = library / f"{name}.toml"
    try:
        changed = path.stat().st_mtime_ns if _NAME.fullmatch(name) else None
    except OSError:
        changed = None
    if changed is None:
        known = "、".join(sorted(file.stem for file in library.glob("*.toml")))
        raise NotFound(f"没有名为“{name}”的文书模板。", f"现有模板：{known}。")
    return _read(path, changed)


@lru_cache(maxsize=256)
def _read(path: Path, _changed: int) -> ShelfEntry:
    try:
        table = tomllib.loads(path.read_text("utf-8"))
        return _entry(path, table)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError) as problem:
        raise TemplateError(
            f"文书说明文件 {path.name} 有错误：{problem}。", "请对照同一文件夹里的其他 .toml 文件改正。"
        ) from problem


def _entry(path: Path, table: dict[str, Any]) -> ShelfEntry:
    layout, group = table.get("layout", "plain"), table.get("group", GROUPS[0])
    if layout not in LAYOUTS or group not in GROUPS:
        raise KeyError(f"layout={layout} group={group}")
    return ShelfEntry(
        name=path.stem,
        title=table["title"],
        code=table["code"],
        basis=tuple(table["basis"]),
        series=table.get("series", ""),
        copies=table.get("copies", ""),
        fields=tuple(_field(row, path.parent) for row in table["fields"]),
        file=path.with_suffix(".docx"),
        group=group,
        layout=layout,
        addressee=table.get("addressee", ""),
        served_on=table.get("served_on", ""),
        event=table.get("event", ""),
        starts=tuple(table.get("starts", ())),
        stops=tuple(table.get("stops", ())),
        signers=tuple(table.get("signers", ())),
        kinds=tuple(table.get("kinds", ())),
        routes=tuple(table.get("routes", ())),
        classes=tuple(table.get("classes", ())),
        register=table.get("register", ""),
        heading=table.get("heading", ""),
        order=tuple(table.get("order", ())),
        sheet=table.get("sheet", {}),
    )


def _field(row: dict[str, Any], library: Path) -> FieldSpec:
    if "use" in row:
        row = {"key": row["use"], **_common(library / "common" / "fields.toml")[row["use"]], **row}
    form = row.get("form", "line")
    if form not in FORMS:
        raise KeyError(form)
    return FieldSpec(
        key=row["key"],
        label=row["label"],
        required=bool(row.get("required", False)),
        example=row.get("example", ""),
        why=row.get("why", ""),
        when=row.get("when", ""),
        form=form,
        source=tuple(row.get("from", ())),
        name=row.get("name", ""),
        follows=tuple(row.get("follows", ())),
        options=tuple(row.get("options", ())),
    )


@lru_cache(maxsize=16)
def _common(path: Path) -> dict[str, dict[str, Any]]:
    return tomllib.loads(path.read_text("utf-8"))
