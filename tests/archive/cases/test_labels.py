"""Every code has one Chinese label, and the label leads back to the code."""

from __future__ import annotations

from enum import StrEnum

import pytest

from archive.cases import model
from archive.cases.labels import CATEGORIES, LABELS, category_name, choices, code_of, event_type, label, outcome_name

_KINDS = [kind for kind in vars(model).values() if isinstance(kind, type) and issubclass(kind, StrEnum)]
_KINDS.remove(StrEnum)


@pytest.mark.parametrize("kind", _KINDS)
def test_every_code_is_labelled_and_read_back(kind: type[StrEnum]) -> None:
    """An English code on the screen, or a label that reads back as another code, misleads the office."""
    assert {member for member in LABELS if type(member) is kind} == set(kind)
    for member in kind:
        assert code_of(kind, label(member)) is member
        assert code_of(kind, member.value) is member
        assert code_of(kind, f" {member.name} ") is member
        assert label(member) in choices(kind)
    assert code_of(kind, "没有这一项") is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("LAND", "土地"),
        ("land", "土地"),
        ("宅基地", "土地"),
        ("土地/宅基地", "土地"),
        ("土　地", "土地"),
        ("其它", "其他"),
    ]
    + [(code, name) for name, (code, *_) in CATEGORIES.items()],
)
def test_a_class_is_known_by_code_and_usual_names(text: str, name: str) -> None:
    """The same matter under two class names is counted twice in the yearly figures."""
    assert category_name(text) == name


def test_unknown_names_stay_unknown() -> None:
    """A guess would file a matter under the wrong class."""
    assert category_name("土地承包合同纠纷") is None
    assert outcome_name("双方各让一步") is None
    assert outcome_name("resolved") == "已化解"
    assert event_type("受理") == "accept"
    assert event_type("约谈") == "约谈"
