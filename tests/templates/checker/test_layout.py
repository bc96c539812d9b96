"""Pages as LibreOffice lays them out: the page a clerk opens is the page that is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from templates.checker.check import check
from templates.checker.layout import placed
from templates.checker.paper import Role
from templates.checker.reading import read_paper
from tests.needs import needs
from tests.templates.checker.clean import letter, official


@pytest.mark.libreoffice
def test_a_finding_stands_on_the_page_that_is_printed(tmp_path: Path) -> None:
    needs.libreoffice()
    file = tmp_path / "通知.docx"
    document = official()
    for _ in range(22):  # a page more of text
        document.paragraphs[10].insert_paragraph_before("各单位要认真落实。", "公文正文")
    document.save(str(file))

    report = check(file, layout=True)

    annexes = [report.page(p) for p in report.paper.of(Role.ANNEX_MARK)]
    assert report.paper.laid_out
    assert annexes == [4, 5]
    assert report.pages == 5
    assert [(f.rule.id, f.found) for f in report.findings] == [("imprint.even_page", "第5页")]


def test_paragraphs_are_found_in_order_and_over_page_edges() -> None:
    """The same words may stand twice; the second ones are on the later page."""
    paper = read_paper(letter())
    texts = ["".join(p.text.split()) for p in paper.paragraphs]
    whole = "".join(texts)
    middle = len("".join(texts[:11])) + 5

    put = placed(paper, [whole[:middle], whole[middle:]])

    assert put.pages[:12] == (1,) * 12
    assert set(put.pages[12:]) == {2}
    assert put.ends[11] == 2
    assert put.laid_out
