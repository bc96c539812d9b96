"""Folding is the same for what is stored and what is asked, and leads back to what was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.chinese.fold import atoms, fold, fold_placed

# any character, and often those whose neighbours matter: brackets round years, white space between Chinese
TEXT = st.one_of(
    st.text(max_size=30),
    st.text("信訪调○〇 \u3000\n\u200b([〔【{<)]〕】}>2019年，。ＡaB㈱①¨号薴\ud800\ue000𠮷", max_size=40),
    st.lists(
        st.sampled_from(["(2024)", "[ 1999 ]", "〔2024〕", " ", "号1", "信访", "ABC12.5%", "<2020〉"]), max_size=8
    ).map("".join),
)


def bare(text: str) -> str:
    """Without the white space that highlights pass over."""
    return text.replace(" ", "")


@given(TEXT)
def test_both_ways_of_folding_agree(text: str) -> None:
    """Else the highlight of a hit would point at other characters than those found."""
    assert bare(fold_placed(text).text) == bare(fold(text))


@given(TEXT)
def test_folding_twice_changes_nothing(text: str) -> None:
    """Rooms that fold what is folded already would ask for something else than is stored."""
    assert fold(fold(text)) == fold(text)


@given(TEXT, st.data())
def test_spans_lie_inside_the_original_and_in_order(text: str, data: st.DataObject) -> None:
    folded = fold_placed(text)
    origin = range(len(text)) if folded.origin is None else folded.origin
    assert len(origin) == len(folded.text)
    assert list(origin) == sorted(origin)
    if folded.text:
        start = data.draw(st.integers(0, len(folded.text) - 1))
        end = data.draw(st.integers(start + 1, len(folded.text)))

        first, last = folded.span(start, end)

        assert 0 <= first < last <= len(text)


@given(TEXT, TEXT)
def test_a_part_is_folded_like_the_whole(before: str, after: str) -> None:
    """A name asked for alone must give the atoms it has in the letter."""
    whole, part = atoms(fold(f"{before}\n信访（2024）事項\n{after}")), atoms(fold("信访（2024）事項"))

    assert any(whole[at : at + len(part)] == part for at in range(len(whole)))


def test_every_character_is_folded_for_good() -> None:
    """One character of all in the four planes in use (薴) needed simplifying twice."""
    assert [hex(c) for c in range(0x32400) if fold(folded := fold(chr(c))) != folded] == []


@given(TEXT)
def test_a_long_text_folds_as_its_lines_do(text: str) -> None:
    """Long texts are folded as arrays: a letter must not be found by other words than a title."""
    line = "\nx" * 40 + "\n"

    assert fold(line + text + line) == fold(line) + fold(text + line[:1]) + fold(line)[1:]
    assert bare(fold_placed(line + text + line).text) == bare(fold(line + text + line))


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("ＡＢｃ１２", "abc12"),
        ("信 訪 事 項", "信访事项"),
        ("信\u3000访\n事项", "信访事项"),
        ("信访 letter 事项", "信访 letter 事项"),
        ("粤信访[2024]15号", "粤信访〔2024〕15号"),
        ("粤信访 ( 2024 ) 15号", "粤信访〔2024〕 15号"),
        ("张三（2024）", "张三〔2024〕"),
        ("二○二二年", "二〇二二年"),
        ("零\u200b宽\ufeff度\u0000", "零宽度"),
        ("半\ud800个", "半个"),
        ("私\ue000有", "私\ue000有"),
        ("", ""),
    ],
)
def test_forms_people_write_become_one(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_the_way_back_of_a_highlight() -> None:
    text = "关于 信 訪 事項（2024）"
    folded = fold_placed(text)
    at = folded.text.index("信 访 事项")

    start, end = folded.span(at, at + 6)

    assert text[start:end] == "信 訪 事項"


def test_latin_runs_are_atoms_of_bounded_length() -> None:
    """A token of 70,000 characters is dropped by one engine and cut by the other."""
    assert atoms("a4纸12元") == ["a4", "纸", "12", "元"]
    assert [len(atom) for atom in atoms("x" * 70_050)] == [100] * 700 + [50]


def test_a_number_is_found_beside_a_point_or_a_percent_sign() -> None:
    """A numbered paragraph, 1.2023年, must not hide the year, nor 50% the 50."""
    assert atoms(fold("1.2023年8.75亩50%")) == ["1", ".", "2023", "年", "8", ".", "75", "亩", "50", "%"]
