"""A template neither reaches the program nor goes on for ever; each limit is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.errors import MissingFields, TemplateError
from templates.fill import open_template
from templates.sandbox import MOST_TEXT, Empty
from tests.templates.office.making import word
from tests.templates.reading import body

MANY = list(range(1000))

ATTACKS = [
    ("{{ 'x' * 10 ** 9 }}", "不允许的功能"),
    ("{{ 'x' * 1000000000 }}", "不允许的功能"),
    ("{{ 10 ** 100000 }}", "不允许的功能"),
    ("{{ '%1000000000s' % a }}", "不允许的功能"),
    ("{{ [a] * 1000000000 }}", "不允许的功能"),
    ("{{ a.format(a) }}", "不允许的功能"),
    ("{{ a.ljust(1000000000) }}", "不允许的功能"),
    ("{{ a | attr('__class__') }}", "标记有错误"),
    ("{{ a | safe }}", "标记有错误"),
    ("{{ many | map('string') | join }}", "标记有错误"),
    ("{{ a.__class__ }}", "不允许的功能"),
    ("{{ signature.__globals__ }}", "不允许的功能"),
    ("{% include '/etc/passwd' %}", "不能计算|不允许"),
    ("{% import '/etc/passwd' as x %}", "不能计算|不允许"),
    ("{% extends '/etc/passwd' %}", "不能计算|不允许"),
    ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "不允许的功能"),
    ("{{ many }}", "不是列表"),
    ("{% for a in many %}{% for b in many %}{% endfor %}{% endfor %}", "循环超过了 50 万次"),
    (
        "{% set n = namespace(t='ab') %}{% for a in many %}{% set n.t = n.t | replace('a', 'aa') %}{% endfor %}",
        "超过了 20 万",
    ),
    ("{% set n = namespace(t='ab') %}{% for a in many %}{% set n.t = n.t + n.t %}{% endfor %}", "超过了 20 万"),
    ("{% set n = namespace(t='ab') %}{% for a in many %}{% set n.t = [n.t, n.t] | join %}{% endfor %}", "超过了 20 万"),
    ("{% set n = namespace(t=[]) %}{% for a in many %}{% set n.t = [n.t, n.t] %}{% endfor %}", "不允许的功能"),
    ("{% for a in many %}" * 500 + "x" + "{% endfor %}" * 500, "超过 12 层"),
    ("{{ " + "-" * 3000 + "1 }}", "复杂|计算|错误"),
    ("{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}", "复杂|错误"),
]


@pytest.mark.parametrize(("attack", "said"), ATTACKS)
def test_an_attack_ends_with_a_message_and_its_place(attack: str, said: str, tmp_path: Path) -> None:
    path = word(tmp_path / "t.docx", "一", attack)
    with pytest.raises(TemplateError, match=said):
        open_template(path).fill({"a": "甲", "many": MANY})


def test_a_million_rows_are_refused_with_the_limit(tmp_path: Path) -> None:
    """A table of a whole register would fill the memory and be read by nobody."""
    path = word(tmp_path / "t.docx", rows=(("{%tr for row in rows %}",), ("{{ row.name }}",), ("{%tr endfor %}",)))
    with pytest.raises(TemplateError, match=r"循环超过了 50 万次|超过了 2400 万字符"):
        open_template(path).fill({"rows": [{"name": "某"}] * 1_000_000})


def test_what_templates_need_still_works(tmp_path: Path) -> None:
    path = word(
        tmp_path / "t.docx",
        "{% set n = namespace(of=0) %}{% for a in names %}{% set n.of = n.of + 1 %}{{ n.of | chinese }}、{{ a }}"
        "{% if not loop.last %}；{% endif %}{% endfor %}",
        "{{ names | join('、') }}共{{ names | length }}人，第{{ names | length * 2 - 1 }}次，{{ names[0] }}、{{ names[-1] | upper }}",
        "{{ '甲' + '乙' }}{{ none_of or '无' }}{{ names | first }}{{ '' | default('缺', true) }}",
    )
    lines = _filled(path, tmp_path, names=["<甲>", "b"], none_of="")
    assert lines == ["一、<甲>；二、b", "<甲>、b共2人，第3次，<甲>、B", "甲乙无<甲>缺"]


def test_an_empty_value_may_be_asked_for_and_never_printed(tmp_path: Path) -> None:
    """A blank in a signed paper is filled in by whoever finds it."""
    empty = {"x": Empty("reply.unit", "答复机关")}
    path = word(tmp_path / "t.docx", "{% if x %}有{{ x }}{% else %}无{% endif %}")
    assert _filled(path, tmp_path, **empty) == ["无"]
    path = word(tmp_path / "t.docx", "一", "由{{ x }}答复")
    with pytest.raises(MissingFields, match=r"答复机关.*第2段") as caught:
        open_template(path).fill(empty)
    assert caught.value.fields == [("reply.unit", "答复机关")]


def test_limits_are_wide_enough_for_a_long_paper(tmp_path: Path) -> None:
    path = word(tmp_path / "t.docx", "{%p for line in lines %}", "{{ line }}", "{%p endfor %}")
    assert len(_filled(path, tmp_path, lines=["长" * 2000] * 200)) == 200
    assert MOST_TEXT >= 200_000


def _filled(path: Path, folder: Path, **values: object) -> list[str]:
    (folder / "out.docx").write_bytes(open_template(path).fill(values))
    return body(folder / "out.docx")
