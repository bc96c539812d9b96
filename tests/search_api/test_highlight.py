"""A highlight beside the word, or a passage without it, sends a clerk to the wrong place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archive.chinese.fold import atoms, fold
from search_api.highlight import PASSAGE, SHORT, passage, passages, places, told


def needle(text: str) -> tuple[str, ...]:
    return tuple(atoms(fold(text)))


def test_highlight_falls_on_the_words_as_they_stand() -> None:
    """Offsets count characters of what is shown, not of what was folded."""
    text = "關於 張 三 反映\n宅基地的信訪事項"

    found = passage([text], [needle("张三"), needle("信访")])

    assert [found.snippet[a:b] for a, b in found.highlights] == ["張 三", "信訪"]


def test_word_broken_over_a_line_is_marked_whole() -> None:
    """Scans break words at the end of a line."""
    found = passage(["要求解决宅基\n地纠纷"], [needle("宅基地")])

    assert [found.snippet[a:b] for a, b in found.highlights] == ["宅基\n地"]


def test_passage_shows_all_the_words_if_they_stand_together_somewhere() -> None:
    """The beginning of a letter is seldom where the matter is."""
    text = "供热" + "的" * 500 + "关于供热与退费的问题" + "了" * 500

    found = passage([text], [needle("供热"), needle("退费")])

    assert "供热" in found.snippet
    assert "退费" in found.snippet
    assert len(found.snippet) <= PASSAGE


def test_page_with_most_words_is_shown() -> None:
    """A paper of two thousand pages opens where its words are."""
    pages = ["第一页供热", *(["空白"] * 2000), "供热与退费"]

    found = passage(pages, [needle("供热"), needle("退费")])

    assert found.page == 2001


def test_nothing_to_mark_shows_the_beginning() -> None:
    """A hit by a field alone still has a text to show."""
    found = passage(["关于供热的来信"], [])

    assert found.snippet == "关于供热的来信"
    assert found.highlights == ()


def test_empty_document_has_an_empty_passage() -> None:
    """A scan nothing could be read from is still a hit by its case."""
    assert passage([], [needle("供热")]).snippet == ""


def test_latin_words_are_marked_whole_only() -> None:
    """HJ125 is not in HJ125T."""
    assert places("车牌HJ125T", [needle("HJ125")]) == []
    assert places("车牌HJ125T", [needle("hj125t")]) == [(2, 8, 0)]


def test_a_run_longer_than_any_atom_is_marked_whole() -> None:
    """The index holds it in pieces; a reader sees one."""
    run = "a" * 260

    assert places(f"编号{run}号", [needle(run)]) == [(2, 262, 0)]
    assert places(f"编号{run}a号", [needle(run)]) == []


def test_any_sign_between_two_is_one_atom() -> None:
    """张?贵 is 张富贵, and 第?条 is 第22条: not 第2, nor 第条."""
    assert places("张富贵诉第22条、第条", [("张", None, "贵"), ("第", None, "条")]) == [(0, 3, 0), (4, 8, 1)]


def test_a_word_at_the_edge_of_the_passage_is_shown_whole() -> None:
    """Half a word in bold is not what was asked for."""
    text = "供热" + "不" * (PASSAGE - 3) + "供热"

    found = passage([text], [needle("供热")])

    assert [found.snippet[a:b] for a, b in found.highlights] == ["供热", "供热"]


@given(st.text(max_size=300), st.text(min_size=1, max_size=4))
def test_highlights_lie_inside_the_snippet(text: str, asked: str) -> None:
    """An offset outside would crash whoever draws it."""
    wanted = needle(asked)
    found = passage([text], [wanted] if wanted else [])

    assert found.snippet == text[found.start : found.start + len(found.snippet)]
    for start, end in found.highlights:
        assert 0 <= start < end <= len(found.snippet)


def test_words_far_apart_are_shown_in_several_passages() -> None:
    """One word of three tells little; a habit's word is no reason for a further passage."""
    wanted = [needle("供热"), needle("退费"), needle("签字")]
    texts = ["供热" + "的" * 500 + "退费", "空白", "有签字", "供暖"]

    found = passages(texts, [*wanted, needle("供暖")], wanted)
    snippet, marks = told(found, paged=True)

    assert [snippet[a:b] for a, b in marks] == ["供热", "退费", "签字"]
    assert [piece.page for piece in found] == [0, 0, 2]
    assert "（第3页）" in snippet
    assert all(len(piece.snippet) <= SHORT for piece in found)


def test_words_that_stand_together_need_one_passage() -> None:
    """The usual case must look as it always did."""
    wanted = [needle("供热"), needle("退费")]

    assert passages(["供热退费"], wanted, wanted) == [passage(["供热退费"], wanted)]
    assert passages([], wanted, wanted) == [passage([], wanted)]
    assert len(passages(["供热"], wanted, wanted)) == 1
