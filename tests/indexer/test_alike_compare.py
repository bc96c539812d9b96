"""What two like papers may be to each other."""

from __future__ import annotations

import pytest

from archive.record.alike import Relation
from indexer.alike.compare import compare
from indexer.alike.sketch import squeezed

_LETTER = (
    "我是松河镇红星村村民，反映本村二〇一九年修建通村公路时占用我家承包地零点六亩，至今没有拿到补偿款。我曾多次到镇政府反映，"
    "镇里答复说钱已经拨到村里，村里又说没有收到。请求查明补偿款的去向，尽快发放，并给一个书面的答复，谢谢各位领导的关心。反映人：王建国"
)


@pytest.mark.parametrize(
    ("one", "other"), [("自然资源和规划局", "省信访局"), ("市人民政府", "县信访局"), ("县委", "县人大常委会")]
)
def test_a_short_letter_to_another_office_is_a_copy(one: str, other: str) -> None:
    """The office's name, written twice, is a tenth of a short letter, and was taken for bad reading."""
    first, second = (squeezed(f"致{office}：尊敬的{office}领导，您好。{_LETTER}") for office in (one, other))
    found = compare(first, second.replace("通村", "通材"))

    assert found is not None
    assert found.relation is Relation.COPY


def test_a_letter_read_badly_everywhere_is_the_same_read_again() -> None:
    """Errors of reading at the head are no other addressee."""
    first = squeezed(f"致县信访局：{_LETTER}")
    second = "".join("口" if at % 14 == 3 else sign for at, sign in enumerate(first)).replace("县信访", "且佰仿")
    found = compare(first, second)

    assert found is not None
    assert found.relation is Relation.RESCAN
