"""Names are typed in Latin letters where the input method is slow to give the character."""

from __future__ import annotations

import pytest

from archive.chinese.pinyin import spellings


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("张三", "zhangsan"),
        ("张三", "zs"),
        ("单雄信", "shanxiongxin"),
        ("曾国", "zengguo"),
        ("吕绿", "lvlv"),
        ("重庆", "chongqing"),
    ],
)
def test_a_name_is_spelled_as_it_is_typed(name: str, typed: str) -> None:
    """A surname read otherwise than the word (单 shan) is typed as the surname."""
    assert typed in spellings(name)


def test_what_cannot_be_spelled_has_no_spelling() -> None:
    """Half a spelling would find strangers."""
    assert spellings("张X") == ()
    assert spellings("张") == ()
    assert len(spellings("单重会长乐")) <= 16
