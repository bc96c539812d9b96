"""What SQLite and PostgreSQL say differently about days, written once."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Integer, Text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class days_between(FunctionElement[int]):
    """``days_between(earlier, later)``: whole days from one day to another."""

    type = Integer()
    inherit_cache = True


@compiles(days_between, "sqlite")
def _(element: Any, compiler: Any, **how: Any) -> str:
    earlier, later = (compiler.process(part, **how) for part in element.clauses)
    return f"CAST(julianday({later}) - julianday({earlier}) AS INTEGER)"


@compiles(days_between, "postgresql")
def _(element: Any, compiler: Any, **how: Any) -> str:
    earlier, later = (compiler.process(part, **how) for part in element.clauses)
    return f"({later} - {earlier})"


class _Bucket(FunctionElement[str]):
    type = Text()
    inherit_cache = True
    sqlite = ""
    postgresql = ""


@compiles(_Bucket, "sqlite")
def _(element: Any, compiler: Any, **how: Any) -> str:
    return str(element.sqlite).replace("?", compiler.process(element.clauses, **how))


@compiles(_Bucket, "postgresql")
def _(element: Any, compiler: Any, **how: Any) -> str:
    return f"to_char({compiler.process(element.clauses, **how)}, '{element.postgresql}')"


class year_of(_Bucket):
    """``2024``."""

    inherit_cache = True
    sqlite = "strftime('%Y', ?)"
    postgresql = "YYYY"


class quarter_of(_Bucket):
    """``2024-Q2``."""

    inherit_cache = True
    sqlite = "strftime('%Y', ?) || '-Q' || ((strftime('%m', ?) + 2) / 3)"
    postgresql = 'YYYY-"Q"Q'


class month_of(_Bucket):
    """``2024-05``."""

    inherit_cache = True
    sqlite = "strftime('%Y-%m', ?)"
    postgresql = "YYYY-MM"


class week_of(_Bucket):
    """``2024-W20``, the week of its Thursday (GB/T 7408); older SQLite has no word for it."""

    inherit_cache = True
    sqlite = (
        "strftime('%Y', ?, '-3 days', 'weekday 4') || '-W' || "
        "substr('0' || ((strftime('%j', ?, '-3 days', 'weekday 4') - 1) / 7 + 1), -2)"
    )
    postgresql = 'IYYY-"W"IW'
