"""``juanzong documents``: what was received, what it says, and another try."""

from __future__ import annotations

import click

from archive.errors import InvalidInput
from archive.record.document import State, document_key
from console.command import Invocation, NamedChoice, OfficeGroup, pass_invocation
from console.documents.alike import alike
from console.numbers import id_of
from console.output import print_json, print_table, printable
from console.work.background import read_here, read_there
from console.work.queue import queue_of
from search_api.answers import document_json, document_row
from search_api.labels import STATE_LABELS


@click.group("documents", cls=OfficeGroup, first="list")
def command() -> None:
    """查看收到的文档：状态、文字，或重新读取。"""


@command.command("list")
@click.option(
    "--state",
    type=NamedChoice({state.value: name for state, name in STATE_LABELS.items()}),
    metavar="状态",
    help="只看一种状态，例如 待校对、失败。",
)
@click.option("--case", "case_no", metavar="编号", help="只看一个案件的文档。")
@pass_invocation
def list_(invocation: Invocation, state: str | None = None, case_no: str | None = None) -> None:
    """列出所有文档。"""
    with invocation.office.record.read() as tx:
        found = [d for d in tx.documents.all(case_no=case_no) if state is None or d.state == state]
    if invocation.json:
        print_json([document_row(document) for document in found])
        return
    print_table(
        ("编号", "状态", "文种", "页数", "可信度", "案件", "文件名", "说明"),
        (
            (
                document.id,
                STATE_LABELS[document.state],
                document.paper,
                document.pages or "",
                _percent(document.confidence),
                document.case_no or "",
                document.name,
                document.reason or "；".join(document.review)[:60],
            )
            for document in found
        ),
    )
    click.echo(f"共 {len(found)} 份。")


@command.command("show")
@click.argument("document_id", metavar="编号")
@pass_invocation
def show(invocation: Invocation, document_id: str) -> None:
    """一份文档的全部情况，包括它经历过什么。"""
    number = id_of(document_id)
    with invocation.office.record.read() as tx:
        document = tx.documents.get(number)
        trail = tx.trail(document_key(number))
    details = document_json(document)
    if invocation.json:
        history = [{"at": entry.at.isoformat(), "action": entry.action, "after": entry.after} for entry in trail]
        print_json({**details, "history": history})
        return
    labels = {
        "id": "编号",
        "name": "文件名",
        "state": "状态",
        "title": "标题",
        "paper": "文种",
        "date": "日期",
        "case_no": "案件",
        "pages": "页数",
        "confidence": "识别可信度",
        "source": "来源",
        "sha256": "SHA-256",
        "size": "字节数",
        "duplicate_of": "与之相同的文档",
        "reason": "原因",
        "advice": "办法",
        "review": "待校对的原因",
        "notes": "说明",
    }
    for key, label in labels.items():
        value = details[key]
        if value not in (None, "", [], ()):
            shown = {"state": STATE_LABELS[document.state], "confidence": _percent(document.confidence)}.get(key, value)
            click.echo(f"{label}：{printable('；'.join(shown)) if isinstance(shown, list) else printable(str(shown))}")


command.add_command(alike)


@command.command("text")
@click.argument("document_id", metavar="编号")
@pass_invocation
def text(invocation: Invocation, document_id: str) -> None:
    """读出的文字；页与页之间是换页符。"""
    number = id_of(document_id)
    with invocation.office.record.read() as tx:
        tx.documents.get(number)
        texts = tx.documents.texts_of([number])[number]
    if invocation.json:
        print_json({"id": str(number), "pages": texts})
    else:
        click.echo("\f".join(texts))


@command.command("accept")
@click.argument("document_ids", metavar="编号…", nargs=-1, required=True)
@pass_invocation
def accept(invocation: Invocation, document_ids: tuple[str, ...]) -> None:
    """校对过了：把待校对的文档记为已入库。"""
    numbers = [id_of(document_id) for document_id in document_ids]
    with invocation.office.record.write() as tx:
        for number in numbers:
            document = tx.documents.get(number)
            if not tx.documents.accept(number):
                raise InvalidInput(
                    f"文档 {number} 不是待校对的，现在是“{STATE_LABELS[document.state]}”。",
                    "请用 juanzong documents list --state 待校对 查看。",
                )
            tx.log("document.accept", document_key(number), before={"review": list(document.review)})
        found = [tx.documents.get(number) for number in numbers]
    if invocation.json:
        print_json([document_row(document) for document in found])
    else:
        click.echo(f"{len(found)} 份文档已记为校对过。")


@command.command("retry")
@click.argument("document_ids", metavar="编号…", nargs=-1, required=True)
@pass_invocation
def retry(invocation: Invocation, document_ids: tuple[str, ...]) -> None:
    """重新读取文档，例如装好 LibreOffice 之后，或被隔离的文件。"""
    office = invocation.office
    numbers = [id_of(document_id) for document_id in document_ids]
    with office.record.write() as tx:
        for number in numbers:
            document = tx.documents.get(number)
            if document.state is State.DUPLICATE:
                raise InvalidInput(
                    f"文档 {number} 与文档 {document.duplicate_of} 相同，没有自己的内容。",
                    f"请重读文档 {document.duplicate_of}。",
                )
            if document.sha256 is None:
                raise InvalidInput(f"文档 {number} 的原件当时没有收到。", "请用 juanzong ingest 再导入一次这个文件。")
            tx.documents.reopen(number)
            tx.outbox.put([document_key(number)])
            tx.log("document.retry", document_key(number))
    queue = queue_of(office.settings)
    if queue is not None:
        read_there(office, queue, numbers, lambda states, left: None)
    else:
        read_here(office, numbers, office.settings.jobs, lambda states, left: None)
    with office.record.read() as tx:
        found = [tx.documents.get(number) for number in numbers]
    if invocation.json:
        print_json([document_row(document) for document in found])
        return
    for document in found:
        click.echo(
            f"文档 {document.id}（{printable(document.name)}）：{STATE_LABELS[document.state]}。{document.reason}"
        )


def _percent(confidence: float | None) -> str:
    """Cut off, not rounded, as on the page: 100% is said only of what was read without a doubt."""
    return "" if confidence is None else f"{int(confidence * 100)}%"
