"""Homes: what stands behind the village, the community or the street of an address."""

from __future__ import annotations

import re
from typing import Final

from archive.privacy.policy import SHOWN, Secret, Taken

_N: Final = r"(?:\d{1,5}|[０-９]{1,5}|[一二三四五六七八九十百零〇]{1,5}|[A-Za-z]\d{0,3}|[甲乙丙丁东南西北])"
_PART: Final = rf"{_N}\s?(?:号楼|号院|幢|栋|号|单元|室|户|层|门牌|门|座|楼)"
_MORE: Final = rf"(?:{_PART}[^\S\n]?[-—]?){{0,4}}(?:[-—#]?\d{{1,4}}){{0,3}}(?:室|号|户)?"
_DOOR: Final = re.compile(
    rf"(?<=[区园苑城里院庄居府庭郡墅岸湾厦家寓村街路巷号期])\s?{_N}\s?(?:号楼|幢|栋|座)[^\S\n]?{_MORE}"
    rf"|{_N}\s?(?:号楼|幢|栋|座)[^\S\n]?(?={_N}\s?(?:单元|门|室|号|层)|\d{{3,4}}){_MORE}"
    rf"|{_N}\s?单元[^\S\n]?{_MORE}|{_N}[-—]{_N}[-—]{_N}(?:室|号)"
)
_NUMBER: Final = re.compile(
    rf"(?<=[街路巷弄道胡同村屯组社区园苑里])\s?{_N}\s?号(?!楼|文|令|公告|线|地铁|院)(?:\s?(?:{_PART})){{0,4}}"
)
_GROUP: Final = re.compile(
    r"(?<=[村社区])(?:第?[\d一二三四五六七八九十０-９]{1,3}(?:村民)?(?:小组|组|屯|队|社)|[\u4e00-\u9fff]{1,3}屯)"
)
_CUE: Final = re.compile(r"(?:住址|地址|住所|家住|现住|住在|居住|租住|住|户籍|家在|是|系)[^。；;\n]{0,40}$")


def find_homes(text: str) -> list[Taken]:
    """Doors, house numbers behind a street or village, and groups of a village where somebody lives."""
    found = [Taken(Secret.HOME, *match.span(), SHOWN[Secret.HOME]) for match in _DOOR.finditer(text)]
    found += [Taken(Secret.HOME, *match.span(), SHOWN[Secret.HOME]) for match in _NUMBER.finditer(text)]
    for match in _GROUP.finditer(text):
        if _CUE.search(text, max(0, match.start() - 48), match.start()):
            found.append(Taken(Secret.HOME, *match.span(), SHOWN[Secret.HOME]))
    return found
