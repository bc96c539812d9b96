"""The fast segmenter cuts as jieba itself does, and neither gives a token that an engine would lose."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.chinese.fold import fold, is_symbol
from indexer.segment import Segmenter, office_words

LETTER = """
尊敬的县信访局领导：
    我是青石镇双桥村三组村民罗守田，身份证号略，联系电话１３８０００００１２３。2021年9月18日，方塘县青石镇人民政府在未与我签订
补偿协议的情况下，组织人员将我家承包地上的蔬菜大棚拆除，面积约3.75亩，造成直接损失86,400.50元（其中钢架HJ125T-9C型62根，
单价325元/根；薄膜PE-12 850㎡）。我多次到村委会、镇政府反映，得到的答复是“属于村集体统一流转”，但至今没有看到流转合同，
也没有收到方信访复字〔2022〕12号答复意见书。2022.3.7，县自然资源局工作人员到现场查看，口头答应15个工作日内处理，
一拖就是半年。我认为，依据《中华人民共和国农村土地承包法》第二十七条、《民法典》第三百三十七条，承包期内发包人不得收回承包地。
    另外，村道路灯坏了快一年，晚上接送孩子很不安全；自来水管网改造工程款拖欠，施工队的农民工也在讨薪，听说是因为
PPP项目资金没到位。老百姓的心愿很简单：路要修好，账要算清，话要说明白。人民调解委员会曾于2022年5月主持调解，
双方未达成人民调解协议书，建议申请司法确认或者依法向人民法院起诉。请求：一、依法确认拆除行为违法；二、赔偿损失；三、公开流转合同。
    此致敬礼！  信访人：罗守田  二〇二二年六月三日   email:luo_st@example.com  WeChat:luo-2022 v1.2.3 a_b.c 50%左右 C++ AT&T
"""


@pytest.fixture(scope="module")
def fast() -> Segmenter:
    return Segmenter(["双桥村", "流转合同"])


@pytest.fixture(scope="module")
def reference() -> Segmenter:
    return Segmenter(["双桥村", "流转合同"], reference=True)


def test_a_letter_is_cut_as_jieba_cuts_it(fast: Segmenter, reference: Segmenter) -> None:
    """An office without the fast twin's wheel must find what one with it has stored."""
    folded = fold(LETTER)

    assert fast.cut(folded) == reference.cut(folded)
    assert fast.cut_for_search(folded) == reference.cut_for_search(folded)


@settings(max_examples=300, deadline=None)
@given(st.text("信访事项人民调解协议书的了在不是ab1 2.%-_+#&/@：，\n〔〕\ue000", max_size=40))
def test_any_text_is_cut_as_jieba_cuts_it(fast: Segmenter, reference: Segmenter, text: str) -> None:
    folded = fold(text)

    assert fast.cut(folded) == reference.cut(folded)
    assert fast.cut_for_search(folded) == reference.cut_for_search(folded)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_tokens_are_the_text_without_its_white_space(fast: Segmenter, text: str) -> None:
    """A token with white space in it falls apart in the engines; a character lost cannot be found."""
    folded = fold(text)
    tokens = fast.cut(folded)

    assert "".join(tokens) == "".join(folded.split())
    assert all(token and not any(c.isspace() for c in token) for token in (*tokens, *fast.cut_for_search(folded)))


@pytest.mark.parametrize("segmenter", ["fast", "reference"])
@pytest.mark.parametrize("text", ["a" * 70_000, "一" * 7_000, " " * 5_000, "-" * 7_000, "a1-" * 5_000], ids=len)
def test_no_token_is_longer_than_both_engines_hold(segmenter: str, text: str, request: pytest.FixtureRequest) -> None:
    """Elasticsearch cuts a token at 255 characters, tantivy drops one of 70,000 without a word."""
    tokens = request.getfixturevalue(segmenter).cut(text)

    assert "".join(tokens) == text.strip()
    assert all(len(token) <= 100 for token in tokens)


def test_words_of_the_office_and_of_the_user_stay_whole() -> None:
    text = fold("方塘县柳林坳信访答复意见书")

    assert "柳林坳" not in Segmenter().cut(text)
    assert "柳林坳" in Segmenter(["柳林坳"]).cut(text)
    assert "答复意见书" in Segmenter().cut(text)


def test_user_words_are_folded() -> None:
    """A word added in full width or in traditional characters is meant as it stands in the text."""
    assert Segmenter([" ＡＢ調解室 "]).words == ("ab调解室",)


def test_search_words_hold_the_shorter_words_too(fast: Segmenter) -> None:
    assert {"人民", "协议书"} <= set(fast.cut_for_search("人民调解协议书"))


@settings(deadline=None)
@given(st.text("信访人民调解协议书ab1 2.%-_+#&/@：，。\n〔〕\ue000", max_size=40))
def test_ranked_words_are_the_search_words_but_for_marks(fast: Segmenter, reference: Segmenter, text: str) -> None:
    """They are made by a shorter way, and must be what a question asks for."""
    folded = fold(text)
    wanted = [word for word in reference.cut_for_search(folded) if not is_symbol(word[0])]

    assert fast.ranked_words(folded).split(" ") == (wanted or [""])
    assert reference.ranked_words(folded).split(" ") == (wanted or [""])


def test_the_fingerprint_changes_with_the_words_and_only_with_them() -> None:
    """An index cut with another word list must be recognised; one cut with the same list in other order must not."""
    prints = {Segmenter().fingerprint, Segmenter(["甲乙"]).fingerprint, Segmenter(["甲乙", "丙丁"]).fingerprint}

    assert len(prints) == 3
    assert Segmenter(["丙丁", "甲乙"]).fingerprint == Segmenter(["甲乙", "丙丁", "甲乙", " "]).fingerprint
    assert Segmenter(reference=True).fingerprint == Segmenter().fingerprint


def test_office_words_are_words() -> None:
    words = office_words()

    assert len(words) > 50
    assert len(set(words)) == len(words)
    assert all(word == fold(word) and not any(c.isspace() for c in word) for word in words)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ((), "方塘县柳林坳的路灯"),
        (("柳林坳",), "方塘县柳林坳的路灯 hj125t-9c"),
        (("坳的", "县柳"), "方塘县柳林坳的路灯，坳的"),
        (("路灯坏了",), "路灯坏了" * 40),
    ],
)
def test_both_cuts_part_a_text_at_the_same_places(words: tuple[str, ...], text: str) -> None:
    """A character lost between the two cuts would not be searched for."""
    pieces = Segmenter(words).both_cuts(text)

    assert [word for own, _ in pieces for word in own] == Segmenter(words).cut(text)
    assert [word for _, plain in pieces for word in plain] == Segmenter().cut(text)
    assert all("".join(own) == "".join(plain) != "" for own, plain in pieces)
    assert all(len(own) == 1 for own, plain in pieces if own == plain)
