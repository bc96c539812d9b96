"""At which level a meeting coordinates, and the months without one."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from archive.cases.meetings.level import front_of, fronts_of_office, propose_level, shipped
from archive.cases.meetings.monthly import months_without
from archive.cases.model import Case, CoordinationLevel, Event, Owners, ResolutionWay
from archive.errors import SettingsError

FARM, LAND, POLICE = "安和县农业农村局", "安和县自然资源局", "安和县公安局"


def _case(unit: str, **stated: Any) -> Case:
    return Case("XF1", duty_unit=unit, **stated)


@pytest.mark.parametrize(
    ("cases", "level"),
    [
        ([_case(FARM)], CoordinationLevel.FRONT),
        ([_case("青石乡人民政府")], CoordinationLevel.FRONT),
        ([_case(FARM), _case("安和县水务局")], CoordinationLevel.FRONT),
        ([_case(FARM), _case(LAND)], CoordinationLevel.CONVENER),
        ([_case(FARM), _case(LAND), _case(POLICE)], CoordinationLevel.TOP),
        ([_case(FARM), _case(LAND, owners=Owners(way=ResolutionWay.REVIEWED))], CoordinationLevel.TOP),
        ([_case(FARM), _case(LAND, group_size=60)], CoordinationLevel.TOP),
        ([_case(FARM, group_size=60)], CoordinationLevel.FRONT),
        ([_case(FARM, owners=Owners(coordination=CoordinationLevel.TOP))], CoordinationLevel.TOP),
        ([], CoordinationLevel.FRONT),
    ],
)
def test_the_level_follows_the_fronts(cases: list[Case], level: CoordinationLevel) -> None:
    """One front its leader, across fronts the convener, several and complex the top leaders."""
    proposed = propose_level(cases, shipped())

    assert proposed.level is level
    assert proposed.reasons


def test_bodies_a_case_was_passed_on_to_count() -> None:
    """A case at one desk may concern three; one that was sent back does not."""
    sent = Event(dt.date(2022, 5, 1), "transfer", details={"to": LAND})
    case = _case(FARM, events=(sent,))
    returned = _case(FARM, events=(sent, Event(dt.date(2022, 5, 2), "object"), Event(dt.date(2022, 5, 3), "return")))

    assert propose_level([case], shipped()).level is CoordinationLevel.CONVENER
    assert propose_level([returned], shipped()).level is CoordinationLevel.FRONT
    assert propose_level([case], shipped(), [POLICE]).level is CoordinationLevel.TOP


def test_an_office_divides_its_fronts_itself(tmp_path: Path) -> None:
    """Another county will differ."""
    path = tmp_path / "fronts.toml"
    assert fronts_of_office(path) == shipped()
    path.write_text('"一线" = ["局"]\n', "utf-8")
    assert front_of(FARM, fronts_of_office(path)) == "一线"
    for wrong in ("一线", '"一线" = 3'):
        path.write_text(wrong, "utf-8")
        with pytest.raises(SettingsError):
            fronts_of_office(path)


def test_months_without_a_meeting() -> None:
    """Monthly means every month; the present one is reminded of in its last week."""
    held = [dt.date(2022, 1, 20), dt.date(2022, 3, 31)]
    since = dt.date(2022, 1, 5)

    assert months_without(held, since, dt.date(2022, 4, 20)) == [dt.date(2022, 2, 1)]
    assert months_without(held, since, dt.date(2022, 4, 25)) == [dt.date(2022, 2, 1), dt.date(2022, 4, 1)]
    assert months_without([dt.date(2022, 12, 1)], dt.date(2022, 12, 1), dt.date(2023, 1, 2)) == []
