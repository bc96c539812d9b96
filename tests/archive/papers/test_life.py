"""The life of a paper as a table: no step out of turn, and every refusal says what is missing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import InvalidInput
from archive.papers.life import OPEN, STEPS, Nature, PaperState, Step, moved, next_steps, way_to

NATURES = st.builds(Nature, sealed=st.booleans(), served=st.booleans())
S = PaperState


@given(steps=st.lists(st.sampled_from(Step), max_size=25), nature=NATURES)
def test_no_way_leads_around_review_and_signature(steps: list[Step], nature: Nature) -> None:
    """A paper that goes out without having been reviewed and signed binds the office to a clerk's draft."""
    state, done = S.DRAFT, []
    for step in steps:
        try:
            state = moved(state, step, nature)
        except InvalidInput:
            continue
        done.append(step)
        if state not in OPEN and state is not S.VOID:
            assert done.count(Step.SIGN) == 1
            assert done[done.index(Step.SIGN) - 1] is Step.SEND
        if state in (S.ISSUED, S.SERVED) and nature.sealed:
            assert Step.SEAL in done
        if Step.SIGN in done:
            assert not {Step.REDRAFT, Step.SEND, Step.RETURN} & set(done[done.index(Step.SIGN) :])
    if S.VOID is state:
        assert next_steps(state, nature) == []


@given(state=st.sampled_from(PaperState), step=st.sampled_from(Step), nature=NATURES)
def test_a_refusal_names_the_steps_that_are_missing(state: PaperState, step: Step, nature: Nature) -> None:
    """Whoever is refused must know what to do; doing just that must then be allowed."""
    if step in next_steps(state, nature):
        assert moved(state, step, nature) in PaperState
        return
    with pytest.raises(InvalidInput) as refused:
        moved(state, step, nature)

    assert (refused.value.error_code, bool(refused.value.advice)) == ("illegal_step", True)
    missing = way_to(state, step, nature)
    for one in missing:
        assert f"{STEPS[one]}（juanzong paper {one}）" in refused.value.advice
        state = moved(state, one, nature)
    if missing:
        assert step in next_steps(state, nature)


def test_a_void_paper_stays_void() -> None:
    """A number that came back to life would stand for two texts."""
    assert all(next_steps(state, Nature()) == [] for state in (S.VOID, S.SUPERSEDED))
