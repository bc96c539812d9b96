"""Near words, the piece that is typed, and ways to relax: pure."""

from __future__ import annotations

import datetime as dt

import pytest

from indexer.segment import Segmenter
from search_api.labels import FACET_LABELS
from search_api.suggest.near import doubtful, one_away, sounding_or_looking_alike
from search_api.suggest.piece import Piece, last_piece
from search_api.suggest.relaxing import wider

SEGMENTER = Segmenter()


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("宅基地", "宅及地", True),
        ("宅基地", "宅地", True),
        ("宅基地", "宅基地块", True),
        ("人民", "民人", True),
        ("宅基地", "宅基地", False),
        ("宅基地", "基地宅", False),
        ("工资", "供热", False),
    ],
)
def test_one_away(one: str, other: str, near: bool) -> None:
    assert one_away(one, other) is one_away(other, one) is near


def test_same_sound_and_shape() -> None:
    assert "宅基地" in sounding_or_looking_alike("宅及地")
    assert "拆迁" in sounding_or_looking_alike("折迁")
    assert "宅及地" in doubtful("宅及地纠纷", SEGMENTER)
    assert doubtful("。", SEGMENTER) == []


@pytest.mark.parametrize(
    ("typed", "piece"),
    [
        ("宅基", Piece("", "宅基")),
        ("张三 宅", Piece("张三 ", "宅")),
        ("(张三 OR 李", Piece("(张三 OR ", "李")),
        ("张三 -宅", Piece("张三 -", "宅")),
        ("类别：土", Piece("", "土", "category", "类别")),
        ("12:30", Piece("", "12:30")),
        ("张三 ", Piece("张三 ", "")),
    ],
)
def test_the_piece_being_typed(typed: str, piece: Piece) -> None:
    assert last_piece(typed) == piece


def test_what_stands_before_is_kept_as_typed() -> None:
    assert last_piece("张三 类别：土").completed("土地") == "张三 类别:土地"
    assert last_piece("文件名:扫").completed("扫描 1.pdf") == '文件名:"扫描 1.pdf"'


def test_ways_to_relax() -> None:
    ways = wider(
        '宅基地边界 "不予受理" 2022年5月', {"region": ("东岗乡",)}, FACET_LABELS, SEGMENTER, dt.date(2023, 3, 31)
    )
    found = {way.said: (way.typed, dict(way.filters)) for way in ways}

    assert found["不限乡镇"] == ('宅基地边界 "不予受理" 2022年5月', {})
    assert found["去掉“边界”"][0] == '宅基地 "不予受理" 2022年5月'
    assert found["“不予受理”不要求连在一起"][0] == "宅基地 边界 不予受理 2022年5月"
    assert found["时间放宽到2022年"][0] == '宅基地 边界 "不予受理" 日期:2022-01-01..2022-12-31'
    assert found["只找“宅基地”"][0] == "宅基地"
    assert wider("", {}, FACET_LABELS, SEGMENTER, dt.date(2023, 3, 31)) == []
    assert wider("啊 " * 50, {}, FACET_LABELS, SEGMENTER, dt.date(2023, 3, 31)) == []
