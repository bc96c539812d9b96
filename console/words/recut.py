"""What a change of the word list makes of the index: told beforehand, and done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import click

from archive.errors import Conflict, IndexOutdated, IndexUnavailable, JuanzongError
from console.office import Office
from console.output import printable
from console.work.background import drain_until
from indexer.recut import otherwise, unsettled
from indexer.segment import Segmenter

_KINDS = {"case": "案件", "document": "文书", "law": "法规"}
_SHOWN = 10
OF_ANOTHER = "索引是用另一版程序的词表建的，请在空闲时运行 juanzong index rebuild。"


@dataclass(frozen=True, slots=True)
class Touched:
    """Entries of the index that a list of words cuts otherwise."""

    entries: tuple[tuple[str, str], ...] = ()
    """(key, title)."""
    known: bool = True
    """False where it cannot be told, because the index was built by another version of the program."""

    @property
    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return {"count": len(self.entries) if self.known else None, "entries": [key for key, _ in self.entries]}


def touched(office: Office, segmenter: Segmenter) -> Touched:
    """What this segmenter cuts otherwise than it stands in the index."""
    stamp = office.index.stamp()
    words = unsettled(stamp, segmenter) if stamp else ()
    if words is None:
        return Touched(known=False)
    drafts = otherwise(office.record, office.index, words, segmenter) if words else ()
    return Touched(tuple((draft.key, draft.title) for draft in drafts))


def settle(office: Office) -> None:
    """Return when every entry is cut by the list of now, whoever did it; at once where the index is to be rebuilt."""

    def is_settled() -> bool:
        stamp = office.index.stamp()
        return not stamp or not unsettled(stamp, office.segmenter)

    drain_until(office, is_settled)


def after_change(office: Office, *, as_json: bool) -> dict[str, Any]:
    """Cut anew what a changed list touches, saying so on the way; what a program is to be told of it."""
    try:
        found = touched(office, office.segmenter)
        if not as_json:
            show(found, "要重新切分")
        settle(office)
    except (IndexUnavailable, IndexOutdated, Conflict) as error:
        return _later(error, as_json=as_json)
    if found.entries and not as_json:
        click.echo("都已重新切分。")
    return {"recut": found.as_json, "index_current": found.known}


def show(found: Touched, what: str) -> None:
    """How many entries, of which kinds, and the first of them."""
    if not found.known:
        click.echo(OF_ANOTHER)
        return
    if not found.entries:
        click.echo(f"没有条目{what}。")
        return
    kinds = Counter(key.partition(":")[0] for key, _ in found.entries)
    click.echo(
        f"有 {len(found.entries)} 条{what}（{'、'.join(f'{_KINDS[kind]} {kinds[kind]}' for kind in _KINDS if kinds[kind])}）："
    )
    _list(found.entries)


def _list(entries: Sequence[tuple[str, str]]) -> None:
    for key, title in entries[:_SHOWN]:
        kind, _, name = key.partition(":")
        click.echo(f"  {_KINDS[kind]} {printable(name)}{'' if title in ('', name) else f'  {printable(title)}'}")
    if len(entries) > _SHOWN:
        click.echo(f"  ……另有 {len(entries) - _SHOWN} 条，加 --json 全部列出。")


def _later(error: JuanzongError, *, as_json: bool) -> dict[str, Any]:
    """The list is changed all the same; the index follows when it can."""
    note = f"{error.message}词表已经改好，原来找得到的仍找得到；索引恢复后会自动接着重新切分，也可运行 juanzong words recut。"
    if not as_json:
        click.echo(note)
    return {"recut": None, "index_current": False, "note": note}
