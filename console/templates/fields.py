"""``juanzong template fields``: what may be written in a template."""

from __future__ import annotations

import click

from console.command import Invocation, OfficeCommand, pass_invocation
from console.output import print_json, print_table
from templates.office.dictionary import COLUMNS, FUNCTIONS, GIVEN, TYPES, dictionary
from templates.shelf import FieldSpec


@click.command("fields", cls=OfficeCommand)
@click.argument("words", metavar="[词]…", nargs=-1)
@click.option("--template", "name", metavar="名字", default="", help="只看这个模板用到的字段。")
@pass_invocation
def fields(invocation: Invocation, words: tuple[str, ...], name: str) -> None:
    """字段表：模板里可以写的字段，中文名称、类型和例子。

    写上词就只看有关的，例如 juanzong template fields 复查 日期。
    """
    if name:
        rows = [("", spec, "", spec.required) for spec in invocation.office.shelf.entry(name).fields]
    else:
        rows = [(word.group, word.spec, word.usage, True) for word in dictionary().values()]
    shown = [row for row in rows if all(_speaks(row[0], row[1], word) for word in words)]
    if invocation.json:
        print_json([_field_json(*row) for row in shown])
        return
    print_table(
        ("字段", "名称", "类型", "例", "分类" if not name else "必填"),
        (
            (spec.tag, spec.label, _type(spec), spec.example, group if not name else "必填" if required else "")
            for group, spec, _, required in shown
        ),
    )
    if not words and not name:
        click.echo("各种文书都有的：" + "；".join(f"{key} {label}" for key, label in GIVEN.items()) + "。")
        for text in list(FUNCTIONS.values())[:3]:
            click.echo(text)
        click.echo("表格和列表的写法见 docs/guide/27-templates.md；加 --json 给出每个字段的写法。")


def _speaks(group: str, spec: FieldSpec, word: str) -> bool:
    return word.lower() in f"{group} {spec.tag} {spec.label} {_type(spec)} {spec.example}".lower()


def _type(spec: FieldSpec) -> str:
    columns = (
        "（" + "、".join(f"{key} {COLUMNS.get(key, key)}" for key in spec.options) + "）" if spec.form == "rows" else ""
    )
    return TYPES[spec.form] + columns


def _field_json(group: str, spec: FieldSpec, usage: str, required: bool) -> dict[str, object]:
    return {
        "name": spec.tag, "key": spec.key, "label": spec.label, "type": _type(spec), "form": spec.form, "example": spec.example,
        "group": group, "usage": usage, "required": required, "columns": list(spec.options) if spec.form == "rows" else [],
    }  # fmt: skip
