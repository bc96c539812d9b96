"""What people type must mean what they think it means, and never be an error."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.chinese.fold import atoms, fold
from indexer.index import (
    Adjacent,
    Amounts,
    And,
    Days,
    Everything,
    Keyword,
    Near,
    Node,
    Not,
    Nothing,
    Or,
    Pattern,
    Spaced,
)
from indexer.segment import Segmenter
from search_api.habits.widening import Habits
from search_api.language.apart import simple_pattern, size_of
from search_api.language.parse import LONGEST_QUERY, Parsed, plain
from search_api.language.parse import parse as parse_on

SEGMENTER = Segmenter()
TODAY = dt.date(2026, 11, 27)


def parse(typed: str, segmenter: Segmenter) -> Parsed:
    return parse_on(typed, segmenter, TODAY)


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
        ("供热 ＯＲ 取暖", Or((word("供热"), word("取暖")))),
        ("供热 ｜｜ 取暖", Or((word("供热"), word("取暖")))),
        ("供热 && 取暖", And((word("供热"), word("取暖")))),
        ("+供热 －取暖", And((Not(word("取暖")), word("供热")))),
        ("「答复意见」", word("答复意见")),
        ("类别:(土地 或 供热)", Or((Keyword("category", ("土地",)), Keyword("category", ("供热",))))),
        ("-类别:土地", Not(Keyword("category", ("土地",)))),
        ("category:土地", Keyword("category", ("土地",))),
        ("当事人:王*", Pattern("party", "王*")),
        ("金额:>10万元", Amounts(10_000_001, None)),
        ("金额:5万到10万元", Amounts(5_000_000, 10_000_000)),
        ("身份证:110105199003070021", Keyword("identity", ("110105199003070021",))),
        ("身份证:尾号002X", Keyword("identity", ("*002x",))),
        ("电话:138-0000-1234", Keyword("phone", ("13800001234",))),
        ("电话:1234", Keyword("phone", ("*1234",))),
        ("文号:安信访复字2022年12号", Keyword("number", ("安信访复字〔2022〕12号",))),
        ("日期:去年", Days(dt.date(2025, 1, 1).toordinal(), dt.date(2025, 12, 31).toordinal())),
        ("张?军", Spaced(("张", None, "军"))),
        ("HJ12*", Pattern("atoms", "hj12*")),
        ("AND 信访", word("信访")),
        ("第12条", Adjacent(("第", "12", "条"))),
        ("2022年土地", And((Adjacent(("2022", "年")), word("土地")))),
        ("二〇二二年五户村民", And((word("二〇二二年"), word("五户"), word("村民")))),
        ("2、3年", And((Adjacent(("2",)), Adjacent(("3", "年"))))),
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


@pytest.mark.parametrize("written", ["〔2022〕12号", "[2022]12号", "（2022）012号", "【2022】第12号", "2022年第12号"])
def test_a_number_without_the_office_is_found_as_one(written: str) -> None:
    """Who remembers only 〔2022〕12号 got every paper with a 2022, a 12 and a 号 somewhere."""
    match = parse(written, SEGMENTER).match
    tail = Adjacent(("〔", "2022", "〕", "12", "号"))

    assert isinstance(match, Or)
    assert Or((tail, Pattern("number", "*〔2022〕12号"))) in match.parts
    assert all(isinstance(part, Or | Adjacent) for part in match.parts)


@pytest.mark.parametrize("written", ["2022110215", "XF2022110215", "xf2022110215LF"])
def test_a_case_number_is_found_by_its_part(written: str) -> None:
    """Letters before and after the figures are what nobody remembers."""
    match = parse(written, SEGMENTER).match

    assert isinstance(match, Or)
    assert Pattern("case_no", f"*{written.lower()}*") in match.parts


def test_a_day_is_marked_however_it_stands() -> None:
    """The hit for 2023.9.14 showed the head of the paper, and nothing marked."""
    needles = parse("2023.9.14", SEGMENTER).needles

    assert {tuple(atoms(way)) for way in ("2023年9月14日", "2023-09-14", "二〇二三年九月十四日")} <= set(needles)


def test_a_sum_is_marked_however_it_stands() -> None:
    """A hit in which nothing is marked looks like a mistake."""
    needles = parse_on("三千元", SEGMENTER, TODAY, Habits()).needles
    large = parse_on("123,456,789,000元", SEGMENTER, TODAY, Habits())

    assert {("3000", "元"), tuple(atoms("3,000元")), tuple("三千元")} <= set(needles)
    assert ("123456789000", "元") in large.needles


def test_range_of_dates() -> None:
    """A range must hold both its ends."""
    match = parse("日期:2022-01..2022-02", SEGMENTER).match

    assert match == Days(738156, 738214)


@pytest.mark.parametrize("typed", ["((信访", "信访)", '"信访', "信访 (", ')"(', "(信访 AND", "(信访 或"])
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


@pytest.mark.parametrize(
    ("typed", "reading"),
    [
        ("", "全部"),
        ("宅基地 张三 -调解 类别:土地", "含“宅基地”，且含“张三”，且不要含“调解”，且类别是“土地”"),
        ("(供热 或 取暖) 退费", "（含“供热”，或含“取暖”），且含“退费”"),
        ("非 (供热 且 取暖)", "不要（含“供热”，且含“取暖”）"),
        ("日期:近三个月", "日期在2026年8月28日至2026年11月27日"),
        ("电话:尾号1234", "电话尾号是1234"),
        ("金额:>10万元", "金额超过100,000元"),
        ("<3000元", "含“<3000元”或金额不到3,000元"),
        ("金额:3000元", "金额为3,000元"),
        ("王丽丽~", "含“王丽丽”（可错一个字）"),
        ('"拖欠 工资"~5', "“拖欠”、“工资”相隔不超过5个字"),
    ],
)
def test_the_query_is_said_back(typed: str, reading: str) -> None:
    """Who reads what was understood sees a slip before believing that nothing is there."""
    assert parse(typed, SEGMENTER).reading == reading


@pytest.mark.parametrize(
    ("typed", "also"),
    [
        ("近三个月", Days(dt.date(2026, 8, 28).toordinal(), TODAY.toordinal())),
        ("三千元以下", Amounts(None, 300_000)),
        ("110105199003070021", Keyword("identity", ("110105199003070021",))),
    ],
)
def test_a_plain_word_keeps_its_letters(typed: str, also: Node) -> None:
    """What stands in a text letter by letter stays findable though the word also means something."""
    match = parse(typed, SEGMENTER).match

    assert isinstance(match, Or)
    assert match.parts == (Adjacent(tuple(atoms(fold(typed)))), also)


def test_a_name_with_a_wrong_character_is_found() -> None:
    """张建军 was noted down as 张健军."""
    match = parse("张健军~", SEGMENTER).match

    assert isinstance(match, Or)
    assert Spaced(("张", None, "军")) in match.parts


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("*a" + "?" * 12, "普通词语"),
        ("文号:*a" + "?" * 12, "没有起作用"),
        ("a*" * 300, "普通词语"),
        ("答复意见书" * 60 + "~", "更长的按原文找"),
        ("宅*基*地 " * 300, "后面的按原文找"),
        (" ".join(f"王{a}{b}~" for a in "的一是在人有我他这中" for b in "大来上国个到说们为子"), "后面的按原文找"),
        (" ".join(f'"{a} {b}水田"~20' for a in "的一是在人" for b in "大来上国个"), "后面的按原文找"),
    ],
    ids=lambda text: text[:12],
)
def test_what_an_engine_would_take_minutes_over_is_told(typed: str, told: str) -> None:
    """One query of many wildcards would stop the office's search for everybody."""
    parsed = parse(typed, SEGMENTER)

    assert told in "".join(parsed.notes)
    assert size_of(parsed.match) < 3_000


def test_habits_widen_only_so_many_words() -> None:
    """Each is counted on its own: four hundred of them took ten seconds."""
    parsed = parse_on(" OR ".join(f"宅{n}0" for n in range(200)), SEGMENTER, TODAY, Habits())

    assert len(parsed.widened) == 12
    assert "前12处按习惯放宽" in "".join(parsed.notes)


def test_stars_and_question_marks_side_by_side_are_one() -> None:
    assert simple_pattern("a*?**?b") == "a??*b"
    assert simple_pattern("?" * 20) == "?" * 20


def test_words_near_each_other_stand_in_either_order() -> None:
    """工资被拖欠 is 拖欠工资."""
    match = parse('"拖欠了 工资"~1', SEGMENTER).match

    assert parse('"拖欠 工资"~1', SEGMENTER).match == Near(("拖", "欠"), ("工", "资"), 1)
    assert isinstance(match, Or)
    assert set(match.parts) == {
        word("拖欠了工资"),
        word("工资拖欠了"),
        Spaced(("拖", "欠", "了", None, "工", "资")),
        Spaced(("工", "资", None, "拖", "欠", "了")),
    }


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


@given(
    st.text(
        alphabet=st.sampled_from(
            list('信访调解 a1()（）"“”:：-+ＡNOTANDOR或且非\n\t,。〔〕~*?？近年月>元万类别金额日期尾号')
        ),
        max_size=60,
    )
)
def test_no_query_is_an_error(typed: str) -> None:
    """Whatever is typed has an answer."""
    parse(typed, SEGMENTER)


@given(st.text(max_size=80))
def test_no_text_is_an_error(typed: str) -> None:
    """Neither do other scripts, controls or halves of characters break it."""
    parse(typed, SEGMENTER)
    plain(typed, SEGMENTER)
