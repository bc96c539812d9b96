"""Searches a person saved, and which hits of each were there before: what is known is never new again.

A hit stays known when it changes, is withdrawn, or comes back. It is *noticed* on the day a look at the search first
found it, and *seen* once its person was shown it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from archive.batches import batches
from archive.errors import Conflict, InvalidInput, NotFound
from archive.record.tables import saved_known, saved_searches
from archive.storable import storable, storable_json

LONGEST_NAME = 60
"""Characters."""
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """One saved search."""

    name: str
    asked: Mapping[str, Any]
    """As JSON; see ``search_api.saved``."""
    saved_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a hit."""

    noticed: dt.date | None
    """None for what was there when the search was saved."""
    seen: bool


class Saved:
    """Saved searches as seen by one transaction. Like past queries they are a person's own: no line of the trail names them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, person: str) -> list[SavedSearch]:
        """The searches of a person, by name."""
        table = saved_searches.c
        found = select(table.name, table.asked, table.saved_at).where(table.person == storable(person))
        return [SavedSearch(*row) for row in self._connection.execute(found.order_by(table.name))]

    def get(self, person: str, name: str) -> SavedSearch:
        """One search. Raises NotFound."""
        wanted = storable(name.strip())
        for one in self.of(person):
            if one.name == wanted:
                return one
        raise NotFound(f"没有存过名叫“{name}”的检索。", "请用 juanzong saved list 查看。")

    def prepare(self, person: str, name: str) -> None:
        """Before what is found now is made known to a search that is to be saved. Raises as ``add`` does."""
        name = self._free(person, name)
        self._connection.execute(delete(saved_known).where(*_mine(person, name)))  # of a saving that was interrupted

    def add(self, person: str, name: str, asked: Mapping[str, Any], now: dt.datetime) -> SavedSearch:
        """Save a search. Raises InvalidInput for a name that is none, Conflict for one that is taken."""
        person, name = storable(person), self._free(person, name)
        kept = storable_json(dict(asked))
        self._connection.execute(insert(saved_searches).values(person=person, name=name, asked=kept, saved_at=now))
        return SavedSearch(name, kept, now)

    def _free(self, person: str, name: str) -> str:
        """The name as it is kept. Raises InvalidInput for one that is none, Conflict for one that is taken."""
        name = storable(name.strip())
        if not name or len(name) > LONGEST_NAME or not name.isprintable():
            raise InvalidInput("存检索要有一个名字。", f"请写 1 到 {LONGEST_NAME} 个字，不要换行。")
        if any(one.name == name for one in self.of(person)):
            raise Conflict(f"已经存过名叫“{name}”的检索。", "请换一个名字，或先用 juanzong saved remove 删去它。")
        return name

    def remove(self, person: str, name: str) -> None:
        """Let go of a search and what is known of it. Raises NotFound."""
        found = self.get(person, name)
        for table in (saved_known, saved_searches):
            mine = (table.c.person == storable(person)) & (table.c.name == found.name)
            self._connection.execute(delete(table).where(mine))

    def known(self, person: str, name: str, keys: Iterable[str]) -> dict[str, Known]:
        """What is known of these hits of a search, by their keys."""
        table = saved_known.c
        found = select(table.key, table.noticed, table.seen).where(*_mine(person, name))
        return {
            key: Known(noticed, bool(seen))
            for some in batches(keys, _AT_ONCE)
            for key, noticed, seen in self._connection.execute(
                found.where(table.key.in_([storable(key) for key in some]))
            )
        }

    def notice(self, person: str, name: str, keys: Iterable[str], day: dt.date | None, *, seen: bool) -> None:
        """Make hits known that were not; another process may have just done so."""
        made = (postgresql if self._connection.dialect.name == "postgresql" else sqlite).insert(saved_known)
        own = {"person": storable(person), "name": storable(name), "noticed": day, "seen": seen}
        for some in batches(keys, _AT_ONCE):
            self._connection.execute(made.on_conflict_do_nothing(), [{**own, "key": storable(key)} for key in some])

    def see(self, person: str, name: str, keys: Iterable[str]) -> None:
        """Mark known hits as shown to their person."""
        for some in batches(keys, _AT_ONCE):
            mine = (*_mine(person, name), saved_known.c.key.in_([storable(key) for key in some]))
            self._connection.execute(update(saved_known).where(*mine).values(seen=True))


def _mine(person: str, name: str) -> tuple[Any, Any]:
    return saved_known.c.person == storable(person), saved_known.c.name == storable(name)
