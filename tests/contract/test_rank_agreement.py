"""The embedded engine and Elasticsearch put the same entries first."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from archive.chinese.fold import fold
from indexer.embedded.index import EmbeddedIndex
from indexer.index import AnyTerm, Query, SearchIndex
from indexer.terms import rank_terms
from tests.contract.conftest import STAMP, opening
from tests.contract.sample import SEGMENTER, Text
from tests.servers.elastic import VERSIONS

_WORDS = tuple(
    re.findall(
        r"\w+",
        """
        拖欠 工资 工程款 道路 破损 噪音 施工 夜间 村委会 宅基地 补偿 征收 土地 邻里 纠纷 漏水 物业 收费 学校 入学
        医保 报销 养老金 低保 申请 答复 不服 投诉 举报 环境 污染 河道 垃圾 停车 路灯 供水 停电 合同 违约 借款 利息 担保
        调解 协议 赔偿
        """,
    )
)
_CLEAR = 1.02
"""Scores closer than this ratio may stand in either order: the engines count average lengths a little differently."""


def _corpus(count: int) -> list[Text]:
    chance = random.Random(20260105)
    texts = []
    for number in range(count):
        topic = chance.sample(_WORDS, 6)
        words = [chance.choice(topic if chance.random() < 0.6 else _WORDS) for _ in range(chance.randint(20, 200))]
        texts.append(Text(f"case:{number:04d}", "".join(words), title="".join(topic[:2]) if number % 3 else ""))
    return texts


@pytest.fixture(scope="module", params=[pytest.param(v, marks=pytest.mark.elasticsearch) for v in VERSIONS])
def both(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, elasticsearch_url: Callable[[str], str]
) -> Iterator[tuple[SearchIndex, SearchIndex]]:
    """The same corpus in both engines."""
    entries = [text.entry() for text in _corpus(400)]
    embedded = EmbeddedIndex(tmp_path_factory.mktemp("embedded"))
    embedded.rebuild(entries, STAMP)
    with opening(str(request.param), Path(), elasticsearch_url) as make:
        elastic = make()
        elastic.rebuild(entries, STAMP)
        yield embedded, elastic


@pytest.mark.parametrize(
    "asked", ["拖欠工资", "夜间施工噪音", "村委会征收土地补偿不服答复", "物业漏水赔偿协议", "".join(_WORDS[::3])]
)
def test_the_first_ten_are_the_same_in_the_same_order(both: tuple[SearchIndex, SearchIndex], asked: str) -> None:
    """An office that grows from one engine to the other must not find its answers shuffled."""
    folded = fold(asked)
    rank = dict.fromkeys(rank_terms(folded, SEGMENTER), 1.0)
    query = Query(AnyTerm(tuple(rank)), rank=rank, title_weight=0.5, limit=400)

    first, second = (index.search(query) for index in both)

    assert first.total == second.total
    scores = {hit.key: hit.score for hit in first.hits}
    others = {hit.key: hit.score for hit in second.hits}
    top = [hit.key for hit in first.hits[:10]]
    for better, worse in itertools.product(top, others):
        if scores[better] > scores[worse] * _CLEAR:
            assert others[better] > others[worse], (better, worse)
