"""File → report: every finding with its page, its paragraph and its clause."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docx.document import Document

from archive.laws.checking import LawsAt
from templates.checker.catalogue import find_all
from templates.checker.layout import with_real_pages
from templates.checker.opening import open_document
from templates.checker.pages import with_estimated_pages
from templates.checker.paper import KINDS, Paper, Paragraph
from templates.checker.reading import read_paper
from templates.checker.rule import SEVERITIES, Finding, Severity


@dataclass(frozen=True, slots=True)
class Report:
    """What is wrong with one file."""

    paper: Paper
    findings: tuple[Finding, ...]

    def page(self, paragraph: Paragraph | None) -> int | None:
        """The page a paragraph stands on; None for headers, footers and what concerns the whole paper."""
        pages = self.paper.pages
        return pages[paragraph.index] if paragraph is not None and 0 <= paragraph.index < len(pages) else None

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(self.paper.ends, default=1)

    def count(self, severity: Severity) -> int:
        """Findings of that weight."""
        return sum(1 for finding in self.findings if finding.rule.severity is severity)

    @property
    def wrong(self) -> bool:
        """Whether anything must be mended."""
        return self.count(Severity.MUST) > 0

    def as_dict(self) -> dict[str, Any]:
        """The report as JSON."""
        return {
            "kind": self.paper.kind.value,
            "kind_label": KINDS[self.paper.kind],
            "pages": self.pages,
            "pages_from": "layout" if self.paper.laid_out else "estimate",
            "counts": {severity.value: self.count(severity) for severity in Severity},
            "findings": [self._finding(finding) for finding in self.findings],
        }

    def _finding(self, finding: Finding) -> dict[str, Any]:
        rule, paragraph = finding.rule, finding.paragraph
        return {
            "rule": rule.id,
            "clause": rule.clause,
            "severity": rule.severity.value,
            "severity_label": SEVERITIES[rule.severity],
            "page": self.page(paragraph),
            "place": paragraph.place if paragraph is not None else "全文",
            "words": paragraph.words if paragraph is not None else "",
            "what": rule.what,
            "found": finding.found,
            "wanted": finding.wanted,
            "mend": rule.mend,
            "fixable": finding.fixable,
        }


def check(path: Path, *, layout: bool = False, laws: LawsAt | None = None) -> Report:
    """Read a Word file against every rule; what it cites is looked up in ``laws``.

    ``layout`` lets LibreOffice lay the pages out where it is installed, which takes seconds; otherwise the pages are
    counted from the lines and may be off by one.

    Raises:
        NotFound: there is no such file.
        ReadError: it is no good Word document.
    """
    report = check_document(open_document(path), laws)
    laid_out = with_real_pages(report.paper, path) if layout else None
    return Report(laid_out, tuple(find_all(laid_out, laws))) if laid_out is not None else report


def check_document(document: Document, laws: LawsAt | None = None) -> Report:
    """The same for a document that is open; its pages are counted."""
    paper = with_estimated_pages(read_paper(document))
    return Report(paper, tuple(find_all(paper, laws)))


def by_rule(findings: tuple[Finding, ...]) -> Counter[str]:
    """How often each rule is broken."""
    return Counter(finding.rule.id for finding in findings)
