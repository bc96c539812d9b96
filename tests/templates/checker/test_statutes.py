"""What a paper cites is looked up as of its own day; what is wrong is told at its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest
from docx import Document

from archive.laws.bookcase import Bookcase
from archive.laws.checking import LawsAt
from archive.laws.importing import import_laws
from archive.record.record import Record
from templates.checker.check import check_document
from templates.checker.rules import statutes
from tests.archive.laws.test_import import folder
from tests.archive.laws.test_shelf import LAKES, NEW, OLD

ON_THE_DAY = "2015年6月1日"


@pytest.fixture(scope="module")
def laws(tmp_path_factory: pytest.TempPathFactory) -> LawsAt:
    """A shelf with one law in two versions."""
    path = tmp_path_factory.mktemp("shelf")
    record = Record(f"sqlite:///{path / 'record.db'}")
    import_laws(record, [folder(path / "laws", 旧=OLD, 新=NEW, 湖=LAKES)])
    return LawsAt(Bookcase(record), dt.date(2022, 6, 1))


def _found(laws: LawsAt, *said: str, day: str = ON_THE_DAY) -> Sequence[tuple[str, str, str]]:
    document = Document()
    for text in ("关于河湖事项的答复意见", "王某某：", *said, "某县水利局", day):
        document.add_paragraph(text)
    own = {rule.id for rule in statutes.RULES}
    report = check_document(document, laws)
    return [
        (f.rule.id.partition(".")[2], f.paragraph.place if f.paragraph else "", f.found)
        for f in report.findings
        if f.rule.id in own
    ]


@pytest.mark.parametrize(
    "said",
    [
        "依据《河湖法》第二条第一款第（二）项和第二款、《中华人民共和国河湖法》第三条的规定，答复如下。",
        "《河湖法》第二条第二款规定：“有前款情形的，当日公布。”",
        "《河湖法》第二条规定“应当公布下列事项：……（二）流量”，该条第二款另有规定。",
        "收到《关于河湖管理的请示》，按合同第九条办理，本单位“特事特办、马上就办”。",
    ],
)
def test_right_citations_are_left_alone(laws: LawsAt, said: str) -> None:
    """A warning over a right citation teaches clerks to pass over warnings."""
    assert _found(laws, said) == []


@pytest.mark.parametrize(
    ("said", "rule", "told"),
    [
        ("依据《河湖法》第四条规定", "article", "2020年文本有这一条"),
        ("依据《河湖法》第一条、第九条", "article", "《河湖法》第九条没有这一条"),
        ("依据《河湖法》第二条第三款", "part", "只有2款"),
        ("依据河湖法第2条第（三）项", "part", "没有这一项"),
        ("依据《湖泊条例》第一条", "force", "2010-05-01起失效：《中华人民共和国河湖法》废止"),
        ("《河湖法》第一条规定：“新的第一条，从2020年起。”", "quotation", "条文里没有这段话"),
        ("《河湖法》第二条第一款规定“有前款情形的，当日公布”", "quotation", "同一条的另一处"),
        ("《河湖法》第二条第一款第一项规定“应当公布下列事情：（一）水位”", "quotation", "应当公布下列事项"),
        ("依据《山川管理办法》第五条", "unknown", "书架上没有这部法规"),
    ],
)
def test_a_wrong_citation_is_told_at_its_place(laws: LawsAt, said: str, rule: str, told: str) -> None:
    """A reply that rests on an article that is not there falls on review."""
    found = _found(laws, "现答复如下。", said)
    assert [(name, place) for name, place, _ in found] == [(rule, "第4段")]
    assert told in found[0][2]


def test_the_law_named_in_an_earlier_paragraph_is_meant(laws: LawsAt) -> None:
    """该法 in the next paragraph is checked like the name itself."""
    found = _found(laws, "依据《河湖法》第一条办理。", "该法第八条另有规定。")
    assert [(name, place) for name, place, _ in found] == [("article", "第4段")]


def test_a_paper_is_judged_by_the_law_of_its_own_day(laws: LawsAt) -> None:
    """The same words are right in 2015 and wrong in 2022."""
    said = "依据《河湖法》第二条第二款规定，答复如下。"
    assert _found(laws, said) == []
    assert [name for name, _, _ in _found(laws, said, day="2022年6月1日")] == ["part"]
