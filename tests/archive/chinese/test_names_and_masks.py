"""A name or number left open in a public copy cannot be called back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.chinese.masks import mask_id, mask_phone
from archive.chinese.names import mask_name, normal_name, surname


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张三", "张某"),
        ("王建国", "王某某"),
        ("欧阳修远", "欧阳某某"),
        ("欧阳修", "欧阳某"),
        ("欧阳", "欧某"),
        ("买买提·艾力", "买某"),
        ("买买提•艾力", "买某"),
        ("张", "张某"),
        ("", ""),
        ("𠮷田", "𠮷某"),
    ],
)
def test_names_keep_the_surname_only(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@given(st.text(alphabet="王建国欧阳修·𠮷", min_size=2, max_size=8))
def test_a_given_name_never_stays(name: str) -> None:
    plain = normal_name(name)
    masked = mask_name(name)
    assert masked.strip("某") in ("", surname(plain))


def test_names_are_written_one_way() -> None:
    assert normal_name(" 王 伟 ") == "王伟"
    assert normal_name("阿依古丽．买买提") == "阿依古丽·买买提"
    assert normal_name("John  Smith") == "John Smith"


def test_numbers_in_a_text_are_starred() -> None:
    text = "电话13812345678，138 1234 5678，身份证11010519491231002X，旧号110105491231002。"
    masked = mask_id(mask_phone(text))
    assert masked == "电话138****5678，138 **** 5678，身份证110105********002X，旧号110105******002。"


@pytest.mark.parametrize("text", ["6228480402564890018", "2022050612345678", "021-57110000", "A13812345678"])
def test_other_numbers_stay(text: str) -> None:
    assert mask_phone(text) == text
    assert mask_id(text) == text
