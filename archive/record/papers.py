"""Papers generated from cases: which template, which values, which file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from archive.errors import NotFound
from archive.record.tables import cases, papers
from archive.record.text import storable_json


@dataclass(frozen=True, slots=True)
class PaperRecord:
    """One generated paper."""

    id: int
    case_no: str
    template: str
    template_version: str
    values: Mapping[str, Any]
    file: str
    sha256: str
    document_id: int | None
    created_at: dt.datetime


class Papers:
    """The papers as seen by one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(
        self,
        case_id: int,
        *,
        template: str,
        template_version: str,
        values: Mapping[str, Any],
        file: str,
        sha256: str,
        document_id: int | None,
        now: dt.datetime,
    ) -> int:
        """Record a generated paper with its values frozen; returns its id."""
        result = self._connection.execute(
            insert(papers).values(
                case_id=case_id,
                template=template,
                template_version=template_version,
                values=storable_json(dict(values)),
                file=file,
                sha256=sha256,
                document_id=document_id,
                created_at=now,
            )
        )
        key = result.inserted_primary_key
        assert key is not None
        return int(key[0])

    def of_case(self, no: str) -> list[PaperRecord]:
        """The papers of a case, oldest first."""
        return [_paper(row) for row in self._connection.execute(_all.where(cases.c.no == no))]

    def get(self, paper_id: int) -> PaperRecord:
        """One paper. Raises NotFound."""
        row = self._connection.execute(_all.where(papers.c.id == paper_id)).one_or_none()
        if row is None:
            raise no_such_paper(paper_id)
        return _paper(row)

    def all(self) -> Iterator[PaperRecord]:
        """Every paper, oldest first."""
        for row in self._connection.execute(_all, execution_options={"yield_per": 500}):
            yield _paper(row)


def no_such_paper(paper_id: int) -> NotFound:
    """The error for a paper that is not there."""
    return NotFound(f"没有编号为 {paper_id} 的公文。", "请在案件里查看已生成的公文。")


_all = select(papers, cases.c.no).join(cases, papers.c.case_id == cases.c.id).order_by(papers.c.id)


def _paper(row: Row[Any]) -> PaperRecord:
    return PaperRecord(
        row.id,
        row.no,
        row.template,
        row.template_version,
        row._mapping["values"],
        row.file,
        row.sha256,
        row.document_id,
        row.created_at,
    )
