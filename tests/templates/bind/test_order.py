"""The order of a file, and its pages: a paper in the wrong place, or a page counted twice, and nobody finds it again."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.cases.model import CaseKind
from templates.bind.item import Item
from templates.bind.order import MADE_HERE, ORDERS, in_order, section_of
from templates.bind.volumes import volumes_of
from templates.shelf import papers

PETITION, MEDIATION = CaseKind.PETITION, CaseKind.MEDIATION


@pytest.mark.parametrize(
    ("kind", "title", "section"),
    [
        (PETITION, "信访事项办结报告", "办结汇总材料"),
        (PETITION, "关于转送王某信访事项答复意见的函", "案件处理材料"),
        (PETITION, "关于转送秦某信访事项的函", "交办或来信来访材料"),
        (PETITION, "来信", "交办或来信来访材料"),
        (PETITION, "会议照片", "案件处理材料"),
        (PETITION, "无题", "其他材料"),
        (MEDIATION, "人民调解申请书", "人民调解申请书或受理登记表"),
        (MEDIATION, "调解协议履行情况回访记录", "回访记录"),
        (MEDIATION, "李某身份证复印件", "当事人身份证明"),
        (MEDIATION, "无题", "证据材料"),
        (CaseKind.LEGAL_SERVICE, "法律意见书", "法律意见和文书"),
    ],
)
def test_the_end_of_a_title_says_what_it_is(kind: CaseKind, title: str, section: str) -> None:
    """A record of a visit about an agreement is no agreement."""
    assert ORDERS[kind][section_of(kind, title=title)].title == section


def test_every_paper_of_the_shelf_has_its_place() -> None:
    """A paper the office writes must not end among the rest because somebody forgot its code."""
    for paper in papers():
        if paper.code in MADE_HERE or paper.register == "week" or paper.register == "month":
            continue
        kind = MEDIATION if paper.group == "人民调解" else PETITION
        sections = ORDERS[kind]
        assert paper.code in sections[section_of(kind, code=paper.code)].codes, paper.name


_items = st.builds(
    Item,
    title=st.sampled_from("甲乙丙"),
    section=st.integers(0, 3),
    day=st.one_of(st.none(), st.dates(dt.date(2020, 1, 1), dt.date(2024, 1, 1))),
)


@given(st.lists(st.tuples(_items, st.integers(1, 90)), min_size=1, max_size=30), st.integers(1, 100))
def test_no_page_is_lost_or_counted_twice(items: list[tuple[Item, int]], most: int) -> None:
    """Page numbers go on from 1 in each volume; a paper is never cut; no volume is fuller than it may be."""
    volumes = volumes_of(items, most)

    assert [placed.item for one in volumes for placed in one.placed] == [item for item, _ in items]
    assert sum(one.pages or 0 for one in volumes) == sum(pages for _, pages in items)
    for volume in volumes:
        at = 1
        for seq, placed in enumerate(volume.placed, 1):
            assert (placed.seq, placed.first) == (seq, at)
            assert placed.last is not None
            at = placed.last + 1
        assert volume.pages is not None
        assert volume.pages <= most or len(volume.placed) == 1


def test_behind_an_unknown_page_no_number_is_invented() -> None:
    """Without LibreOffice nobody knows how long a Word paper is."""
    (volume,) = volumes_of([(Item("甲", 0), 2), (Item("乙", 0), None), (Item("丙", 0), 1)], 1)
    assert [placed.pages for placed in volume.placed] == ["1-2", "", ""]
    assert volume.pages is None


@given(st.lists(_items))
def test_order_is_by_part_and_day(items: list[Item]) -> None:
    found = in_order(items)
    keys = [(one.section, one.day is None, one.day or dt.date.min) for one in found]
    assert keys == sorted(keys)
    assert sorted(map(id, found)) == sorted(map(id, items))
