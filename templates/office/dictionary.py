"""The dictionary of fields: what a template of the office may call by name, and where each value comes from."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from archive.errors import InvalidInput
from templates.shelf import FieldSpec

FILE: Final = Path(__file__).with_name("dictionary.toml")
GIVEN: Final[Mapping[str, str]] = {
    "title": "文书标题",
    "you": "对收件人的称呼（你、你们、你单位）",
    "guidance": "办理途径的说明（条例第三十一条的文字）",
    "note": "附注（联系人、联系电话）",
    "imprint_unit": "印发机关",
    "imprint_day": "印发日期",
    "heading": "发文机关标志的大小（normal、long、longest）",
    "marks": "份号、密级、紧急程度中有的几项",
    "three_marks": "份号、密级、紧急程度，固定三行",
    "attendance": "出席、请假、列席",
    "stub_title": "存根标题",
}
"""Values every paper has without a field of its own."""
GIVEN_LISTS: Final = frozenset({"marks", "three_marks", "attendance"})
"""Those of them a loop goes over."""
FUNCTIONS: Final[Mapping[str, str]] = {
    "signature": "{{p signature(unit, signed_on) }}：盖章的署名和日期",
    "unsealed": "{{p unsealed(unit, signed_on) }}：不盖章的署名和日期",
    "signed_by": "{{p signed_by(职务, 姓名, signed_on) }}：签名章",
    "namespace": "计数用",
}
TYPES: Final[Mapping[str, str]] = {
    "line": "文字", "phrase": "短语", "sentence": "一句话", "text": "若干段", "items": "若干项", "names": "名单（连写）",
    "copies": "名单（连写）", "list": "名单（逐个）", "day": "日期", "number": "文号", "money": "金额", "choice": "选项", "rows": "表格",
}  # fmt: skip
"""Forms of values as a clerk calls them."""
MANY: Final = frozenset({"text", "items", "list", "rows"})
"""Forms that are lists and are written by a loop."""
COLUMNS: Final[Mapping[str, str]] = {
    "side": "称谓", "name": "姓名（名称）", "gender": "性别", "ethnicity": "民族", "age": "年龄", "id_number": "身份号码",
    "occupation": "职业", "work_unit": "工作单位", "phone": "电话", "address": "住址", "legal_representative": "法定代表人",
}  # fmt: skip
_OWN: Final = re.compile(r"(?P<key>[A-Za-z][A-Za-z0-9_]{0,39})=(?P<label>[^:：]{1,60})(?:[:：](?P<form>\w+))?")


@dataclass(frozen=True, slots=True)
class Word:
    """One field of the dictionary."""

    group: str
    spec: FieldSpec

    @property
    def type(self) -> str:
        """Its type, in Chinese."""
        return TYPES[self.spec.form]

    @property
    def usage(self) -> str:
        """How a template writes it."""
        name = self.spec.tag
        if self.spec.form == "rows":
            return f"{{%tr for row in {name} %}} … {{{{ row.{self.spec.options[1]} }}}} … {{%tr endfor %}}"
        if self.spec.form in MANY:
            return f"{{%p for line in {name} %}} … {{{{ line }}}} … {{%p endfor %}}"
        return f"{{{{ {name} }}}}"


@cache
def dictionary() -> Mapping[str, Word]:
    """All fields, by the name a template uses."""
    table: dict[str, dict[str, dict[str, Any]]] = tomllib.loads(FILE.read_text("utf-8"))
    return {
        name: Word(group, _spec(name, row)) for group, rows in table.items() for name, row in rows.items()
    }  # fmt: skip


def _spec(name: str, row: Mapping[str, Any]) -> FieldSpec:
    return FieldSpec(
        key=row.get("key", name),
        label=row["label"],
        required=True,
        example=row["example"],
        form=row.get("form", "line"),
        source=tuple(row.get("from", ("=",))),
        name=name,
        options=tuple(row.get("options", ())),
    )


def own_field(said: str) -> FieldSpec:
    """A field the office adds for one template, from ``key=名称`` or ``key=名称:日期``; its value is typed.

    Raises InvalidInput for anything else, and for a name the dictionary has.
    """
    match = _OWN.fullmatch(said.strip())
    kinds = {label: form for form, label in reversed(list(TYPES.items())) if form not in ("choice", "rows")}
    form = kinds.get(match["form"] or "文字") if match else None
    if match is None or form is None:
        raise InvalidInput(
            f"“{said}”不是字段的写法。",
            f"请写成 英文名=中文名称，需要时加类型，如 visit_day=走访日期:日期。类型可以是：{'、'.join(kinds)}。",
        )
    key = match["key"]
    if key in dictionary() or key in GIVEN or key in FUNCTIONS:
        raise InvalidInput(f"字段名“{key}”字段表里已经有了。", f"请直接用 {{{{ {key} }}}}，或换一个名字。")
    return FieldSpec(key, match["label"].strip(), True, form=form, source=("=",), name=key)


def nearest(name: str, more: Iterable[str] = ()) -> str:
    """The known field most like ``name``, by its own name or by its Chinese label; empty if none is."""
    words = dictionary()
    for label, known in ((word.spec.label, known) for known, word in words.items()):
        bare = re.split(r"[（(，,]", label)[0]
        if name and (name == bare or (not name.isascii() and (name in bare or bare in name))):
            return known
    found = difflib.get_close_matches(name.lower(), [*words, *GIVEN, *FUNCTIONS, *more], n=1, cutoff=0.6)
    return found[0] if found else ""
