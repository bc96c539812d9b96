"""Whatever a page says: nothing raises, every value stands where it is said to stand, nothing hangs."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.describe import PaperKind
from archive.extract.reading import Line, Page
from archive.registration.suggest import suggest
from archive.registration.suggestion import Suggestion

KINDS = (PaperKind.LETTER, PaperKind.MINUTES, PaperKind.NOTICE)
PIECES = (
    "我叫王德福",
    "，家住德善乡永胜村三组",
    "身份证号23012419570312051X",
    "电话138 4512 6709",
    "\n",
    "。",
    " ",
    "恳请上级领导：一、修路；二、",
    "诉求：",
    "花费18,734.50元",
    "2024年9月2日",
    "去年8月14日",
    "此致\n敬礼",
    "反映人：",
    "李桂兰、",
    "出席：县信访局 张三林",
    "会议议定：\n（一）由县住建局7日内",
    "责任人：",
    "方信复〔2023〕12号",
    "多次向乡政府反映",
    "等17人",
    "机密★",
    "《信访工作条例》第五条",
    "李桂蘭",
    "\u3000",
    "\x00",
    "𠮷",
)


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def _check(pages: list[Page], found: tuple[Suggestion, ...]) -> None:
    """The value begins on its line, and runs on over the following ones at most."""
    for one in found:
        lines = pages[one.page - 1].lines
        assert lines[one.line - 1].text == one.text_of_line
        rest = [line.text for line in lines[one.line - 1 :]] + [
            line.text for page in pages[one.page :] for line in page.lines
        ]
        assert _squeezed(one.value) in _squeezed("".join(rest[:60])), one
        assert 0 < one.confidence <= 1
        assert one.normal


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=40).map("".join),
    st.sampled_from(KINDS),
)
def test_every_value_stands_at_its_line(text: str, kind: PaperKind) -> None:
    parts = [part.split("\n") for part in text.split("\f")]
    pages = [Page(number, tuple(Line(line) for line in lines)) for number, lines in enumerate(parts, 1)]

    _check(pages, suggest(pages, kind))


@pytest.mark.parametrize(
    ("piece", "kind"),
    [
        ("村", PaperKind.LETTER),
        ("王李", PaperKind.LETTER),
        ("反映", PaperKind.LETTER),
        ("请求", PaperKind.LETTER),
        ("请求赔偿，", PaperKind.LETTER),
        ("请 求 ", PaperKind.LETTER),
        ("1 ", PaperKind.NOTICE),
        ("出席：县局张三、", PaperKind.MINUTES),
        ("一、由县局7日内", PaperKind.MINUTES),
    ],
)
def test_a_line_of_a_hundred_thousand_signs_does_not_hang(piece: str, kind: PaperKind) -> None:
    """A broken file must not stop the clerk's day; the test's time limit is the proof."""
    text = (piece * 100_000)[:100_000]
    pages = [Page(1, (Line(text),))]

    _check(pages, suggest(pages, kind))


def test_two_thousand_pages_do_not_hang() -> None:
    lines = tuple(Line(f"第{n}行 村民李桂兰于2018年7月25日花费1,2{n:02d}元，多次向德善乡政府反映。") for n in range(4))
    pages = [Page(number, lines) for number in range(1, 2001)]

    found = suggest(pages, PaperKind.LETTER)

    assert "李桂兰" in {one.normal for one in found}
