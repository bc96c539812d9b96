"""A long paper is read in steps that grow with its length, not with its square, and nothing of it is passed over."""

from __future__ import annotations

import random
import re
import sys
from types import FrameType
from typing import Any

import pytest

from archive.describe import PaperKind
from archive.extract.reading import Line, Page
from archive.registration.suggest import suggest
from archive.registration.suggestion import Field

SENTENCE = (
    "我叫王德福，住安和县双桥镇永丰村三组，村主任李长林占我家二亩地，欠三万元，请求县信访局查处李长林并退还土地。"
)
SIZE = 3_000


def _names(size: int) -> str:
    chance = random.Random(7)
    given = [chr(sign) for sign in range(0x5B50, 0x5BFF)]
    return "".join("王" + chance.choice(given) + chance.choice(given) + "、" for _ in range(size // 4))


def _firms(size: int) -> str:
    chance = random.Random(7)
    signs = [chr(sign) for sign in range(0x5B50, 0x5BFF)]
    return "".join(f"向{chance.choice(signs)}{chance.choice(signs)}有限公司，" for _ in range(size // 8))


def _steps(text: str, kind: PaperKind) -> int:
    """Calls made, and the signs that calls over a whole string pass."""
    steps = 0
    modules = {re.finditer.__code__, re.search.__code__, re.sub.__code__, re.findall.__code__}

    def count(frame: FrameType, event: str, called: Any) -> None:
        nonlocal steps
        steps += 1
        if event == "call" and frame.f_code in modules:
            steps += len(frame.f_locals.get("string", ""))
        elif event == "c_call" and isinstance(called.__self__, str) and called.__name__ == "count":
            steps += len(called.__self__)

    pages = [Page(1, (Line(text),))]
    sys.setprofile(count)
    try:
        suggest(pages, kind)
    finally:
        sys.setprofile(None)
    return steps


@pytest.mark.parametrize("kind", [PaperKind.LETTER, PaperKind.MINUTES])
@pytest.mark.parametrize("shape", ["sentences", "names", "firms"])
def test_twice_the_text_is_twice_the_work(shape: str, kind: PaperKind) -> None:
    """Every name was looked for in the whole text: a long list of villagers took minutes."""
    once, twice = (
        {"sentences": (SENTENCE * size)[:size], "names": _names(size), "firms": _firms(size)}[shape]
        for size in (SIZE, 2 * SIZE)
    )
    suggest([Page(1, (Line(twice),))], kind)  # what is remembered of names is remembered for both

    assert _steps(twice, kind) <= 2.2 * _steps(once, kind)


def test_the_last_of_three_hundred_is_weighed_as_the_first() -> None:
    """Only two hundred names were weighed, and nothing said so."""
    crowd = "".join(f"村民李{chr(0x5B50 + n // 20)}{chr(0x6D00 + n % 20)}在场。" for n in range(300))
    text = f"我叫王德福。{crowd}我要投诉赵长贵，赵长贵强占我家二亩地，请求责令赵长贵退还。"

    found = suggest([Page(1, (Line(text),))], PaperKind.LETTER)

    assert [one.normal for one in found if one.field is Field.RESPONDENT] == ["赵长贵"]
