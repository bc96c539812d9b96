"""Any tree of nodes over any texts: every engine gives the brute-force matcher's set."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from archive.chinese.fold import atoms
from indexer.index import (
    Adjacent,
    And,
    Days,
    Everything,
    Keyword,
    Node,
    Not,
    Nothing,
    Or,
    Pattern,
    Query,
    SearchIndex,
    Spaced,
)
from search_api.language.apart import near_words
from tests.contract.conftest import STAMP, MakeIndex
from tests.contract.sample import Text, adjacent, expected

# few characters, so that texts and questions meet: Chinese (one to be simplified, one beyond the basic plane), Latin,
# digits, full width, punctuation that terms are glued and told apart with, spaces
ALPHABET = "信访調解調解𠮷ab12Ａ.%~_，。 \u3000"
_TEXT = st.text(ALPHABET, max_size=14)
_LEAF: st.SearchStrategy[Node] = st.one_of(
    st.text(ALPHABET, min_size=1, max_size=5).map(adjacent).filter(lambda node: bool(node.atoms)),
    st.sampled_from([Everything(), Nothing(), Keyword("category", ("甲",)), Keyword("category", ("甲", "乙"))]),
    st.tuples(
        st.sampled_from("信访調12"), st.lists(st.sampled_from(["调", "解", "1", None])), st.sampled_from("访解a")
    ).map(lambda ends: Spaced((*adjacent(ends[0]).atoms, *ends[1], ends[2]))),
    st.tuples(
        st.sampled_from(["信", "12", "调。", "访解", "a"]), st.sampled_from(["访", "解", "%", "解调", "信a"])
    ).flatmap(
        lambda words: st.integers(0, 6).map(lambda far: near_words([tuple(atoms(word)) for word in words], far)[0])
    ),
    st.text("12ab调?*", min_size=1, max_size=3).map(lambda pattern: Pattern("atoms", pattern)),
    st.builds(Days, st.none() | st.integers(1, 4), st.none() | st.integers(1, 4)),
)
_TREE: st.SearchStrategy[Node] = st.recursive(
    _LEAF,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda parts: And(tuple(parts))),
        st.lists(inner, max_size=3).map(lambda parts: Or(tuple(parts))),
        inner.map(Not),
    ),
    max_leaves=6,
)
_TEXTS = st.lists(
    st.tuples(_TEXT, st.sampled_from([(), ("甲",), ("乙",), ("甲", "乙")]), st.none() | st.integers(1, 4)),
    min_size=1,
    max_size=12,
).map(
    lambda rows: [
        Text(f"case:{at}", text, keywords={"category": values}, day=day) for at, (text, values, day) in enumerate(rows)
    ]
)


@pytest.fixture
def index(make_index: MakeIndex) -> SearchIndex:
    """Built once; each example writes its texts over those before."""
    index = make_index()
    index.rebuild((), STAMP)
    return index


@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(texts=_TEXTS, trees=st.lists(_TREE, min_size=12, max_size=12))
def test_any_tree_finds_what_brute_force_finds(index: SearchIndex, texts: list[Text], trees: list[Node]) -> None:
    """Whatever a clerk types, no letter that fits is missed and none that does not is shown."""
    index.write([text.entry() for text in texts], [f"case:{at}" for at in range(len(texts), 12)])

    for tree in trees:
        found = index.search(Query(tree, limit=100))
        assert {hit.key for hit in found.hits} == expected(tree, texts), tree
        assert found.total == len(found.hits)


def test_the_brute_force_matcher_can_tell_right_from_wrong() -> None:
    """A matcher that says yes to all would bless any engine."""
    texts = [Text("case:1", "信访事项"), Text("case:2", "访信")]

    assert expected(adjacent("信访"), texts) == {"case:1"}
    assert expected(Not(Adjacent(("访",))), texts) == set()
    assert expected(Or((adjacent("访信"), adjacent("事"))), texts) == {"case:1", "case:2"}
