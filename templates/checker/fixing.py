"""``--fix``: mends what is mechanical in a copy, until nothing of that kind is left."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from archive.laws.checking import LawsAt
from archive.new_file import write_new
from templates.checker.check import Report, check_document
from templates.checker.mending import apply
from templates.checker.opening import open_document
from templates.checker.rule import Finding, Rule

_ROUNDS: Final = 6
"""One mend uncovers another: a date in figures, then its zeros."""


@dataclass(frozen=True, slots=True)
class Mended:
    """What became of one file."""

    out: Path | None
    """The new file; None where there was nothing to mend."""
    done: tuple[tuple[Rule, int], ...]
    """Rules by which something was mended, and how often."""
    before: Report
    left: Report
    """What still is wrong in the new file."""


def mend(path: Path, out: Path | None = None, *, overwrite: bool = False, laws: LawsAt | None = None) -> Mended:
    """Write a mended copy of ``path``; the original is never touched.

    Args:
        path: the Word file.
        out: the new file; ``名（已改）.docx`` beside the original where None.
        overwrite: replace an existing ``out``.
        laws: the legal shelf, as ``check``.

    Raises:
        NotFound, ReadError: as ``check``.
        Conflict: ``out`` exists, or is the original.
        JuanzongError: ``write_failed``.
    """
    document = open_document(path)
    before = left = check_document(document, laws)
    target = out or path.with_name(f"{path.stem}（已改）.docx")
    done: Counter[str] = Counter()
    rules = {finding.rule.id: finding.rule for finding in before.findings}
    for _ in range(_ROUNDS):
        mendable = [finding for finding in left.findings if finding.fixable]
        if not mendable:
            break
        apply(document, (edit for finding in mendable for edit in finding.edits))
        done.update(_tally(mendable))
        rules |= {finding.rule.id: finding.rule for finding in mendable}
        left = check_document(document, laws)
    if not done:
        return Mended(None, (), before, left)
    packed = io.BytesIO()
    document.save(packed)
    write_new(target, packed.getvalue(), overwrite=overwrite, never=path)
    return Mended(target, tuple((rules[name], count) for name, count in done.items()), before, left)


def _tally(findings: list[Finding]) -> Counter[str]:
    return Counter(finding.rule.id for finding in findings)
