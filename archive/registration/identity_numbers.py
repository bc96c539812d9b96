"""Identity numbers in a text: eighteen or fifteen signs, as OCR leaves them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.chinese.identity import Fault, birth_of_body, is_credit_code, number_fault

SLIPS = str.maketrans("OoQD〇○lI|!BSZ", "0000001111852")
"""Letters that OCR puts for digits."""
_SIGN = r"[0-9OoQDlI|!BSZ〇○]"
_LAST = r"[0-9OoQDlI|!BSZ〇○XxХх×✕✖ⅩⅹΧχ*]"
_RUN = re.compile(rf"(?<![0-9A-Za-z])(?<![0-9]\.)[1-9lI|]{_SIGN}*(?:[ -]?{_SIGN}){{13,19}}[ -]?{_LAST}?")
_X = re.compile(r"[XxХх×✕✖ⅩⅹΧχ*]")
_LABEL = re.compile(r"身份|证号|证件号|公民号码|I[Dd]")
_NEAR = 16


@dataclass(frozen=True, slots=True)
class FoundId:
    """An identity number, or what stands where one is announced."""

    start: int
    end: int
    number: str
    confidence: float
    remark: str = ""


def find_ids(text: str) -> Iterator[FoundId]:
    """Every identity number in folded text, left to right."""
    for match in _RUN.finditer(text):
        labelled = bool(_LABEL.search(text, max(0, match.start() - _NEAR), match.start()))
        yield from _in_run(match.group(), match.start(), labelled, text)


def _in_run(run: str, start: int, labelled: bool, text: str) -> Iterator[FoundId]:
    """The number in a run of digits that may hold the next column of a table too."""
    signs = [offset for offset, sign in enumerate(run) if sign not in " -"]
    bare = "".join(run[offset] for offset in signs)
    for length in (18, 15):
        for first in range(len(bare) - length + 1):
            if first and run[signs[first] - 1] not in " -":
                continue
            number = _number(bare[first : first + length])
            good = number is not None and number_fault(number) is None
            end = signs[first + length - 1] + 1
            if number and good and (length == 18 or end == len(run) or run[end] in " -"):
                changed = number != bare[first : first + length].upper()
                confidence = (0.97 if length == 18 else 0.9 if labelled else 0.6) - 0.05 * changed
                yield FoundId(start + signs[first], start + end, number, confidence)
                return
    yield from _doubtful(bare, run, start, labelled)


def _doubtful(bare: str, run: str, start: int, labelled: bool) -> Iterator[FoundId]:
    """A number that fails its check is worth showing if it can be nothing else."""
    number = _number(bare[:18])
    if number is None or is_credit_code(bare[:18]):
        return
    if len(bare) == 18 and (birth_of_body(number) or labelled):
        sure = 0.4 if birth_of_body(number) else 0.3
        yield FoundId(start, start + len(run), number, sure, _said(number_fault(number)))
    elif labelled and len(bare) in (14, 15, 16, 17, 19, 20):
        whole = _number(bare) or bare
        yield FoundId(start, start + len(run), whole, 0.25, _said(number_fault(whole)))


def _said(fault: Fault | None) -> str:
    return f"{fault or Fault.CHECK}，可能抄错或认错，请核对原件"


def _number(signs: str) -> str | None:
    """Digits for the letters that OCR puts, X for every cross at the end; None if a letter stands elsewhere."""
    body = signs[:-1].translate(SLIPS)
    last = "X" if _X.fullmatch(signs[-1]) else signs[-1].translate(SLIPS)
    return body + last if body.isascii() and body.isdigit() and last.isalnum() else None
