"""Templates of the office on disk: original bytes, version by version, none of them ever changed.

``HOME/templates/NAME/`` holds ``1.docx``, ``1.json``, ``2.docx``, ``2.json`` …; a version exists when its JSON does, and
the JSON freezes the hash of the .docx. ``retired.json`` stands there while the template is out of use.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

from archive.errors import Conflict, InvalidInput, JuanzongError, NotFound, TemplateError
from archive.new_file import write_whole
from archive.papers.numbering import series_of_pattern
from templates.office.dictionary import dictionary
from templates.shelf import LAYOUTS, OWN_GROUP, FieldSpec, ShelfEntry

_NAME: Final = re.compile(r"[\w-]{1,60}")
_VERSION: Final = re.compile(r"([1-9]\d{0,5})\.(?:docx|json)")
_ORDER: Final = ("received", "accepted_on", "signed_on")


@dataclass(frozen=True, slots=True)
class Declared:
    """What the office says of a template beside its file."""

    title: str
    layout: str = "plain"
    """``letter`` and ``document`` bear a seal; see ``shelf.LAYOUTS``."""
    series: str = ""
    """``松信函字``, or a pattern such as ``{机关代字}函字〔{年}〕{序号}号``; empty for papers without a number of a series."""
    addressee: str = ""
    served_on: str = ""
    signers: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    copies: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """One version of a template."""

    name: str
    version: int
    """From 1."""
    sha256: str
    declared: Declared
    used: Mapping[str, bool]
    """Fields it uses, by name; True for those it must have."""
    added: tuple[FieldSpec, ...]
    """Fields of its own."""
    by: str
    at: str
    """ISO moment, UTC."""
    source: str
    """Name of the file it came from."""
    note: str
    file: Path
    retired: str = ""
    """Why it is out of use; empty while it is not."""

    def entry(self) -> ShelfEntry:
        """It as a paper of the shelf. Raises TemplateError where a field is no longer in the dictionary."""
        said = self.declared
        keys = [spec.key for spec in self.fields()]
        return ShelfEntry(
            name=self.name, title=said.title, code="", basis=said.basis, series=_pattern(said.series), copies=said.copies,
            fields=self.fields(), file=self.file, group=OWN_GROUP, layout=said.layout, addressee=said.addressee,
            served_on=said.served_on, signers=said.signers or ("负责人",), kinds=said.kinds,
            order=tuple(key for key in _ORDER if key in keys), version=self.version, retired=self.retired,
        )  # fmt: skip

    def fields(self) -> tuple[FieldSpec, ...]:
        """The fields it takes, as a clerk would fill them in."""
        own = {spec.tag: spec for spec in self.added}
        specs: list[FieldSpec] = []
        for name, required in self.used.items():
            spec = own.get(name) or (dictionary()[name].spec if name in dictionary() else None)
            if spec is None:
                raise TemplateError(
                    f"模板“{self.name}”第 {self.version} 版用到字段“{name}”，字段表里已经没有。", "请改好模板，再用 juanzong template add 添加。"
                )  # fmt: skip
            specs.append(replace(spec, required=required))
        return tuple(specs)


class OfficeTemplates:
    """The templates in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def names(self) -> tuple[str, ...]:
        """All of them, also those out of use."""
        found = self.folder.iterdir() if self.folder.is_dir() else ()
        return tuple(sorted(one.name for one in found if _NAME.fullmatch(one.name) and any(one.glob("*.docx"))))

    def versions(self, name: str) -> tuple[Kept, ...]:
        """Every version, oldest first. Raises NotFound, and TemplateError for a file that is damaged."""
        folder = self.folder / name
        known = [
            int(match[1])
            for one in self._files(name)
            if (match := _VERSION.fullmatch(one.name)) and one.suffix == ".json"
        ]
        if not known:
            raise NotFound(
                f"没有名为“{name}”的本单位模板。",
                f"现有：{'、'.join(self.names()) or '（没有）'}；用 juanzong template add 添加。",
            )
        retired = _read_json(folder / "retired.json").get("reason", "") if (folder / "retired.json").exists() else ""
        return tuple(_kept(folder, name, number, retired) for number in sorted(known))

    def newest(self, name: str) -> Kept:
        """The version that is used. Raises NotFound, TemplateError."""
        return self.versions(name)[-1]

    def has(self, name: str) -> bool:
        """Whether there is one of that name."""
        return any(one.suffix == ".json" and _VERSION.fullmatch(one.name) for one in self._files(name))

    def add(
        self,
        name: str,
        file: Path,
        declared: Declared,
        fields: Sequence[FieldSpec],
        added: Sequence[FieldSpec],
        *,
        by: str,
        at: dt.datetime,
        note: str = "",
    ) -> Kept:
        """Keep a file that was looked through as the next version; it comes into use again if it was retired.

        Raises:
            InvalidInput: the name, layout or series cannot be used.
            Conflict: ``same_template`` for bytes that are the newest version with the same words about it; another
                writer was quicker.
            JuanzongError: ``write_failed``.
        """
        _check(name, declared)
        data = file.read_bytes()
        earlier = self.versions(name) if self.has(name) else ()
        kept = Kept(
            name, 1 + max((self._number(one) for one in self._files(name)), default=0), hashlib.sha256(data).hexdigest(), declared,
            {spec.tag: spec.required for spec in fields}, tuple(added), by, at.isoformat(timespec="seconds"), file.name, note,
            self.folder / name / "0.docx",
        )  # fmt: skip
        kept = replace(kept, file=self.folder / name / f"{kept.version}.docx")
        last = earlier[-1] if earlier else None
        if last and not last.retired and _content(last) == _content(kept):
            raise Conflict(
                f"这份文件和“{name}”第 {last.version} 版一字不差。", "没有改动就不用再添加。", code="same_template"
            )
        try:
            write_whole(kept.file, data, overwrite=False)
            kept.file.chmod(0o444)
            write_whole(kept.file.with_suffix(".json"), _json(kept), overwrite=False)
            (self.folder / name / "retired.json").unlink(missing_ok=True)
        except FileExistsError as problem:
            raise Conflict(f"刚有人添加了“{name}”的新一版。", "请看过 juanzong template show 再添加。") from problem
        except OSError as problem:
            raise JuanzongError(
                f"模板写不进数据文件夹：{problem.strerror or problem}。",
                "请检查磁盘空间和文件夹的权限。",
                code="write_failed",
            ) from problem
        return kept

    def retire(self, name: str, reason: str) -> Kept:
        """Take it out of use; its papers and versions stay. Raises NotFound, Conflict."""
        if self.newest(name).retired:
            raise Conflict(
                f"“{name}”已经停用。", "要重新使用，请写 juanzong template retire --undo。", code="already_retired"
            )
        said = json.dumps({"reason": reason}, ensure_ascii=False).encode()
        write_whole(self.folder / name / "retired.json", said, overwrite=True)
        return self.newest(name)

    def restore(self, name: str) -> Kept:
        """Bring it into use again. Raises NotFound, Conflict."""
        if not self.newest(name).retired:
            raise Conflict(f"“{name}”没有停用。", "", code="not_retired")
        (self.folder / name / "retired.json").unlink(missing_ok=True)
        return self.newest(name)

    def _files(self, name: str) -> list[Path]:
        folder = self.folder / name
        return list(folder.iterdir()) if _NAME.fullmatch(name) and folder.is_dir() else []

    def _number(self, file: Path) -> int:
        match = _VERSION.fullmatch(file.name)
        return int(match[1]) if match else 0


def _check(name: str, declared: Declared) -> None:
    if not _NAME.fullmatch(name) or name.startswith("-"):
        raise InvalidInput(
            f"“{name}”不能作模板的名字。",
            "名字用汉字、字母、数字、- 和 _，不超过60字；用 --name 写明。",
            code="bad_name",
        )
    if declared.layout not in LAYOUTS:
        raise InvalidInput(f"没有“{declared.layout}”这种版式。", f"可以是：{'、'.join(LAYOUTS)}。")
    if not declared.title.strip():
        raise InvalidInput("文书标题不能空。", "请用 --title 写明。")
    if declared.series:
        series_of_pattern(_pattern(declared.series), "某")


def _pattern(series: str) -> str:
    return series if not series or "{序号}" in series else f"{series}〔{{年}}〕{{序号}}号"


def _content(kept: Kept) -> tuple[object, ...]:
    return kept.sha256, kept.declared, dict(kept.used), kept.added


def _json(kept: Kept) -> bytes:
    said = {key: value for key, value in asdict(kept).items() if key not in ("file", "retired")}
    return json.dumps(said, ensure_ascii=False, indent=1).encode()


def _read_json(path: Path) -> dict[str, Any]:
    try:
        said = json.loads(path.read_text("utf-8"))
        if isinstance(said, dict):
            return said
    except (OSError, ValueError) as problem:
        raise TemplateError(
            f"模板的说明文件 {path.name} 读不了（{path.parent.name}）。", "请从备份恢复 templates 文件夹。"
        ) from problem
    raise TemplateError(f"模板的说明文件 {path.name} 不对（{path.parent.name}）。", "请从备份恢复 templates 文件夹。")


def _kept(folder: Path, name: str, number: int, retired: str) -> Kept:
    said = _read_json(folder / f"{number}.json")
    try:
        words: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value for key, value in said["declared"].items()
        }
        lists = ("source", "follows", "options")
        fields: list[dict[str, Any]] = [
            {key: tuple(v) if key in lists else v for key, v in one.items()} for one in said["added"]
        ]
        added = tuple(FieldSpec(**one) for one in fields)
        return Kept(
            name, number, said["sha256"], Declared(**words), said["used"], added, said["by"], said["at"], said["source"], said["note"],
            folder / f"{number}.docx", retired,
        )  # fmt: skip
    except (KeyError, TypeError, AttributeError) as problem:
        raise TemplateError(
            f"模板“{name}”第 {number} 版的说明文件不对。", "请从备份恢复 templates 文件夹。"
        ) from problem


def intact(kept: Kept) -> bool:
    """Whether the file is the one that was added."""
    try:
        return hashlib.sha256(kept.file.read_bytes()).hexdigest() == kept.sha256
    except OSError:
        return False
