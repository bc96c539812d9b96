"""Cases with their parties, claims and events in the record."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from functools import cached_property
from typing import Any
from zlib import crc32

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, or_, select, text, update
from sqlalchemy.exc import IntegrityError

from archive.cases.clocks.calendar import Calendar
from archive.cases.clocks.rules import Clocks
from archive.cases.model import Case
from archive.cases.places import Places
from archive.errors import Conflict, NotFound
from archive.record.case_rows import case_from, case_values, plain
from archive.record.chunks import chunks
from archive.record.holidays import Holidays
from archive.record.ledger_tables import deadlines, dispatches, instalments
from archive.record.places import Organisation
from archive.record.projection import PROJECTION_VERSION, Projection, place_of, project
from archive.record.shown import ShownCase, shown
from archive.record.tables import case_texts, cases, claims, events, parties
from archive.storable import storable, storable_json

_PROJECTED = (dispatches, instalments, deadlines)
"""Tables computed from a case; each is an attribute of the same name of a projection."""


def case_key(no: str) -> str:
    """The case's key in the outbox and the index."""
    return f"case:{no}"


class Cases:
    """The cases as seen by one transaction."""

    def __init__(self, connection: Connection, clocks: Clocks) -> None:
        self._connection = connection
        self._clocks = clocks

    @cached_property
    def _calendar(self) -> Calendar:
        return Holidays(self._connection).calendar()

    @cached_property
    def _places(self) -> Places:
        return Organisation(self._connection).places()

    def get(self, no: str) -> Case:
        """One case, whole. Raises NotFound."""
        found = self.many([no])
        if no not in found:
            raise NotFound(
                f"没有编号为“{no}”的案件。", "请用 juanzong case list 查看编号，或用 juanzong case new 登记。"
            )
        return found[no]

    def id_of(self, no: str) -> int:
        """The row id of a case. Raises NotFound."""
        found = self._connection.execute(select(cases.c.id).where(cases.c.no == storable(no))).scalar_one_or_none()
        if found is None:
            raise NotFound(
                f"没有编号为“{no}”的案件。", "请用 juanzong case list 查看编号，或用 juanzong case new 登记。"
            )
        return int(found)

    def ids_of(self, numbers: Sequence[str]) -> dict[str, int]:
        """The row ids of those of the cases that exist, by number."""
        found: dict[str, int] = {}
        for some in chunks(map(storable, numbers)):
            rows = self._connection.execute(select(cases.c.no, cases.c.id).where(cases.c.no.in_(some)))
            found.update((row.no, int(row.id)) for row in rows)
        return found

    def many(self, numbers: Sequence[str]) -> dict[str, Case]:
        """Those of the cases that exist, whole, by number."""
        found: dict[str, Case] = {}
        for some in chunks(map(storable, numbers)):
            rows = self._connection.execute(select(cases).where(cases.c.no.in_(some))).all()
            found.update((case.no, case) for case in self._whole(rows))
        return found

    def shown(self, numbers: Sequence[str]) -> dict[str, ShownCase]:
        """Those of the cases that exist, by number, as a search shows them."""
        return shown(self._connection, numbers)

    def all(self, *, chunk: int = 500) -> Iterator[Case]:
        """Every case, whole, in the order recorded, a chunk in memory at a time."""
        last = 0
        while rows := self._connection.execute(
            select(cases).where(cases.c.id > last).order_by(cases.c.id).limit(chunk)
        ).all():
            yield from self._whole(rows)
            last = rows[-1].id

    def numbers(self) -> Iterator[str]:
        """The numbers of all cases."""
        yield from self._connection.execute(select(cases.c.no).order_by(cases.c.id)).scalars()

    def stated_numbers(self) -> Iterator[tuple[str, str, str]]:
        """Of every case that states one: its own number, and those of its reply and its agreement as they are written."""
        reply, agreement = cases.c.reply["number"].as_string(), cases.c.mediation["agreement_number"].as_string()
        query = select(cases.c.no, func.coalesce(reply, ""), func.coalesce(agreement, ""))
        for row in self._connection.execute(query.where(or_(reply != "", agreement != "")).order_by(cases.c.id)):
            yield row[0], row[1], row[2]

    def last_serial(self, stem: str) -> int:
        """The greatest number of four digits or more that stands behind ``stem`` in a case's number; 0 if none does.

        Whoever asks for the same stem in another writing transaction waits for the end of this one.
        """
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": crc32(stem.encode())})
        pattern = re.compile(rf"{re.escape(stem)}(\d{{4,}})(?:[A-Z]{{2}})?")
        query = select(cases.c.no).where(cases.c.no.startswith(stem, autoescape=True))
        found = (pattern.fullmatch(no) for no in self._connection.execute(query).scalars())
        return max((int(match[1]) for match in found if match), default=0)

    def add(self, case: Case, now: dt.datetime) -> int:
        """Record a new case; returns its row id. Raises Conflict if the number is taken."""
        if self._connection.execute(select(cases.c.id).where(cases.c.no == storable(case.no))).first():
            raise _taken(case.no)
        return self._insert([case], now)[storable(case.no)]

    def add_many(self, new: Sequence[Case], now: dt.datetime) -> None:
        """Record new cases, together. Raises Conflict if a number is taken."""
        if new:
            self._insert(new, now)

    def refresh(self, numbers: Sequence[str]) -> None:
        """Compute anew what is stored beside these cases, after the rules, places or holidays changed."""
        found = self.many(numbers)
        ids: dict[str, int] = {}
        for some in chunks(list(found)):
            query = select(cases.c.no, cases.c.id).where(cases.c.no.in_(some))
            ids |= {row.no: int(row.id) for row in self._connection.execute(query)}
        self._project([(ids[no], case) for no, case in found.items()])

    def outdated(self, limit: int = 500) -> list[str]:
        """Some cases beside which something is stored that other rules, or an older version of the program, computed."""
        older = (cases.c.projected < PROJECTION_VERSION) | (cases.c.clocks != self._clocks.fingerprint)
        query = select(cases.c.no).where(older).limit(limit)
        return list(self._connection.execute(query).scalars())

    def outdate(self, numbers: Sequence[str] | None = None) -> None:
        """Say that what is stored beside these cases, or all, is old; ``Record.refresh`` then computes it anew."""
        if numbers is None:
            self._connection.execute(update(cases).values(projected=0))
            return
        for some in chunks(numbers):
            self._connection.execute(update(cases).where(cases.c.no.in_(some)).values(projected=0))

    def _project(self, of_cases: Sequence[tuple[int, Case]]) -> None:
        placed = [(case_id, *self._placed(case)) for case_id, case in of_cases]
        rows = [
            {**storable_json(projection.columns), "region_code": case.region_code, "row_id": case_id}
            for case_id, case, projection in placed
        ]
        if not rows:
            return
        self._connection.execute(update(cases).where(cases.c.id == bindparam("row_id")), rows)
        for table in (*_PROJECTED, case_texts):
            for some in chunks([case_id for case_id, _ in of_cases]):
                self._connection.execute(delete(table).where(table.c.case_id.in_(some)))
        self._add_projected([(case_id, projection) for case_id, _, projection in placed])

    def _add_projected(self, of_cases: Sequence[tuple[int, Projection]]) -> None:
        for table in _PROJECTED:
            rows = [
                {**storable_json(asdict(value)), "case_id": case_id, "seq": seq}
                for case_id, projection in of_cases
                for seq, value in enumerate(getattr(projection, table.name))
            ]
            if rows:
                self._connection.execute(insert(table), rows)
        texts = [{"case_id": case_id, "text": storable(projection.text)} for case_id, projection in of_cases]
        self._connection.execute(insert(case_texts), texts)

    def _placed(self, case: Case) -> tuple[Case, Projection]:
        placed = replace(case, region_code=place_of(case, self._places))
        return placed, project(placed, self._places, self._clocks, self._calendar)

    def _insert(self, new: Sequence[Case], now: dt.datetime) -> dict[str, int]:
        placed = [self._placed(case) for case in new]
        rows = [
            {
                **case_values(case),
                **storable_json(projection.columns),
                "version": 1,
                "created_at": now,
                "changed_at": now,
            }
            for case, projection in placed
        ]
        try:
            result = self._connection.execute(insert(cases).returning(cases.c.no, cases.c.id), rows)
        except IntegrityError as exc:  # another program was first
            raise _taken(", ".join(case.no for case in new[:3])) from exc
        ids = {no: int(case_id) for no, case_id in result}
        self._add_children([(ids[storable(case.no)], case) for case in new])
        self._add_projected([(ids[storable(case.no)], projection) for case, projection in placed])
        return ids

    def change(self, case: Case, now: dt.datetime) -> None:
        """Replace a case read at ``case.version``. Raises Conflict if it was changed since, NotFound if it is gone."""
        case_id = self.id_of(case.no)
        result = self._connection.execute(
            update(cases)
            .where(cases.c.id == case_id, cases.c.version == case.version)
            .values(**case_values(case), version=case.version + 1, changed_at=now)
        )
        if result.rowcount == 0:
            raise Conflict(f"案件“{case.no}”刚被别人改过。", "请重新打开案件，看过对方的修改后再改。")
        for table in (claims, parties, events):
            self._connection.execute(delete(table).where(table.c.case_id == case_id))
        self._add_children([(case_id, case)])
        self._project([(case_id, case)])

    def _add_children(self, of_cases: Sequence[tuple[int, Case]]) -> None:
        for table in (claims, parties, events):
            rows = [
                {**storable_json(plain(value)), "case_id": case_id, "seq": seq}
                for case_id, case in of_cases
                for seq, value in enumerate(getattr(case, table.name))
            ]
            if rows:
                self._connection.execute(insert(table), rows)

    def _whole(self, rows: Sequence[Row[Any]]) -> Iterator[Case]:
        ids = [row.id for row in rows]
        by_case: dict[str, dict[int, list[Row[Any]]]] = {}
        for table in (claims, parties, events):
            grouped: dict[int, list[Row[Any]]] = {case_id: [] for case_id in ids}
            query = select(table).where(table.c.case_id.in_(ids)).order_by(table.c.case_id, table.c.seq)
            for child in self._connection.execute(query):
                grouped[child.case_id].append(child)
            by_case[table.name] = grouped
        for row in rows:
            yield case_from(row, by_case["claims"][row.id], by_case["parties"][row.id], by_case["events"][row.id])


def _taken(no: str) -> Conflict:
    return Conflict(f"编号“{no}”已经有案件了。", "请换一个编号，或用 juanzong case show 查看原案件。")
