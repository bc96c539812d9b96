"""Which fonts of the standard this computer has, and what programs show in their place."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from typing import Final

from templates.gongwen import measures as m

FONTS: Final = (m.FANG_SONG, m.KAI, m.HEI, m.BIAO_SONG, m.SONG)
"""Named in the papers as the standard names them; none of them is free."""
_ALSO: Final[Mapping[str, frozenset[str]]] = {
    m.FANG_SONG: frozenset({"FangSong_GB2312"}),
    m.KAI: frozenset({"KaiTi_GB2312"}),
    m.HEI: frozenset({"SimHei"}),
    m.BIAO_SONG: frozenset({"FZXiaoBiaoSong-B05S"}),
    m.SONG: frozenset({"SimSun"}),
}
"""The same fonts by their English names."""


def substitutes() -> dict[str, str] | None:
    """By a font that is missing: what is shown instead. Empty if none is missing, None where it cannot be told.

    Fontconfig knows it on Linux; on other systems programs ask the system itself.
    """
    program = shutil.which("fc-match")
    if program is None:
        return None
    found = {}
    for font in FONTS:
        shown = subprocess.run(
            [program, "-f", "%{family}", font], capture_output=True, text=True, timeout=20, check=False
        ).stdout
        families = {family.strip() for family in shown.split(",")}
        if not families & ({font} | _ALSO[font]):
            found[font] = shown.split(",")[0].strip()
    return found
