"""What people type must mean what they think it means, and never be an error."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.index import Adjacent, And, Days, Everything, Keyword, Node, Not, Nothing, Or
from indexer.segment import Segmenter
from search_api.query import LONGEST_QUERY, parse, plain

SEGMENTER = Segmenter()


def word(text: str) -> Adjacent:
    return Adjacent(tuple(text))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", Everything()),
        ("信访", word("信访")),
        ("宅基地 张三", And((word("宅基地"), word("张三")))),
        ("宅基地　张三", And((word("宅基地"), word("张三")))),
        ("供热 OR 取暖", Or((word("供热"), word("取暖")))),
        ("供热 或 取暖", Or((word("供热"), word("取暖")))),
        ("供热 or 取暖 物业", Or((word("供热"), And((word("取暖"), word("物业")))))),
        ("NOT 信访", Not(word("信访"))),
        ("-信访", Not(word("信访"))),
        ("非 信访", Not(word("信访"))),
        ("NOT NOT 信访", Not(Not(word("信访")))),
        ("NOT (供热 OR 取暖)", Not(Or((word("供热"), word("取暖"))))),
        ("物业 NOT 供热", And((Not(word("供热")), word("物业")))),
        ("NOT 供热 OR 物业", Or((Not(word("供热")), word("物业")))),
        ("（供热 或 取暖）", Or((word("供热"), word("取暖")))),
        ("“答复意见”", word("答复意见")),
        ('"答复 意见"', word("答复意见")),
        ("信訪", word("信访")),
        ("ＡＢＣ", Adjacent(("abc",))),
        ("类别:土地", Keyword("category", ("土地",))),
        ("类别：土地", Keyword("category", ("土地",))),
        ('类别:"土地/宅基地"', Keyword("category", ("土地/宅基地",))),
        ("当事人:張三", Keyword("party", ("张三",))),
        ("文号:安信访复字[2022]012号", Keyword("number", ("安信访复字〔2022〕12号",))),
        ("年份:2022年", Keyword("year", ("2022",))),
        ("种类:案件", Keyword("kind", ("case",))),
        ("。。。", Nothing()),
        ("()", Nothing()),
        ("OR", Nothing()),
        ("信访 OR", word("信访")),
        ("AND 信访", word("信访")),
    ],
)
def test_typed_query_is_understood(typed: str, expected: Node) -> None:
    """A query understood otherwise finds the wrong letters, or none."""
    assert parse(typed, SEGMENTER).match == expected


@pytest.mark.parametrize(
    "written", ["2022年5月6日", "2022-05-06", "2022.5.6", "二〇二二年五月六日", "２０２２年５月６日"]
)
def test_date_is_found_however_it_was_written(written: str) -> None:
    """A clerk who types 2022.5.6 must find the paper that says 二〇二二年五月六日."""
    match = parse(written, SEGMENTER).match

    assert isinstance(match, Or)
    assert Keyword("date", ("2022-05-06",)) in match.parts


@pytest.mark.parametrize(
    "written", ["安信访复字〔2022〕12号", "安信访复字[2022]12号", "安信访复字（2022）012号", "安信访复字【2022】第12号"]
)
def test_document_number_is_found_in_any_bracket(written: str) -> None:
    """Numbers are copied from papers typed by many hands."""
    match = parse(written, SEGMENTER).match

    assert isinstance(match, Or)
    assert Keyword("number", ("安信访复字〔2022〕12号",)) in match.parts


def test_range_of_dates() -> None:
    """A range must hold both its ends."""
    match = parse("日期:2022-01..2022-02", SEGMENTER).match

    assert match == Days(738156, 738214)


@pytest.mark.parametrize("typed", ["((信访", "信访)", '"信访', "信访 (", ')"('])
def test_unbalanced_query_becomes_plain_words_and_says_so(typed: str) -> None:
    """A forgotten bracket must not cost the search."""
    parsed = parse(typed, SEGMENTER)

    assert parsed.match in (word("信访"), Nothing())
    assert any("不成对" in note for note in parsed.notes)


def test_what_was_cut_is_said() -> None:
    """A silent limit would make a person believe nothing was found."""
    parsed = parse("信访" * LONGEST_QUERY, SEGMENTER)

    assert any(str(LONGEST_QUERY) in note for note in parsed.notes)


def test_a_field_that_is_not_understood_is_said() -> None:
    """A filter dropped in silence shows too much."""
    assert any("胡说" in note for note in parse("日期:胡说 信访", SEGMENTER).notes)
    assert any("没有写值" in note for note in parse("类别: 信访", SEGMENTER).notes)


def test_relaxing_keeps_what_was_excluded() -> None:
    """Any word is enough when no document has all, but NOT and fields still hold."""
    parsed = parse("宅基地 张三 NOT 调解 类别:土地", SEGMENTER)

    assert isinstance(parsed.relaxed, And)
    assert Or((word("宅基地"), word("张三"))) in parsed.relaxed.parts
    assert Not(word("调解")) in parsed.relaxed.parts
    assert Keyword("category", ("土地",)) in parsed.relaxed.parts


def test_single_word_has_nothing_to_relax() -> None:
    """Asking the same again would be called relaxed though it is not."""
    assert parse("宅基地", SEGMENTER).relaxed is None


def test_excluded_words_are_not_highlighted() -> None:
    """Marking a word that was asked to be absent confuses."""
    assert parse("信访 NOT 调解", SEGMENTER).needles == (("信", "访"),)


def test_plain_text_is_never_parsed() -> None:
    """A pasted letter with brackets and NOT in it is a text, not a query."""
    assert "not" in plain("NOT (宅基地", SEGMENTER)
    assert "宅基地" in plain("NOT (宅基地", SEGMENTER)


@given(st.text(alphabet=st.sampled_from(list('信访调解 a1()（）"“”:：-+ＡNOTANDOR或且非\n\t,。〔〕')), max_size=60))
def test_no_query_is_an_error(typed: str) -> None:
    """Whatever is typed has an answer."""
    parse(typed, SEGMENTER)


@given(st.text(max_size=80))
def test_no_text_is_an_error(typed: str) -> None:
    """Neither do other scripts, controls or halves of characters break it."""
    parse(typed, SEGMENTER)
    plain(typed, SEGMENTER)
