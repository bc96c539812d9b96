"""Templates and their faults as ``juanzong template`` shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict

import click

from console.output import print_table, printable
from templates.office.fault import Fault
from templates.office.store import Kept, intact


def fault_json(fault: Fault) -> dict[str, object]:
    """A fault for programs."""
    return asdict(fault)


def kept_json(kept: Kept) -> dict[str, object]:
    """A version for programs."""
    return {
        "name": kept.name, "version": kept.version, "sha256": kept.sha256, **asdict(kept.declared), "fields": dict(kept.used),
        "own_fields": [{"name": spec.tag, "label": spec.label, "form": spec.form} for spec in kept.added], "by": kept.by,
        "at": kept.at, "source": kept.source, "note": kept.note, "file": str(kept.file), "retired": kept.retired,
    }  # fmt: skip


def show_faults(faults: Iterable[Fault]) -> None:
    """One line for what is wrong and one for its mending."""
    for fault in faults:
        mark = "必须改" if fault.grave else "请核对"
        click.echo(printable(f"[{mark}] {fault.place}：{fault.what}。"))
        if fault.advice:
            click.echo(printable(f"    {fault.advice}"))


def show_kept(kept: Kept, versions: Sequence[Kept], signed: Mapping[str, int]) -> None:
    """One template with its versions."""
    said = kept.declared
    click.echo(f"{kept.name}《{said.title}》" + (f"，已停用：{kept.retired}" if kept.retired else "，在用"))
    details = (
        ("文号", said.series),
        ("给谁", said.addressee),
        ("送达", said.served_on),
        ("签发", "、".join(said.signers)),
    )
    click.echo("；".join(f"{label}：{value}" for label, value in details if value) or "没有文号序列。")
    click.echo("字段：" + "、".join(f"{name}{'' if required else '（可空）'}" for name, required in kept.used.items()))
    print_table(
        ("版本", "谁", "何时", "来自", "说明", "签发过", "文件"),
        (
            (k.version, k.by, k.at[:16], k.source, k.note, signed[k.sha256], "完好" if intact(k) else "被改动或不见了")
            for k in versions
        ),
    )
