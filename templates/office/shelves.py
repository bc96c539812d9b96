"""All papers an office can write: those of the library and those it made itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.errors import InvalidInput, NotFound, TemplateError
from templates import shelf
from templates.office.store import OfficeTemplates, intact
from templates.sandbox import Empty
from templates.shelf import GROUPS, LIBRARY, ShelfEntry


@dataclass(frozen=True, slots=True)
class Shelf:
    """The library and, if there is an office, its own templates."""

    library: Path = LIBRARY
    own: OfficeTemplates | None = None

    def entry(self, name: str) -> ShelfEntry:
        """One paper by name, also one out of use. Raises NotFound, TemplateError."""
        if self.own is not None and self.own.has(name) and not (self.library / f"{name}.toml").exists():
            return self.own.newest(name).entry()
        try:
            return shelf.entry(name, self.library)
        except NotFound as missing:
            own = "、".join(self.own.names()) if self.own else ""
            raise NotFound(missing.message, missing.advice + (f"本单位的模板：{own}。" if own else "")) from missing

    def in_use(self, name: str) -> ShelfEntry:
        """One paper that may be written now. Raises NotFound, TemplateError, and InvalidInput (``retired``)."""
        found = self.entry(name)
        if found.retired:
            raise InvalidInput(
                f"模板“{name}”已经停用：{found.retired}。", "请换一种文书；要重新使用，请写 juanzong template retire --undo。",
                code="retired",
            )  # fmt: skip
        if found.version and self.own is not None and not intact(self.own.newest(name)):
            raise TemplateError(
                f"模板“{name}”第 {found.version} 版的文件被改动或不见了。", "请从备份恢复，或用 juanzong template add 重新添加。",
                code="template_altered",
            )  # fmt: skip
        return found

    def catalogue(self) -> tuple[ShelfEntry, ...]:
        """All papers that may be written, part by part, the office's own last."""
        own = [self.own.newest(name) for name in self.own.names() if self.own.has(name)] if self.own else []
        papers = (*shelf.papers(self.library), *(kept.entry() for kept in own if not kept.retired))
        return tuple(sorted(papers, key=lambda one: (GROUPS.index(one.group), one.code, one.name)))

    def title(self, name: str) -> str:
        """Its title; its name where nobody knows it any more."""
        try:
            return self.entry(name).title
        except (NotFound, TemplateError):
            return name

    def file_of(self, name: str, sha256: str) -> Path:
        """The Word template with that hash if the office keeps that version, else the one in use. Raises NotFound."""
        found = self.entry(name)
        if found.version and self.own is not None:
            return next((kept.file for kept in self.own.versions(name) if kept.sha256 == sha256), found.file)
        return found.file


SHIPPED = Shelf()
"""The library alone."""


def held(paper: ShelfEntry, values: dict[str, Any]) -> dict[str, Any]:
    """The values for an own template: an empty one is refused where it would be printed, and may be asked for."""
    if not paper.version:
        return values
    labels = {spec.tag: spec for spec in paper.fields}
    empty = {name for name, value in values.items() if value == "" and name in labels}
    return {
        name: Empty(labels[name].key, labels[name].label) if name in empty else value for name, value in values.items()
    }
