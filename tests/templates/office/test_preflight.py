"""Every fault of a template is named with its place, all at once; and what it needs of a case is told."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from templates.office.dictionary import FUNCTIONS, MANY, dictionary, own_field
from templates.office.preflight import look_through
from templates.office.store import Declared
from templates.office.trying import tried
from templates.shelf import papers
from tests.templates.office.making import word
from tests.templates.reading import body

FAULTS = [
    ("{{ petitoner }}", "unknown_field", "petitioner"),
    ("{{ 信访人 }}", "unknown_field", "petitioner"),
    ("{{ 收到日期 }}", "unknown_field", "received"),
    ("｛｛ unit ｝｝", "full_width", "半角"),
    ("{ { unit } }", "full_width", "半角"),
    ("{{　unit }}", "full_width", "半角"),
    ("{{ unit， }}", "full_width", "半角"),
    ("{unit}", "single_brace", "{{ unit }}"),
    ("{% if channel == “来信” %}甲{% endif %}", "smart_quotes", "半角"),
    ("{{ unit", "unclosed_tag", "}}"),
    ("unit }}", "unopened_tag", "开头"),
    ("{% if unit %}甲", "unclosed_block", "endif"),
    ("{%p for one in claims %}", "unclosed_block", "{%p endfor %}"),
    ("甲{% endif %}", "unopened_block", "开头"),
    ("{% for one in claims %}{{ one }}{% endif %}", "crossed_blocks", "endfor"),
    ("甲{%p if unit %}", "misplaced", "单独"),
    ("{%tr for row in parties %}", "misplaced", "{%p"),
    ("{% if False %}甲{% endif %}", "unreachable", "条件"),
    ("{% if unit %}甲{% elif unit %}乙{% endif %}", "unreachable", "条件"),
    ("{% if channel == '来信' %}甲{% elif channel == '来信' %}乙{% endif %}", "unreachable", "条件"),
    ("{% if channel == '来信' %}{% if channel == '来访' %}甲{% endif %}{% endif %}", "unreachable", "条件"),
    ("{% if unit and first %}{% if not first %}甲{% endif %}{% endif %}", "unreachable", "条件"),
    ("{% if 1 == 1 %}甲{% else %}乙{% endif %}", "unreachable", "条件"),
    ("{% for one in claims %}甲{% endfor %}", "unused_variable", "循环"),
    ("{{ petitioner.name }}", "unknown_attribute", "类型"),
    ("{% for p in parties %}{{ p.nme }}{% endfor %}", "unknown_attribute", "name"),
    ("{% for c in claims %}{{ loop.idx }}{{ c }}{% endfor %}", "unknown_attribute", "index"),
    ("{{ claims }}", "list_printed", "for"),
    ("{% for c in unit %}{{ c }}{% endfor %}", "not_a_list", "类型"),
    ("{{ unit | nosuch }}", "unknown_filter", "去掉"),
    ("{{ unit unit }}", "syntax", "改正"),
    ("{{ }}", "empty_tag", "字段名"),
    ("{% form x %}", "unknown_tag", "for"),
    ("{{ signature }}", "unknown_field", "照样"),
    *[(attack, "forbidden", "") for attack in (
        "{{ ''.__class__ }}", "{{ unit.format(unit) }}", "{% import 'x' as y %}", "{% include '/etc/passwd' %}",
        "{% extends 'x' %}", "{% macro m() %}{{ m() }}{% endmacro %}", "{{ cycler('a') }}", "{{ range(10 ** 9) }}",
        "{% for x in claims recursive %}{{ x }}{% endfor %}", "{% raw %}{% endraw %}", "{{ unit ~ unit }}",
        "{{ [unit, unit] }}", "{{ {'a': 1} }}", "{{ lipsum() }}", "{%tc for x in claims %}",
    )],
    *[(attack, "unknown_filter", "") for attack in (
        "{{ unit | attr('__class__') }}", "{{ unit | safe }}", "{{ '%999999999s' | format(unit) }}", "{{ unit | center(999999999) }}",
        "{{ claims | map(attribute='__class__') | join }}", "{{ unit | xmlattr }}",
    )],
    ("{{ " + "(" * 150 + "1" + ")" * 150 + " }}", "too_deep", "层"),
    ("{{ " + "+".join("1" * 400) + " }}", "too_long", "字"),
    ("{% for a in claims %}" * 500 + "{% endfor %}" * 500, "too_deep", "嵌套"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "advice"), FAULTS)
def test_a_fault_is_named_with_its_place_and_what_to_do(text: str, code: str, advice: str, tmp_path: Path) -> None:
    """Who writes templates in Word sees no line numbers: without the place he searches for an hour."""
    found = look_through(word(tmp_path / "t.docx", "{{ no }}", text))
    (fault,) = {one.code: one for one in found.faults if one.code == code}.values()
    assert fault.place.startswith("第2段“")
    assert advice in fault.what + fault.advice
    assert fault.grave == (code != "unused_variable")


def test_places_in_tables_headers_and_over_paragraphs(tmp_path: Path) -> None:
    rows = (("编号", "{{ no }}"), ("姓名", "{{ nmae }}"))
    file = word(tmp_path / "t.docx", "{{ unit", "}}", "{%tr endfor %}", rows=rows, header="{{ unti }}")
    said = {(fault.place.partition("“")[0], fault.code) for fault in look_through(file).faults}
    assert said == {
        ("第1段", "split_tag"), ("第3段", "unopened_block"), ("第3段", "misplaced"), ("第1个表格第2行第2格", "unknown_field"),
        ("页眉1第1段", "unknown_field"),
    }  # fmt: skip


def test_what_would_be_lost_beside_a_row_tag_is_said(tmp_path: Path) -> None:
    """docxtpl takes the whole row away, with what stands in its other cells."""
    rows = (("{%tr for row in parties %}", "姓名"), ("{{ row.name }}", ""), ("{%tr endfor %}", ""))
    (fault,) = look_through(word(tmp_path / "t.docx", "一", rows=rows)).faults
    assert (fault.code, "姓名" in fault.what) == ("misplaced", True)


def test_branches_that_can_be_reached_are_left_alone(tmp_path: Path) -> None:
    """A false alarm here makes a clerk take out what the law asks for."""
    file = word(
        tmp_path / "t.docx",
        "{% if channel == '来信' %}甲{% elif channel == '来访' %}乙{% else %}丙{% endif %}",
        "{% for c in claims %}{% if loop.first %}首{% elif loop.last %}末{% else %}中{% endif %}{{ c }}{% endfor %}",
        "{% for p in parties %}{% if p.side %}{% for q in parties %}{% if not q.side %}{{ p.name }}{% endif %}{% endfor %}{% endif %}{% endfor %}",
        "{% set n = namespace(of=0) %}{% for c in claims %}{% if n.of == 0 %}{% set n.of = 1 %}{% elif n.of == 1 %}{{ c }}{% endif %}{% endfor %}",
        "{% if not first %}甲{% endif %}{% if first %}乙{% endif %}{% if first or unit %}{% if first %}丙{% endif %}{% endif %}",
    )
    assert look_through(file).faults == ()


def test_what_a_condition_asks_for_is_not_required(tmp_path: Path) -> None:
    file = word(
        tmp_path / "t.docx",
        "{{ petitioner }}{% if review_unit %}向{{ review_unit }}申请{% endif %}",
        "{%p if first %}", "{{ channel }}", "{%p endif %}", "{{ walk }}",
    )  # fmt: skip
    fields = {spec.tag: spec.required for spec in look_through(file, [own_field("walk=走访日期:日期")]).fields}
    assert fields == {
        "unit": False, "signed_on": False, "petitioner": True, "review_unit": False, "first": False, "channel": False, "walk": True,
    }  # fmt: skip


def test_every_field_of_the_dictionary_can_be_used_and_has_an_example(tmp_path: Path) -> None:
    """A field that is listed and cannot be filled sends a clerk away."""
    words = dictionary()
    assert all(word.spec.label and word.spec.example for word in words.values())
    lines = []
    for name, one in words.items():
        if one.spec.form == "rows":
            lines += [f"{{%p for row in {name} %}}", f"{name} {{{{ row.name }}}}", "{%p endfor %}"]
        elif one.spec.form in MANY:
            lines += [f"{{%p for line in {name} %}}", f"{name} {{{{ line }}}}", "{%p endfor %}"]
        else:
            lines.append(f"{name} {{{{ {name} }}}}")
    file = word(tmp_path / "t.docx", *lines)
    found = look_through(file)
    assert found.faults == ()
    made = tried(file, Declared("全部字段"), found.fields, None, today=dt.date(2026, 11, 27))
    (tmp_path / "out.docx").write_bytes(made.data)
    said = body(tmp_path / "out.docx")
    for name in words:
        assert any(line.startswith(f"{name} ") and len(line) > len(name) + 1 for line in said), name
    known = {
        words[name].spec.label
        for name in ("first", "copy_no", "secrecy", "urgency", "signers", "attachments", "number")
    }
    assert set(made.examples) <= known | {
        words[n].spec.label
        for n in (
            "assigned_on",
            "review_number",
            "review_on",
            "finished_on",
            "visited_on",
            "extended_due",
            "petitioner_id",
        )
    }


def test_our_own_papers_are_written_as_templates_should_be() -> None:
    """The library is what an office copies from: only names it has beyond the dictionary may be unknown."""
    for paper in papers():
        codes = {fault.code for fault in look_through(paper.file).faults}
        assert codes <= {
            "unknown_field",
            "unused_variable",
            "list_printed",
            "not_a_list",
            "unknown_attribute",
            "no_fields",
        }, paper.name
    assert set(FUNCTIONS) >= {"signature", "unsealed"}
