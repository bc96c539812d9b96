"""GB/T 9704—2012 7.3.5.5: a page with nothing but a name and a seal can be put behind any text."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from templates.checker.check import check
from templates.fill import WordTemplate, open_template
from templates.gongwen.building import build
from templates.gongwen.sheet import Letter, Official, Sheet
from tests.needs import needs
from tests.templates.pages import to_pdf

pytestmark = pytest.mark.libreoffice

VALUES = {
    "title": "关于王建国信访事项的答复",
    "number": "松信访复字〔2022〕12号",
    "unit": "方正县松河镇人民政府",
    "heading": "normal",
    "signed_on": "2022年6月20日",
    "addressee": "王建国",
    "note": "（联系人：李明）",
    "attachments": [],
    "marks": [],
    "three_marks": [{"text": "", "black": False}] * 3,
    "imprint_unit": "方正县信访局",
    "imprint_day": "2022年6月20日",
}
COPIES = "方正县信访局；方正县自然资源局；方正县住房和城乡建设局；方正县司法局"
ONE, TWO = Letter("{{ matter }}"), Letter("{{ matter }}\n~ 特此告知。")
PAPERS: dict[str, tuple[Sheet, str, tuple[int, ...]]] = {
    "one": (ONE, "", (6, 10, 11, 14, 15, 16, 17)),
    "copied": (ONE, COPIES, (8, 9, 11, 13, 14, 15, 17)),
    "two": (TWO, "方正县信访局", (8, 9, 15)),
    "official": (Official("{{ matter }}"), "", (5, 7, 8, 9, 10, 25)),
}
"""Sheets, 抄送, and lengths of the text in lines round those that just fill a page."""


def _template(folder: Path, key: str, sheet: Sheet) -> WordTemplate:
    path = folder / f"{key}.docx"
    build(sheet).save(str(path))
    return open_template(path)


def test_text_stands_on_the_page_of_its_signature_whatever_its_length(tmp_path: Path) -> None:
    """A letter of one paragraph has nothing that could be carried over: its lines are set closer or wider."""
    needs.libreoffice()
    files = []
    for key, (sheet, copies, lengths) in PAPERS.items():
        template = _template(tmp_path, key, sheet)
        for lines in lengths:
            file = tmp_path / f"{key}-{lines}.docx"
            file.write_bytes(template.fill(VALUES | {"copies_to": copies, "matter": "查" * (28 * lines - 16)}))
            files.append(file)
    for file, pdf in zip(files, to_pdf(files, tmp_path), strict=True):
        with pypdfium2.PdfDocument(pdf) as document:
            pages = [page.get_textpage().get_text_range().replace(" ", "") for page in document]
        (signed,) = [page for page in pages if "镇人民政府\r\n2022年6月20日" in page]
        assert "查" in signed or "特此告知" in signed, file.name
        assert "查查查查" in pages[0], file.name  # 首页必须显示正文
        assert "抄送" not in "".join(pages) or "抄送" in signed, file.name
        assert ("印发" in pages[-1] and len(pages) % 2 == 0) or not file.name.startswith("official"), file.name
        assert check(file).findings == (), file.name
