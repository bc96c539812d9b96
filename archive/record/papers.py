"""Papers generated from cases: which template, which values, which file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, select

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
        rows = self._connection.execute(
            select(papers, cases.c.no)
            .join(cases, papers.c.case_id == cases.c.id)
            .where(cases.c.no == no)
            .order_by(papers.c.id)
        )
        return [
            PaperRecord(
                r.id,
                r.no,
                r.template,
                r.template_version,
                r._mapping["values"],
                r.file,
                r.sha256,
                r.document_id,
                r.created_at,
            )
            for r in rows
        ]
