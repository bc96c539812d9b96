"""The words shown beside a like case are those that tell what it is about."""

from __future__ import annotations

from archive.cases.model import Case, CaseKind, Party, Role
from indexer.segment import Segmenter
from search_api.precedents.words import shared_words

_ASKED = Case(
    no="A",
    kind=CaseKind.PETITION,
    title="征地补偿标准低",
    region="双桥镇双桥村曾家染坊",
    facts="双桥村曾家染坊白桂萍反映征地补偿标准低，丈量没有听证。",
    parties=(Party("白桂萍", Role.PETITIONER),),
)
_FOUND = Case(
    no="B",
    kind=CaseKind.PETITION,
    title="要求提高征地补偿",
    region="双桥镇汪家坨子",
    facts="双桥镇汪家坨子人张数是没开听证会，丈量以后补偿标准低。",
)


def test_neither_places_nor_guesses_of_the_cut_are_shown() -> None:
    """染坊 and 坨子 of hamlets, and halves of two words like 人张, stood before what the matters are about."""
    words = shared_words(f"{_ASKED.title}\n{_ASKED.facts}", _ASKED, [_FOUND], [], Segmenter())["B"]
    shown = {*words.both, *words.only_asked, *words.only_found}

    assert {"补偿", "丈量"} <= {part for word in words.both for part in (word, word[-2:])}
    assert not shown & {"染坊", "曾家", "坨子", "汪家", "双桥", "人张", "白桂萍"}
    assert all(map(Segmenter().knows, shown))
