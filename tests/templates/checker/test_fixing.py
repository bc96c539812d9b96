"""``--fix``: mends in a copy, loses no word, and has nothing to do the second time."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import Path

import pytest
from docx import Document as open_document

from archive.errors import Conflict
from templates.checker.catalogue import RULES
from templates.checker.check import check
from templates.checker.fixing import mend
from tests.templates.checker.clean import CLEAN
from tests.templates.checker.faults import FAULTS, Fault

_FIXABLE = frozenset(rule.id for rule in RULES if rule.fixable)
_BY_HAND = frozenset({"出席用仿宋"})
"""Label and names stand in one run, which a person has to part."""
_SAME = str.maketrans("〇圆", "零元")


def _words(file: Path) -> str:
    """Letters, characters and figures of a file, in order, whatever marks and zeros stand between them."""
    document = open_document(str(file))
    text = "".join(node.text or "" for node in document.element.body.iter("{*}t"))
    plain = unicodedata.normalize("NFKC", text).translate(_SAME)
    plain = re.sub(r"(?<!\d)0+(?=\d)|第(?=0*\d+号)|(?<=元)整", "", plain)
    return "".join(sign for sign in plain if sign.isalnum())


@pytest.mark.parametrize("name", CLEAN)
def test_all_faults_at_once_are_mended_and_no_word_is_lost(name: str, tmp_path: Path) -> None:
    """A program that eats half a sentence is never used again; one that mends for ever is not trusted either."""
    file = tmp_path / "草稿.docx"
    document = CLEAN[name]()
    faults = [fault for fault in FAULTS if fault.paper == name and fault.name not in _TOGETHER]
    for fault in faults:
        try:
            fault.plant(document)
        except (AssertionError, IndexError, AttributeError, TypeError):  # another fault has changed its words
            continue
    document.save(str(file))
    before = hashlib.sha256(file.read_bytes()).hexdigest()

    mended = mend(file)
    again = mend(mended.out or file, tmp_path / "再改.docx")

    assert hashlib.sha256(file.read_bytes()).hexdigest() == before
    assert mended.out is not None
    assert len(mended.done) > 12
    assert [finding.rule.id for finding in mended.left.findings if finding.fixable] == []
    assert again.out is None
    assert not (tmp_path / "再改.docx").exists()
    assert len(check(mended.out).findings) == len(mended.left.findings)


@pytest.mark.parametrize(
    "fault", [one for one in FAULTS if one.rule in _FIXABLE and one.name not in _BY_HAND], ids=lambda fault: fault.name
)
def test_a_mend_leaves_the_words_as_they_are(fault: Fault, tmp_path: Path) -> None:
    """Only marks, blanks, zeros and looks may change."""
    file, out = tmp_path / "草稿.docx", tmp_path / "改.docx"
    document = CLEAN[fault.paper]()
    fault.plant(document)
    document.save(str(file))

    mended = mend(file, out)

    assert mended.out == out
    assert fault.rule in {rule.id for rule, _ in mended.done}
    assert fault.rule not in {finding.rule.id for finding in mended.left.findings}
    if fault.name not in _CHANGED:
        assert _words(out) == _words(file)


_TOGETHER = frozenset({"没有文号"})
_CHANGED = frozenset(
    {
        "用㎡",
        "文号没有号",
        "日期用点",
        "日期用汉字",
        "日期用圆点",
        "没有印发",
        "帐目",
        "座落",
        "其它",
        "条文用阿拉伯数字",
    }
)
"""Faults whose mend writes a word: a unit's name, 号, 年月日, the right character."""


def test_an_existing_file_is_not_replaced(tmp_path: Path) -> None:
    """Yesterday's mended copy may have been worked on since."""
    file, out = tmp_path / "草稿.docx", tmp_path / "改.docx"
    document = CLEAN["letter"]()
    document.add_paragraph("半角,逗号。", "公文正文")
    document.save(str(file))
    out.write_bytes(b"mine")

    with pytest.raises(Conflict):
        mend(file, out)
    with pytest.raises(Conflict):
        mend(file, file, overwrite=True)

    assert out.read_bytes() == b"mine"
    assert list(tmp_path.glob(".*.part")) == []


def test_a_clean_paper_needs_no_copy(tmp_path: Path) -> None:
    """A second file that says the same is one too many."""
    file = tmp_path / "公文.docx"
    CLEAN["official"]().save(str(file))

    assert mend(file).out is None
    assert [one.name for one in tmp_path.iterdir()] == ["公文.docx"]
