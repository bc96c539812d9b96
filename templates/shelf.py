"""The shelf: which papers there are, on what law they rest, and what each needs.

Beside every Word template of the library lies a shelf file of the same name (TOML), so that an office can correct a
label, an example or a citation without touching the program.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from archive.errors import NotFound, TemplateError

LIBRARY = Path(__file__).parent / "library"


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

    def by_number(self) -> tuple[FieldSpec, ...]:
        """This field, or the two of the first and the second where it is required of each."""
        return (self.at(1), self.at(2)) if self.required and ".N." in self.key else (self,)

    def at(self, number: int) -> FieldSpec:
        """This field for item ``number`` of a list: key and label with the number in place of N."""
        return FieldSpec(
            self.key.replace(".N.", f".{number}."),
            self.label.replace("N", str(number)),
            self.required,
            self.example,
            self.why,
            self.when,
        )


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
    known = sorted(file.stem for file in library.glob("*.toml"))
    if name not in known:
        raise NotFound(f"没有名为“{name}”的文书模板。", f"现有模板：{'、'.join(known)}。")
    return _read(path, path.stat().st_mtime_ns)


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
    return ShelfEntry(
        name=path.stem,
        title=table["title"],
        code=table["code"],
        basis=tuple(table["basis"]),
        series=table.get("series", ""),
        copies=table.get("copies", ""),
        fields=tuple(
            FieldSpec(
                key=row["key"],
                label=row["label"],
                required=bool(row.get("required", False)),
                example=row.get("example", ""),
                why=row.get("why", ""),
                when=row.get("when", ""),
            )
            for row in table["fields"]
        ),
        file=path.with_suffix(".docx"),
    )
