"""What the three lists are called and ask, and how an office changes that."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from archive.cases.lists.definitions import Requirements, of_office, shipped
from archive.cases.lists.entry import observed_until, reasons_against
from archive.cases.model import Case, Risk
from archive.cases.procedure.standing import ListLevel, Standing
from archive.errors import InvalidInput, SettingsError

D = dt.date


def _file(folder: Path, text: str) -> Path:
    path = folder / "lists.toml"
    path.write_text(text, "utf-8")
    return path


def test_as_shipped_the_first_list_is_the_one_under_observation(tmp_path: Path) -> None:
    """一级 = 一般管理, resolved and observed for half a year; what comes back goes to 二级."""
    lists = of_office(tmp_path / "lists.toml")

    assert [(level.name, level.title) for level in lists.levels] == [
        ("一级", "一般管理"), ("二级", "特殊管理"), ("三级", "重点管理"),
    ]  # fmt: skip
    assert (lists.months, lists.rises_to) == (6, ListLevel.SPECIAL)
    assert [lists.named(text).code for text in ("一级", "重点管理", "L2", "close")] == ["L1", "L3", "L2", "L3"]


def test_another_county_counts_the_other_way_round(tmp_path: Path) -> None:
    """In many counties 一级 is the gravest; the words change, what the lists mean does not."""
    lists = of_office(
        _file(
            tmp_path,
            """
            [observation]
            months = 12
            rises_to = "close"
            [levels.observed]
            name = "三级"
            [levels.close]
            name = "一级"
            title = "挂牌督办"
            requires = { resolved = false, risks = ["高", "中"], persons = 5 }
            """,
        )
    )
    assert lists.named("一级").code is ListLevel.CLOSE
    assert lists.name(ListLevel.OBSERVED) == "三级"
    assert lists.level(ListLevel.CLOSE).requires == Requirements(False, (Risk.HIGH, Risk.MIDDLE), 5)
    assert lists.level(ListLevel.OBSERVED).requires == Requirements(True)
    assert observed_until(D(2022, 2, 28), lists) == D(2023, 2, 28)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[observation]\nmonths = 0", "1 到 120"),
        ("[observation]\nmonths = '六'", "整数"),
        ("[observation]\nmonths = true", "整数"),
        ("[observation]\nrises_to = 'L2'", "observed、special、close"),
        ("[observation]\nrises_to = 'observed'", "调出观察期"),
        ("[observation]\ndays = 180", "days"),
        ("[levels.fourth]\nname = '四级'", "fourth"),
        ("[levels.special]\nname = '一级'", "不能相同"),
        ("[levels.special]\nname = 2", "文字"),
        ("[levels.special]\nname = ' '", "文字"),
        ("[levels.special]\ncolour = 'red'", "colour"),
        ("[levels.special]\nrequires = true", "一组"),
        ("[levels.special.requires]\nrisks = '高'", "方括号"),
        ("[levels.special.requires]\nrisks = ['极高']", "极高"),
        ("[levels.special.requires]\nresolved = '是'", "true 或 false"),
        ("[levels.special.requires]\npersons = -1", "persons"),
        ("[levels.observed.requires]\nresolved = false", "必须要求已化解"),
        ("levels = 3", "一组"),
        ("[levels", "读不懂"),
    ],
)
def test_a_wrong_file_is_a_clear_error(tmp_path: Path, text: str, reason: str) -> None:
    """A slip of the pen must not quietly give the county other lists."""
    with pytest.raises(SettingsError, match=reason) as caught:
        of_office(_file(tmp_path, text))
    assert "lists.toml" in caught.value.message + caught.value.advice


def test_a_level_nobody_knows_is_answered_with_those_there_are() -> None:
    """Words of the office, not codes."""
    with pytest.raises(InvalidInput) as caught:
        shipped().named("四级")
    assert "一级（一般管理）" in caught.value.advice


def test_half_a_year_ends_on_the_day_of_the_same_number() -> None:
    """《民法典》第二百零二条: and on the last of the month where there is none."""
    assert observed_until(D(2022, 1, 15), shipped()) == D(2022, 7, 15)
    assert observed_until(D(2022, 8, 31), shipped()) == D(2023, 2, 28)


def test_what_a_level_asks_is_said_item_by_item() -> None:
    """The clerk learns everything that is missing at once."""
    level = replace(shipped().level(ListLevel.CLOSE), requires=Requirements(False, (Risk.HIGH,), 5))
    case = Case("1", risk=Risk.LOW, group_size=2)

    assert reasons_against(level, case, Standing(resolved=D(2022, 5, 1))) == ["已经化解", "风险不是高", "不到 5 人"]
    assert reasons_against(level, replace(case, risk=Risk.HIGH, group_size=5), Standing()) == []
    observed = Standing(resolved=D(2022, 5, 1), level=ListLevel.OBSERVED)
    assert reasons_against(shipped().level(ListLevel.SPECIAL), case, observed) == []
    assert reasons_against(shipped().level(ListLevel.OBSERVED), case, Standing()) != []
