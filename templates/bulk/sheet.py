"""Mail merge: a sheet with one row a paper, whose columns are the fields of that paper."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from rapidfuzz import process

from archive.errors import InvalidInput
from archive.sheets.files import BadRow, Row, reading
from archive.sheets.tables import Headings, read_table
from archive.sheets.writing import Sheet, write_sheets
from templates.bulk.orders import Order, numbered
from templates.shelf import FieldSpec, ShelfEntry

CASE: Final = "案件编号"
_CASE_NAMES: Final = (CASE, "编号", "登记编号", "案号", "case", "no")
_MOST_ITEMS: Final = 20
"""Claims or parties that have columns of their own."""
_EXACT: Final = 10**15
"""Whole numbers from here on have lost their last digits in a spreadsheet."""
_LIKE: Final = 60
"""How like a known heading an unknown one must be to be taken for a slip, of 100."""


def read_orders(path: Path, paper: ShelfEntry) -> Iterator[Order | BadRow]:
    """The orders of a sheet (XLSX or CSV), one in memory at a time; bad rows with what is wrong.

    Raises ReadError if the file cannot be read, InvalidInput if it is no sheet, or has headings the paper does not know.
    """
    with reading(path) as file:
        head = file.read(4096)
    if path.suffix.lower() in (".xlsx", ".xlsm") and head and not head.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        raise InvalidInput(
            f"{path.name} 名字是 .xlsx，内容却不是 XLSX 表格。",
            "如果是 CSV，请把名字改成 .csv；否则请用 Excel 或 WPS 打开它，另存为 .xlsx。",
            code="no_workbook",
        )
    yield from numbered(_orders(path, paper, headings_of(paper)))


def _orders(path: Path, paper: ShelfEntry, headings: Headings) -> Iterator[Order | BadRow]:
    for row in read_table(path, headings, strict=True):
        if isinstance(row, BadRow):
            yield row
        elif isinstance(row, Row):
            yield _order(row, paper, headings)


def _order(row: Row, paper: ShelfEntry, headings: Headings) -> Order | BadRow:
    values: dict[str, str] = {}
    for key, value in row.values.items():
        if key not in headings.names:
            if key.startswith("#"):
                continue
            raise _unknown(key, paper, headings)
        try:
            values[key] = _text(value, headings.names[key][0])
        except InvalidInput as problem:
            return BadRow(row.line, problem)
    number = values.pop("case", "")
    if not number:
        return BadRow(row.line, InvalidInput(f"没有写“{CASE}”。", "请填上案件编号；不用的行请删去。", code="no_case"))
    return Order(row.line, number, values)


def headings_of(paper: ShelfEntry) -> Headings:
    """The columns a sheet of this paper may have: its fields by key or by label."""
    own = {spec.label for spec in paper.fields if spec.key != "no"}
    names: dict[str, tuple[str, ...]] = {"case": tuple(name for name in _CASE_NAMES if name not in own)}
    fields = [one for spec in paper.fields for one in _items(spec) if one.key not in ("no", "case")]
    twice = {label for label, count in Counter(one.label for one in fields).items() if count > 1}
    for one in fields:
        names[one.key] = (f"{one.label}（{one.key}）" if one.label in twice else one.label,)
    return Headings(names, ("case",))


def _items(spec: FieldSpec) -> list[FieldSpec]:
    return [spec.at(number) for number in range(1, _MOST_ITEMS + 1)] if ".N." in spec.key else [spec]


def _unknown(heading: str, paper: ShelfEntry, headings: Headings) -> InvalidInput:
    if heading.startswith("第") and heading.endswith("列"):
        return InvalidInput(f"{heading}有内容，却没有表头。", "请写上表头，或者删去这一列。", code="unknown_heading")
    known = [name for names in headings.names.values() for name in names[:1]]
    near = process.extractOne(heading, known, score_cutoff=_LIKE)
    meant = f"是不是“{near[0]}”？" if near else ""
    return InvalidInput(
        f"“{paper.title}”没有“{heading}”这一项。{meant}",
        f"请改正表头；不用的列请删去，或者在表头前面加“#”。各项名称见 juanzong generate {paper.name} --fields。",
        code="unknown_heading",
    )


def _text(value: object, heading: str) -> str:
    """A cell as somebody would have typed it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        if abs(value) >= _EXACT:
            raise InvalidInput(
                f"“{heading}”一格的长号码被当成了数，末几位已经丢失。",
                "请把这一列设为“文本”格式，重新填写号码。",
                code="number_cut",
            )
        return str(int(value)) if value == int(value) else repr(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "minutes")
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def write_blank(paper: ShelfEntry, path: Path) -> int:
    """An empty sheet with the headings, and a sheet that explains them; returns the number of columns.

    Raises StorageFull, InvalidInput.
    """
    if path.suffix.lower() != ".xlsx":
        raise InvalidInput(f"“{path.name}”不是 .xlsx 文件名。", "请写成例如 填报表.xlsx。", code="no_workbook")
    names = headings_of(paper).names
    listed = [spec for spec in paper.listed if spec.key in names]
    first = [CASE, *(names[spec.key][0] for spec in listed)]
    others = [spec.at(1) for spec in paper.listed if ".N." in spec.key]
    explained = [
        (CASE, "case", "必填", "", "XF2022050012LX", "一行写一份文书"),
        *(_explain(spec, names) for spec in listed),
        *(_explain(spec, names, f"可以另加的栏目，第1至{_MOST_ITEMS}项；") for spec in others),
    ]
    sheets = (
        Sheet(paper.title, first, ()),
        Sheet("填写说明", ("栏目", "项", "要求", "写法", "例", "依据"), explained),
    )
    write_sheets(sheets, path)
    return len(first)


def _explain(spec: FieldSpec, names: Mapping[str, tuple[str, ...]], about: str = "") -> tuple[str, ...]:
    needed = (
        about + spec.when if about else spec.when or ("必填（案件里已有的可以空着）" if spec.required else "可以空着")
    )
    how = _FORMS.get(spec.form, "")
    if spec.form == "choice":
        how = f"可以写：{'、'.join(spec.options)}"
    elif spec.form == "rows":
        how = f"每行一项，各栏用｜分开：{'｜'.join(spec.options)}"
    return names[spec.key][0], spec.key, needed, how, spec.example, spec.why


_FORMS: Final[Mapping[str, str]] = {
    "day": "日期，如 2022-05-06",
    "number": "发文字号；不填的，签发时取号",
    "money": "金额（元），如 12000 或 1.2万元",
    "names": "几个名字用顿号分开",
    "list": "几项用顿号分开",
    "copies": "几个机关用顿号分开",
    "items": "几项用分号或者换行分开",
    "text": "一段或者几段文字",
}
