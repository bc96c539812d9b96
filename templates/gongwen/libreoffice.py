"""A profile of LibreOffice that breaks lines as the papers ask.

Papers say in their settings that 年, 月 and 日 begin no line (``w:noLineBreaksBefore``). LibreOffice 7.4 reads no such list from
a Word file and obeys nothing else there is in one (decision 25); it has the list among its own settings (Asian Layout).
So where pages are made here, it is told there.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from templates.gongwen.page import NOT_FIRST, NOT_LAST

_SETTINGS: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/AsianLayout/StartEndCharacters"><node oor:name="zh-CN" oor:op="replace">\
<prop oor:name="StartCharacters" oor:op="fuse"><value>{first}</value></prop>\
<prop oor:name="EndCharacters" oor:op="fuse"><value>{last}</value></prop></node></item>
</oor:items>
"""


def write_profile(profile: Path) -> None:
    """Make a new profile's settings; one that is there already keeps its own."""
    settings = profile / "user" / "registrymodifications.xcu"
    if not settings.exists():
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text(_SETTINGS.format(first=escape(NOT_FIRST), last=escape(NOT_LAST)), "utf-8")
