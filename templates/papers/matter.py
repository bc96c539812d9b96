"""What a case is about, in the words of a sentence; pure."""

from __future__ import annotations

import re

from archive.cases.model import Case
from templates import text


def matter(case: Case) -> str:
    """What was complained of, in one phrase: a summary of several sentences tells the outcome too, so the title serves."""
    summary = text.phrase(case.summary)
    if summary and "。" not in summary:
        return summary
    title = text.phrase(case.title)
    return title.partition("反映")[2] or title or summary


def dispute(case: Case) -> str:
    """What those addressed quarrel about, for a sentence that calls them you: their names are left out in front."""
    about = matter(case)
    names = "|".join(re.escape(party.name.strip()) for party in case.parties if party.name.strip())
    if not names:
        return about
    return re.sub(rf"^(?:{names})(?:(?:与|和|、|同)(?:{names}))*的?", "", about) or about


def quoted(matter: str) -> str:
    """The matter as it stands in the sentence: a title that names itself (关于…的…) is quoted."""
    return f"“{matter}”" if matter.startswith("关于") else matter
