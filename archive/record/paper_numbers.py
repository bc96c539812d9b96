"""How far each series of numbers has come (发文字号: 代字 and year), without gaps also with two signers at once."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from archive.errors import Conflict, InvalidInput
from archive.papers.numbering import MOST, Counter
from archive.record.paper_tables import paper_series
from archive.storable import storable


class PaperNumbers:
    """The series, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def counters(self) -> list[Counter]:
        """How far every series has come, year by year."""
        query = select(paper_series).order_by(paper_series.c.series, paper_series.c.year)
        return [Counter(row.series, row.year, row.first, row.last) for row in self._connection.execute(query)]

    def next(self, series: str, year: int) -> int:
        """The number the next signer would get; promised to nobody."""
        row = self._connection.execute(_of_series(series, year)).one_or_none()
        return 1 if row is None else row.last + 1

    def take(self, series: str, year: int) -> int:
        """Take the next number. Others who want one of this series wait until this transaction ends.

        If it ends without success the number was not taken. Raises InvalidInput at the end of the series.
        """
        values = {"series": storable(series), "year": year, "first": 1, "last": 0}
        dialect = postgresql if self._connection.dialect.name == "postgresql" else sqlite
        self._connection.execute(dialect.insert(paper_series).values(values).on_conflict_do_nothing())
        last: int = self._connection.execute(_of_series(series, year).with_for_update()).one().last
        if last >= MOST:
            raise InvalidInput(f"“{series}”{year} 年的文号已经用完。", "请换一个代字。")
        self._connection.execute(_update_series(series, year).values(last=last + 1))
        return last + 1

    def start(self, series: str, year: int, last: int) -> None:
        """Say that numbers up to ``last`` were given before this record began. Raises Conflict if it gave some."""
        row = self._connection.execute(_of_series(series, year).with_for_update()).one_or_none()
        if row is not None and row.last >= row.first:
            raise Conflict(
                f"“{series}”{year} 年已经用到 {row.last} 号，不能再改起号。", "起号只在这个代字今年第一次签发以前设定。"
            )
        if row is None:
            new = {"series": storable(series), "year": year, "first": last + 1, "last": last}
            self._connection.execute(insert(paper_series).values(new))
        else:
            self._connection.execute(_update_series(series, year).values(first=last + 1, last=last))


def _of_series(series: str, year: int) -> Select[Any]:
    return select(paper_series).where(paper_series.c.series == storable(series), paper_series.c.year == year)


def _update_series(series: str, year: int) -> Any:
    return update(paper_series).where(paper_series.c.series == storable(series), paper_series.c.year == year)
