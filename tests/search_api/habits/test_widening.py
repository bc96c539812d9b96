"""What people have in the habit of typing finds what they mean, and can be switched off."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from archive.errors import InvalidInput, NotFound
from indexer.index import Adjacent, Keyword, Or
from indexer.segment import Segmenter
from search_api.habits.kept import add, kept, remove
from search_api.habits.widening import HABITS, Habits, lookalikes, writings
from search_api.language.parse import parse

SEGMENTER, TODAY = Segmenter(), dt.date(2026, 11, 27)


@pytest.mark.parametrize(
    ("typed", "habit"),
    [("zhangsan", "pinyin"), ("zs", "pinyin"), ("讨薪", "synonyms"), ("自已", "lookalikes"), ("三千元", "numbers")],
)
def test_a_habit_widens_and_can_be_switched_off(typed: str, habit: str) -> None:
    """A habit that cannot be switched off hides what is there letter by letter."""
    plain = parse(typed, SEGMENTER, TODAY)
    wide = parse(typed, SEGMENTER, TODAY, Habits())

    assert habit in {one.habit for one in wide.widened}
    assert wide.match != plain.match
    assert habit not in {one.habit for one in parse(typed, SEGMENTER, TODAY, Habits().without([habit])).widened}
    assert parse(typed, SEGMENTER, TODAY, Habits().without(HABITS)).match == plain.match


def test_pinyin_asks_for_spellings() -> None:
    """The letters themselves stay findable."""
    assert parse("zs", SEGMENTER, TODAY, Habits()).match == Or((Adjacent(("zs",)), Keyword("pinyin", ("zs",))))


def test_what_ocr_confuses_is_looked_for() -> None:
    """自己 is read as 自已; a model number's 0 as o."""
    assert set(lookalikes("自己")) == {"自已", "自巳"}
    assert lookalikes("hj10") == ("hj1o",)
    assert lookalikes("己") == lookalikes("good") == ()


def test_the_office_keeps_its_own_synonyms(tmp_path: Path) -> None:
    """What one county calls 坑塘 another calls 水塘; the old commune is the township of today."""
    add(tmp_path, "坑塘=水塘", place=False)
    add(tmp_path, "青石公社=青石乡", place=True)
    habits = kept(tmp_path).habits()

    assert [one.also for one in habits.of("坑塘")] == [("水塘",)]
    assert [(one.habit, one.also) for one in habits.of("青石公社")] == [("places", ("青石乡",))]
    assert habits.of("讨薪")

    assert remove(tmp_path, "坑塘") == ["坑塘=水塘"]
    assert remove(tmp_path, "讨薪") == ["讨薪=欠薪"]
    assert not kept(tmp_path).habits().of("坑塘")
    assert not kept(tmp_path).habits().of("讨薪")
    add(tmp_path, "讨薪=欠薪", place=False)
    assert kept(tmp_path).habits().of("讨薪")


def test_what_is_no_group_is_refused(tmp_path: Path) -> None:
    """A word alone means nothing but itself."""
    with pytest.raises(InvalidInput):
        add(tmp_path, "拆迁", place=False)
    with pytest.raises(NotFound):
        remove(tmp_path, "没有的词")


@pytest.mark.parametrize(
    ("word", "also"),
    [
        ("三十户", ("30户",)),
        ("30户", ("三十户",)),
        ("第十二条", ("第12条",)),
        ("第12条", ("第十二条",)),
        ("二〇二二年", ("2022年",)),
        ("2022年", ("二〇二二年", "二零二二年")),
        ("十分", ()),
        ("千家万户", ()),
        ("一", ()),
        ("007", ()),
    ],
)
def test_numbers_in_the_other_writing(word: str, also: tuple[str, ...]) -> None:
    """Whoever remembers 三十户 must find the table that says 30户, and 十分 is no number."""
    assert writings(word) == also
