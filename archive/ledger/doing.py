"""How an act is done: the day, who did it and the paper that carries it, the same for every use case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from archive.cases.model import Event


@dataclass(frozen=True, slots=True)
class Doing:
    """Everything about an act that does not depend on its kind."""

    today: dt.date
    day: dt.date | None = None
    """The day it was done; None for today."""
    actor: str = ""
    unit: str = ""
    text: str = ""
    number: str = ""
    """文号 of the paper that carries it."""
    document_id: int | None = None
    expected: int | None = None
    """The version of the case the clerk looked at."""

    @property
    def on(self) -> dt.date:
        """The day it was done."""
        return self.day or self.today

    def event(self, type_: str, details: Mapping[str, Any] | None = None, *, unit: str = "") -> Event:
        """The event it leaves; details that say nothing are left out."""
        stated = {key: value for key, value in (details or {}).items() if value not in (None, "")}
        return Event(self.on, type_, self.text, self.unit or unit, self.actor, self.number, self.document_id, stated)
