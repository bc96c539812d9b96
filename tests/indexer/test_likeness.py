"""Counted words and figures over all cases: what likeness stands on."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.record.likeness import Standing
from indexer.likeness import model as figures
from indexer.likeness.model import ALPHA, Model, articles_of, build
from indexer.likeness.profile import Profile, from_bytes, profile_of, term_of, to_bytes
from search_api.precedents import classes
from search_api.precedents.classes import belonging

_WORDS = ("工资", "拖欠", "宅基地", "界址", "供热", "室温")


def test_names_places_numbers_and_times_do_not_tell_what_a_matter_is_about() -> None:
    """Two matters are not alike for having happened in one town on one day."""
    left_out = ("北京", "张三丰", "三千", "昨天", "2022年", "李某", "甲方", "的", "ktv", "_工资", ".工")
    assert [word for word in left_out if profile_of([word]).length] == []
    assert profile_of(["工资", "北京", "工资", "拖欠"]).counts.tolist() in ([2, 1], [1, 2])


@given(st.lists(st.sampled_from([*_WORDS, "北京", "_工资"])))
def test_counted_words_come_back_from_bytes_sorted(ranked: list[str]) -> None:
    """Likeness looks terms up in order; one out of order is not found."""
    kept = from_bytes(to_bytes(profile_of(ranked)))

    wanted = Counter(term for word in ranked if (term := None if word[0] == "_" else term_of(word)) is not None)
    assert dict(zip(kept.terms.tolist(), kept.counts.tolist(), strict=True)) == wanted
    assert kept.terms.tolist() == sorted(wanted)


def _archive() -> tuple[dict[str, Profile], dict[str, Standing]]:
    said = {"工资": ["工资", "拖欠", "工资"], "宅基地": ["宅基地", "界址", "拖欠"], "供热": ["供热", "室温"]}
    profiles, standing = {}, {}
    for kind, words in said.items():
        for at in range(4):
            no = f"{kind}{at}"
            profiles[no] = profile_of(words * (at + 1))
            standing[no] = Standing(kind, ("《民法典》第五百七十九条",) if kind == "工资" else ())
    return profiles, standing


def _kept(profiles: dict[str, Profile], standing: dict[str, Standing]) -> Iterator[tuple[Standing | None, Profile]]:
    return ((standing.get(no), profile) for no, profile in profiles.items())


def test_classes_are_those_of_naive_bayes_counted_plainly() -> None:
    """The figures are stored sparsely; a slip there would only show as somewhat worse ranking."""
    profiles, standing = _archive()
    model = figures.from_bytes(figures.to_bytes(build(_kept(profiles, standing), Counter(standing.values()))))
    asked = profile_of(["拖欠", "工资", "没听过的词"])

    terms = sorted({int(term) for profile in profiles.values() for term in profile.terms})
    plain = []
    for name in model.names:
        counts: dict[int, float] = defaultdict(float)
        for no, profile in profiles.items():
            if standing[no].category == name:
                for term, count in zip(profile.terms, profile.counts, strict=True):
                    counts[int(term)] += math.log1p(count)
        mass = sum(counts[term] + ALPHA for term in terms)
        plain.append(
            math.log(5 / 15)
            + sum(
                math.log1p(count) * math.log((counts[int(term)] + ALPHA) / mass)
                for term, count in zip(asked.terms, asked.counts, strict=True)
                if int(term) in terms
            )
        )
    shares = np.exp(np.array(plain) - max(plain))

    [found] = belonging([asked], model, 1.0)
    assert found == pytest.approx(shares / np.linalg.norm(shares), rel=1e-4)
    assert model.names[int(np.argmax(found))] == "工资"


def test_many_texts_are_classed_as_each_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whom a case stands beside must not change its class, nor how much is laid out in memory at a time."""
    profiles, standing = _archive()
    model = build(_kept(profiles, standing), Counter(standing.values()))
    texts = [*profiles.values(), profile_of([]), profile_of(["没听过的词"])]
    alone = [belonging([text], model, 10.0)[0].tolist() for text in texts]

    for cells in (1, 7, 1_000):
        monkeypatch.setattr(classes, "_CELLS", cells)
        assert belonging(texts, model, 10.0) == pytest.approx(np.array(alone))


def test_without_categories_the_leading_article_is_the_class() -> None:
    """An archive of judgments has articles instead: the general ones all cite say nothing."""
    profiles, standing = {}, {}
    for at in range(24):
        no = str(at)
        profiles[no] = profile_of(["工资" if at % 2 else "宅基地"])
        standing[no] = Standing(
            "", ("民法典第六条", f"《民法典》第{'七' if at % 2 else '八'}条", "民法典第九条" * (at == 0))
        )

    model = build(_kept(profiles, standing), Counter(standing.values()))

    assert model.names == ("民法典第七条", "民法典第八条")
    assert model.cited["民法典第六条"] == 24


def test_an_empty_archive_has_figures_too() -> None:
    """A first search in an empty archive must not fail."""
    model: Model = figures.from_bytes(figures.to_bytes(build((), {})))

    assert belonging([profile_of(["工资"])], model, 1.0).tolist() == [[]]
    assert articles_of(Standing("", ("说不清的依据", "《民法典》第七条、第八条"))) == (
        "说不清的依据",
        "民法典第七条",
        "民法典第八条",
    )
