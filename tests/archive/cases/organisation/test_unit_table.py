"""The table of bodies, and who reviews their opinions."""

from __future__ import annotations

from collections.abc import Mapping

from archive.cases.organisation.review_bodies import propose_reviews, with_reviews
from archive.cases.organisation.unit_table import read_units, unit_cells
from archive.cases.places import Places, Region, RegionKind
from archive.cases.units import Unit, UnitKind
from tests.archive.cases.organisation.rows import rows

PLACES = Places([Region("99", "安和县", RegionKind.COUNTY), Region("9901", "青石乡", RegionKind.TOWNSHIP, "99")])


def _read(
    *listed: Mapping[str, object], known: tuple[Unit, ...] = (), replacing: bool = False
) -> tuple[list[Unit], dict[int, str]]:
    merged, found = read_units(rows(*listed), known, PLACES, replacing=replacing)
    return list(merged.listed), {row.line: row.error.message for row in found.refused}


def test_the_name_tells_what_kind_of_body_it_is() -> None:
    """A table without that column is the usual one."""
    units, refused = _read(
        *(
            {"name": name}
            for name in (
                "安和县信访局", "安和县自然资源局", "青石乡人民政府", "大沟村村民委员会", "大沟村人民调解委员会",
                "安和县供热公司", "安和县人民政府", "滨江市人民政府",
            )
        )
    )  # fmt: skip
    assert refused == {}
    assert [unit.kind for unit in units] == [
        UnitKind.PETITION_OFFICE, UnitKind.DEPARTMENT, UnitKind.TOWNSHIP, UnitKind.VILLAGE, UnitKind.COMMITTEE,
        UnitKind.OTHER, UnitKind.OTHER, UnitKind.OTHER,
    ]  # fmt: skip


def test_a_row_changes_what_it_names_and_no_more() -> None:
    """A table with new telephone letters must not wipe out the review bodies."""
    known = Unit("青石乡人民政府", UnitKind.TOWNSHIP, review_unit="安和县人民政府", reports_weekly=True)

    [unit], _ = _read({"name": "青石乡人民政府", "letters": "青", "region": "青石乡"}, known=(known,))

    assert (unit.letters, unit.review_unit, unit.reports_weekly, unit.region_code) == (
        "青",
        "安和县人民政府",
        True,
        "9901",
    )


def test_a_body_that_is_gone_stays_and_is_out_of_use() -> None:
    """Cases of ten years name it."""
    known = (Unit("安和县农机局", UnitKind.DEPARTMENT, short="农机局"), Unit("安和县信访局"))

    units, _ = _read({"name": "安和县信访局"}, known=known, replacing=True)

    assert [(unit.name, unit.active) for unit in units] == [("安和县农机局", False), ("安和县信访局", True)]
    kept, refused = _read({"name": "安和县信访局"}, {"name": ""}, known=known, replacing=True)
    assert list(refused) == [3]
    assert all(unit.active for unit in kept)


def test_rows_that_contradict_others_are_refused() -> None:
    """Which one a short name means must never be a guess; nobody is reviewed by himself."""
    _, refused = _read(
        {"name": "安和县教育局", "short": "教育局"},
        {"name": "安和县教体局", "short": "教育局"},
        {"name": "甲局", "parent": "乙局"},
        {"name": "乙局", "parent": "甲局"},
        {"name": "丙局", "review_unit": "丙局"},
        {"name": "丁局", "kind": "公司"},
        {"name": "戊局", "region": "没有的村"},
        {"name": "己局", "reports_weekly": "也许"},
    )
    assert set(refused) == {3, 4, 5, 6, 7, 8, 9}
    assert "安和县教育局" in refused[3]


def test_an_export_comes_back_unchanged() -> None:
    """An administrator edits one cell and imports it again."""
    units, _ = _read(
        {"name": "青石乡人民政府", "short": "青石乡", "review_unit": "安和县人民政府", "region": "9901", "active": "否"}
    )
    keys = (
        "name", "short", "kind", "letters", "parent", "review_unit", "recheck_unit", "region", "reports_weekly", "active",
    )  # fmt: skip
    again = dict(zip(keys, unit_cells(units[0]), strict=True))

    assert _read(again, known=tuple(units)) == (units, {})


def test_the_usual_review_bodies_are_those_above() -> None:
    """《信访工作条例》第三十五条、第三十六条; a village's matters are answered by its township."""
    units = [
        Unit("安和县人民政府", parent="滨江市人民政府"),
        Unit("青石乡人民政府", UnitKind.TOWNSHIP),
        Unit("安和县教育局", UnitKind.DEPARTMENT),
        Unit("大沟村村民委员会", UnitKind.VILLAGE, parent="青石乡人民政府"),
        Unit("安和县税务局", UnitKind.DEPARTMENT, review_unit="滨江市税务局"),
        Unit("大沟村人民调解委员会", UnitKind.COMMITTEE, parent="大沟村村民委员会"),
        Unit("安和县农机局", UnitKind.DEPARTMENT, active=False),
    ]

    proposed = {one.unit: (one.review_unit, one.recheck_unit) for one in propose_reviews(units, PLACES)}

    assert proposed == {
        "安和县人民政府": ("滨江市人民政府", ""),
        "青石乡人民政府": ("安和县人民政府", "滨江市人民政府"),
        "安和县教育局": ("安和县人民政府", "滨江市人民政府"),
        "大沟村村民委员会": ("安和县人民政府", "滨江市人民政府"),
    }


def test_what_the_office_wrote_is_never_overwritten() -> None:
    """A department under its ministry's line has its own review body."""
    units = [
        Unit("安和县税务局", UnitKind.DEPARTMENT, review_unit="滨江市税务局"),
        Unit("滨江市税务局", parent="省税务局"),
    ]

    filled = with_reviews(units, propose_reviews(units, PLACES))

    assert (filled[0].review_unit, filled[0].recheck_unit) == ("滨江市税务局", "省税务局")
