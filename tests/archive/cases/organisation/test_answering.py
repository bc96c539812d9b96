"""Who answers: the tables of owners and mediators, and what is proposed from them."""

from __future__ import annotations

import pytest

from archive.cases.model import Case, CaseKind, MatterClass, Owners, Party, Role
from archive.cases.organisation.answering import propose_owners
from archive.cases.organisation.mediator_table import read_mediators
from archive.cases.organisation.near import near
from archive.cases.organisation.owner_table import owner_cells, read_owners
from archive.cases.places import Places, Region, RegionKind
from archive.cases.units import Mediator, Owner, OwnerSubject, Unit, UnitKind
from tests.archive.cases.organisation.rows import rows

PLACES = Places(
    [
        Region("99", "安和县", RegionKind.COUNTY),
        Region("9901", "青石乡", RegionKind.TOWNSHIP, "99"),
        Region("990101", "大沟村", RegionKind.VILLAGE, "9901"),
        Region("99010101", "一组", RegionKind.HAMLET, "990101"),
    ]
)
UNITS = [
    Unit("安和县自然资源局", UnitKind.DEPARTMENT, short="自然资源局"),
    Unit("青石乡人民政府", UnitKind.TOWNSHIP, short="青石乡"),
    Unit("大沟村人民调解委员会", UnitKind.COMMITTEE, short="大沟调委会"),
]
MATTER = Owner(OwnerSubject.MATTER, "土地", "安和县自然资源局", "钱科长")
TOWNSHIP = Owner(OwnerSubject.PLACE, "9901", "青石乡人民政府", "李乡长")
VILLAGE = Owner(OwnerSubject.PLACE, "990101", "", "赵支书")


def test_rows_name_a_matter_or_a_place() -> None:
    """Offices write it in one column or in two; short names become full."""
    merged, found = read_owners(
        rows(
            {"category": "宅基地", "unit": "自然资源局", "person": "钱科长"},
            {"subject": "属地", "key": "青石乡", "unit": "青石乡", "person": "李乡长"},
            {"key": "大沟村", "person": "赵支书", "unit": ""},
        ),
        [],
        PLACES,
        UNITS,
    )

    assert found.refused == []
    assert merged.listed == (MATTER, TOWNSHIP, VILLAGE)
    assert [owner_cells(one)[:2] for one in merged.listed] == [("属事", "土地"), ("属地", "9901"), ("属地", "990101")]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"category": "天文", "unit": "青石乡"}, "纠纷类别"),
        ({"region": "没有的村", "unit": "青石乡"}, "区划表里没有"),
        ({"category": "土地", "unit": "资源局"}, "单位表里没有"),
        ({"category": "土地", "region": "青石乡", "unit": "青石乡"}, "又写了属地"),
        ({"category": "土地"}, "没有责任单位"),
        ({"unit": "青石乡"}, "对什么负责"),
        ({"subject": "属人", "key": "土地", "unit": "青石乡"}, "责任方式"),
    ],
)
def test_a_row_nobody_can_use_is_refused(row: dict[str, object], reason: str) -> None:
    """Else a case would be sent to a body that does not exist."""
    _, found = read_owners(rows(row), [], PLACES, UNITS)

    assert [one.line for one in found.refused] == [2]
    assert reason in found.refused[0].error.message


def test_a_body_nobody_knows_is_refused_with_names_like_it() -> None:
    """The clerk types what people say; the table has what the seal says."""
    _, found = read_owners(rows({"category": "土地", "unit": "资源局"}), [], PLACES, UNITS)

    assert "安和县自然资源局" in found.refused[0].error.advice
    assert near("住建局", ["安和县住房和城乡建设局", "安和县教育局"]) == ["安和县住房和城乡建设局"]
    assert near("公安局", ["安和县教育局", "安和县住房和城乡建设局"]) == []


def test_mediators_belong_to_a_committee_that_is_there() -> None:
    """A mediator of no committee signs an agreement that binds nobody."""
    merged, found = read_mediators(
        rows(
            {"name": "孙某", "committee": "大沟调委会", "region": "一组"},
            {"name": "周某", "committee": "小沟调委会"},
            {"name": "", "committee": "大沟调委会"},
        ),
        [Mediator("吴某", "大沟村人民调解委员会")],
        PLACES,
        UNITS,
        replacing=False,
    )

    assert [row.line for row in found.refused] == [3, 4]
    assert "大沟" in found.refused[0].error.advice
    assert Mediator("孙某", "大沟村人民调解委员会", "99010101") in merged.listed
    whole, _ = read_mediators(
        rows({"name": "孙某", "committee": "大沟调委会"}), merged.listed, PLACES, UNITS, replacing=True
    )
    assert {one.name: one.active for one in whole.listed} == {"吴某": False, "孙某": True}


def test_owners_are_proposed_by_matter_and_by_place() -> None:
    """Few strokes for the clerk; every proposal is named, for a proposal is not a decision."""
    case, notes = propose_owners(
        Case("1", category="土地", region_code="99010101"), PLACES, [MATTER, TOWNSHIP, VILLAGE]
    )

    assert (case.duty_unit, case.owners) == (
        "安和县自然资源局",
        Owners(township_owner="李乡长", village_owner="赵支书"),
    )
    assert [note.partition("，")[0] for note in notes] == [
        "建议责任单位：安和县自然资源局（属事）",
        "建议乡镇包保人：李乡长（属地）",
        "建议村包保人：赵支书（属地）",
    ]
    assert "青石乡人民政府（属地）" in notes[0]


def test_the_place_answers_where_no_matter_does() -> None:
    """属地管理: the village names a person only, so its township is the body."""
    case, _ = propose_owners(Case("1", category="邻里", region_code="990101"), PLACES, [MATTER, TOWNSHIP, VILLAGE])

    assert case.duty_unit == "青石乡人民政府"


def test_what_somebody_stated_is_never_overwritten() -> None:
    """The leader's word stands above the table."""
    stated = Case(
        "1", category="土地", region_code="990101", duty_unit="安和县教育局", owners=Owners(township_owner="王副乡长")
    )

    case, notes = propose_owners(stated, PLACES, [MATTER, TOWNSHIP, VILLAGE])

    assert (case.duty_unit, case.owners.township_owner, case.owners.village_owner) == (
        "安和县教育局",
        "王副乡长",
        "赵支书",
    )
    assert len(notes) == 1


def test_nobody_answers_for_a_complaint_against_himself() -> None:
    """《信访工作条例》第二十八条、第三十条: the accused must not be told."""
    parties = (Party("张三"), Party("赵支书", Role.RESPONDENT), Party("青石乡人民政府", Role.RESPONDENT))
    accusation = Case("1", region_code="990101", matter_class=MatterClass.ACCUSATION, parties=parties)

    case, notes = propose_owners(accusation, PLACES, [TOWNSHIP, VILLAGE])

    assert (case.duty_unit, case.owners.village_owner) == ("", "")
    assert sum("没有填入" in note for note in notes) == 2


def test_a_mediation_is_its_committees() -> None:
    """The township does not answer for what a committee mediates."""
    case, _ = propose_owners(
        Case("1", CaseKind.MEDIATION, category="土地", region_code="990101"), PLACES, [MATTER, TOWNSHIP]
    )

    assert case.duty_unit == ""
