"""What a rule is, what it finds, and how a finding is mended; values only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from templates.checker.paper import Paragraph, Run, Section


class Severity(StrEnum):
    """How much a finding weighs."""

    MUST = "must"
    SHOULD = "should"
    NOTE = "note"


SEVERITIES: Final = {Severity.MUST: "必须改", Severity.SHOULD: "建议改", Severity.NOTE: "请核对"}
"""As a clerk reads them."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing a paper has to keep to."""

    id: str
    """Subject and name, such as ``number.brackets``; never changes its meaning."""
    clause: str
    """Where it is written."""
    severity: Severity
    what: str
    """What is wrong where it is broken, in Chinese."""
    mend: str
    """What to do, in Chinese."""
    fixable: bool = False
    """Whether ``--fix`` can mend it; a single finding may still have to be left to a person."""


@dataclass(frozen=True, slots=True)
class Replace:
    """Other characters in place of some of a paragraph."""

    paragraph: Paragraph
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Dress:
    """Another look for whole runs; None leaves as it is."""

    runs: tuple[Run, ...]
    font: str | None = None
    size: float | None = None
    color: str | None = None
    hinted: bool | None = None
    closer: int | None = None
    """Twips."""


@dataclass(frozen=True, slots=True)
class Arrange:
    """Another place on the line for a paragraph; None leaves as it is. Indents in characters."""

    paragraph: Paragraph
    align: str | None = None
    first: float | None = None
    left: float | None = None
    right: float | None = None
    new_page: bool | None = None
    line: int | None = None
    """Exact line height in twips."""
    closed: bool = False
    """Without space above and below."""


@dataclass(frozen=True, slots=True)
class SetPage:
    """The standard's paper, margins and grid for a section."""

    section: Section


@dataclass(frozen=True, slots=True)
class NumberPages:
    """The standard's page numbers for a section."""

    section: Section
    first: bool
    """Whether its first page bears a number."""


Edit = Replace | Dress | Arrange | SetPage | NumberPages


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule broken at one place."""

    rule: Rule
    paragraph: Paragraph | None
    """None for what concerns the whole paper."""
    found: str = ""
    wanted: str = ""
    edits: tuple[Edit, ...] = ()
    """What ``--fix`` does; empty where a person has to decide."""

    @property
    def fixable(self) -> bool:
        """Whether ``--fix`` mends this one."""
        return bool(self.edits)
