"""One root for every error a person may meet.

::

    JuanzongError
    ├── SettingsError          a setting that cannot be used
    ├── NotFound               nothing in the record under that name
    ├── InvalidInput           what was typed or uploaded cannot be understood
    ├── Conflict               the record changed, or another process holds what is needed
    ├── ReadError              a file whose content cannot be read
    ├── StorageFull            the disk that keeps the originals cannot take more
    ├── RecordUnavailable      the database cannot be opened or does not answer
    ├── IndexUnavailable       the search index does not answer
    │   └── EntriesRefused     it takes some entries not, all others it has
    ├── IndexOutdated          the index was built with another mapping or word list
    ├── WorkUnavailable        the broker or a worker does not answer
    ├── MissingFields          a paper lacks required values
    ├── TemplateError          a Word template that cannot be filled
    └── AccessDenied           no token, or one without the right

Every error carries what happened (``message``), what to do next (``advice``), both in Chinese, a stable ``code`` for
programs, the exit code of the command line and the HTTP status. ``docs/errors.md`` explains each.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar


class JuanzongError(Exception):
    """Root of all errors that are meant to be read by the office."""

    code: ClassVar[str] = "error"
    exit_code: ClassVar[int] = 1
    status: ClassVar[int] = 500

    def __init__(self, message: str, advice: str = "", *, code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice
        self.error_code = code or self.code

    def details(self) -> dict[str, Any]:
        """Further fields of the JSON error object, beside code, message and advice."""
        return {}

    def as_dict(self) -> dict[str, Any]:
        """The JSON error object of the command line and the API."""
        return {"code": self.error_code, "message": self.message, "advice": self.advice, **self.details()}


class SettingsError(JuanzongError):
    """A setting that cannot be used."""

    code = "settings"


class NotFound(JuanzongError):
    """Nothing in the record under that name."""

    code = "not_found"
    status = 404


class InvalidInput(JuanzongError):
    """What was typed or uploaded cannot be understood."""

    code = "invalid_input"
    status = 422


class Conflict(JuanzongError):
    """The record changed meanwhile, or another process holds what is needed."""

    code = "conflict"
    status = 409


class ReadError(JuanzongError):
    """A file whose content cannot be read; ``code`` tells why (``encrypted``, ``damaged``, ``too_large`` …)."""

    code = "unreadable"
    status = 422


class StorageFull(JuanzongError):
    """The disk that keeps the originals cannot take more."""

    code = "storage_full"
    status = 507


class RecordUnavailable(JuanzongError):
    """The database cannot be opened or does not answer."""

    code = "record_unavailable"
    status = 503


class IndexUnavailable(JuanzongError):
    """The search index does not answer."""

    code = "index_unavailable"
    status = 503


class EntriesRefused(IndexUnavailable):
    """The index took all entries but a few, which it will not take as they are."""

    code = "index_refused"

    def __init__(self, reasons: Mapping[str, str]) -> None:
        key, reason = next(iter(reasons.items()))
        more = f" 等 {len(reasons)} 条" if len(reasons) > 1 else ""
        super().__init__(
            f"检索索引拒收条目 {key}{more}：{reason}。其他条目都已编入。",
            "没编入的原件和案卷都在，只是检索不到；条目太大时，请给 Elasticsearch 增加内存。处理后会自动补编。",
        )
        self.reasons = dict(reasons)
        """Why, by the key of the entry."""


class IndexOutdated(JuanzongError):
    """The index was built with another mapping or word list than the program uses now."""

    code = "index_outdated"
    status = 503


class WorkUnavailable(JuanzongError):
    """The broker or a worker does not answer."""

    code = "work_unavailable"
    status = 503


class MissingFields(JuanzongError):
    """A paper lacks required values."""

    code = "missing_fields"
    status = 422

    def __init__(self, message: str, advice: str, fields: list[tuple[str, str]]) -> None:
        super().__init__(message, advice)
        self.fields = fields
        """(key, Chinese label) of each missing value; ``--set key=…`` takes the key."""

    def details(self) -> dict[str, Any]:
        """The missing values under ``fields``."""
        return {"fields": [{"key": key, "label": label} for key, label in self.fields]}


class TemplateError(JuanzongError):
    """A Word template that cannot be filled."""

    code = "template"
    status = 422


class AccessDenied(JuanzongError):
    """No token, or one without the right."""

    code = "access_denied"
    status = 401
