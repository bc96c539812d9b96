"""Values are what people wrote and templates are what people edit: neither may break a paper or the program."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from archive.cases.model import Case
from archive.errors import TemplateError
from templates import generate
from templates.fill import open_template
from templates.sandbox import ENVIRONMENT
from templates.shelf import LIBRARY
from tests.templates.reading import body, whole
from tests.templates.samples import HOMESTEAD, MUSHROOMS, TODAY


def template(folder: Path, *paragraphs: str, rows: tuple[str, ...] = ()) -> Path:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if rows:
        table = document.add_table(rows=0, cols=1)
        for text in rows:
            table.add_row().cells[0].text = text
    document.save(str(folder / "t.docx"))
    return folder / "t.docx"


def filled(folder: Path, path: Path, **values: object) -> list[str]:
    (folder / "out.docx").write_bytes(open_template(path).fill(values))
    return body(folder / "out.docx")


@pytest.mark.parametrize(
    "value",
    [
        "甲 & <乙> \"丙\" '丁'",
        "</w:t></w:r><w:r><w:t>",
        "{{ 7 * 7 }} {% raw %} {_{ }}",
        "𠮷野家 㐂 囍 龘 𰻞",
        "阿依古丽·买买提",
        "&amp; &#x4e2d; ]]>",
        "１２３ …… —— “引号”",
    ],
)
def test_what_people_write_is_printed_as_it_is(value: str, tmp_path: Path) -> None:
    """docxtpl without escaping drops everything after ``<`` and says nothing."""
    case = replace(HOMESTEAD, facts=value, summary=value)
    paper = generate("reply", case, tmp_path / "r.docx", today=TODAY)
    assert whole(paper.file).count(value) == 2


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=st.text(min_size=1, max_size=60))
def test_any_text_gives_a_document_word_can_open(value: str, tmp_path: Path) -> None:
    paper = generate(
        "mediation-agreement",
        replace(MUSHROOMS, mediation=replace(MUSHROOMS.mediation, facts=f"始{value}终")),
        tmp_path / "a.docx",
        today=TODAY,
        overwrite=True,
    )
    text = "".join(body(paper.file))
    assert "始" in text
    assert "终" in text


def test_characters_that_cannot_be_printed_are_taken_out_and_told(tmp_path: Path) -> None:
    facts = "甲\x00乙\u202e丙\ufeff丁\ue000"
    paper = generate("reply", replace(HOMESTEAD, facts=facts), tmp_path / "r.docx", today=TODAY)
    assert "甲乙丙丁\ue000。" in whole(paper.file)
    notes = "".join(paper.notes)
    assert "“facts.1”中有3个不可见的控制字符" in notes
    assert "私用区字符" in notes


def test_lines_become_paragraphs_of_their_own(tmp_path: Path) -> None:
    """A line break inside a justified paragraph pulls its line apart."""
    paper = generate(
        "reply", replace(HOMESTEAD, facts="第一段。\r\n\n第二段。\v第三段"), tmp_path / "r.docx", today=TODAY
    )
    lines = body(paper.file)
    assert lines[(first := lines.index("第一段。")) : first + 3] == ["第一段。", "第二段。", "第三段。"]


def test_the_same_values_give_the_same_bytes(tmp_path: Path) -> None:
    one, other = (generate("reply", HOMESTEAD, tmp_path / name, today=TODAY) for name in ("a.docx", "b.docx"))
    assert one.sha256 == other.sha256


@pytest.mark.parametrize(("name", "case"), [("reply", HOMESTEAD), ("mediation-agreement", MUSHROOMS)])
def test_docxtpl_itself_would_print_the_same(name: str, case: Case, tmp_path: Path) -> None:
    """The quick way must not differ from the library it replaces."""
    paper = generate(name, case, tmp_path / "ours.docx", today=TODAY)
    theirs = DocxTemplate(LIBRARY / f"{name}.docx")
    theirs.render(dict(paper.fields), ENVIRONMENT)
    theirs.save(tmp_path / "theirs.docx")
    assert body(paper.file) == body(tmp_path / "theirs.docx")


@pytest.mark.parametrize(
    "attack",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ signature.__globals__ }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{% for i in range(10 ** 9) %}x{% endfor %}",
        "{{ values.append(1) }}",
    ],
)
def test_a_template_cannot_reach_the_program(attack: str, tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="第1段"):
        filled(tmp_path, template(tmp_path, attack), values=[1])


def test_an_unknown_value_is_an_error_with_its_place(tmp_path: Path) -> None:
    path = template(tmp_path, "一", "二 {{ known }}", "三 {{ unknwon }}")
    with pytest.raises(TemplateError, match=re.escape("第3段“{{ unknwon }}”用到了没有的值")):
        filled(tmp_path, path, known="x")


def test_an_error_in_a_table_is_told_by_row(tmp_path: Path) -> None:
    path = template(tmp_path, "一", rows=("{{ a }}", "{{ b.c }}"))
    with pytest.raises(TemplateError, match=re.escape("第1个表格第2行“{{ b.c }}”")):
        filled(tmp_path, path, a="x", b={})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{{ a", "标记有错误"),
        ("{% if a %}", "标记有错误"),
        ("{{ a b }}", "第1段“{{ a b }}”标记有错误"),
        ("｛｛ a ｝｝", "没有认出来的标记"),
        ("{ { a } }", "没有认出来的标记"),
    ],
)
def test_a_damaged_tag_is_found_before_anything_is_filled(text: str, message: str, tmp_path: Path) -> None:
    """A full-width ｛｛ stays in docxtpl's paper without a word."""
    with pytest.raises(TemplateError, match=message):
        open_template(template(tmp_path, text))


def test_tags_cut_into_runs_by_word_still_work(tmp_path: Path) -> None:
    document = Document()
    paragraph = document.add_paragraph()
    for piece in ("{", "{ na", "me }", "}同志"):
        paragraph.add_run(piece)
    document.save(str(tmp_path / "t.docx"))
    assert filled(tmp_path, tmp_path / "t.docx", name="王") == ["王同志"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"not a zip"])
def test_a_file_that_is_no_word_document_is_named(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "t.docx").write_bytes(content)
    with pytest.raises(TemplateError, match=r"t\.docx"):
        open_template(tmp_path / "t.docx")
    with pytest.raises(TemplateError, match=r"none\.docx"):
        open_template(tmp_path / "none.docx")


def test_a_template_edited_in_word_is_read_anew(tmp_path: Path) -> None:
    path = template(tmp_path, "旧 {{ a }}")
    old = open_template(path)
    assert filled(tmp_path, path, a="1") == ["旧 1"]
    template(tmp_path, "新的一段 {{ a }}")
    assert filled(tmp_path, path, a="1") == ["新的一段 1"]
    assert open_template(path).version != old.version


def test_loops_that_break_the_document_are_refused(tmp_path: Path) -> None:
    path = template(tmp_path, "{% if a %}甲", rows=("乙{% endif %}",))
    with pytest.raises(TemplateError, match="不是完整的 Word 内容"):
        filled(tmp_path, path, a=False)


def test_every_part_of_a_paper_is_well_formed_and_told_to_word(tmp_path: Path) -> None:
    paper = generate("reply", HOMESTEAD, tmp_path / "r.docx", today=TODAY)
    with zipfile.ZipFile(paper.file) as packed:
        assert packed.testzip() is None
        for name in packed.namelist():
            etree.fromstring(packed.read(name))
        document = etree.fromstring(packed.read("word/document.xml"))
    assert document.tag == qn("w:document")
    properties = Document(str(paper.file)).core_properties
    assert properties.title == "关于王建国信访事项的答复意见书"
    assert properties.author == "方正县松河镇人民政府"


def test_both_forms_of_a_day_and_masked_numbers(tmp_path: Path) -> None:
    """An office's own template takes them from any value; what is no day stays as it is."""
    path = template(
        tmp_path, "{{ day | chinese_date }}", "{{ other | chinese_date }}", "{{ who | masked }}", "{{ 21 | chinese }}"
    )
    lines = filled(tmp_path, path, day="2022年5月16日", other="另行通知", who="13804510001，990021196603121930")
    assert lines == ["二〇二二年五月十六日", "另行通知", "138****0001，990021********1930", "二十一"]
