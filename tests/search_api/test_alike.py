"""Papers that may be one: found whatever OCR made of them, kept from whom they are not for, judged by people only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from archive.cases.model import Case
from archive.errors import InvalidInput, NotFound
from archive.extract.reading import Line, Page
from archive.record.alike import Relation
from archive.record.document import Extracted, document_key
from archive.record.record import Record
from indexer.alike.compare import compare, differences
from indexer.alike.keeping import catch_up
from indexer.alike.sketch import SHORTEST, bands, squeezed
from search_api.access import ADMINISTRATOR, Asker
from search_api.alike import groups, judge, likes, passed_over
from tests.console.documents.samples_alike import LETTER, OTHER, misread

CLERK = Asker("员")
REPORT = Case("XF2022060001LF", title="检举", restricted=True)


@pytest.fixture
def record(record_url: str) -> Iterator[Record]:
    """An empty record, on each database."""
    with Record(record_url, actor="测试") as record:
        yield record


def _receive(record: Record, texts: Sequence[str], case_no: str = "") -> list[int]:
    with record.write() as tx:
        ids = []
        for text in texts:
            number = tx.documents.add(name="来信.txt", source="", now=tx.now)
            pages = [Page(1, (Line(text),))]
            tx.documents.settle(number, Extracted(pages, "text", "", "", "", None, None, (), ()), tx.now)
            if case_no:
                tx.file(number, case_no)
            ids.append(number)
    return ids


def _told(record: Record) -> list[tuple[int, int, Relation]]:
    with record.read() as tx:
        return sorted((pair.one, pair.other, pair.relation) for pair in tx.alike.pairs())


def test_a_rescan_is_found_and_a_verdict_outlives_a_comparison_anew(record: Record) -> None:
    """A judgement lost when papers are compared anew would be asked for again each year."""
    first, other = _receive(record, [LETTER, OTHER])
    catch_up(record)
    assert _told(record) == []
    (again,) = _receive(record, [misread(LETTER, 0.05, 1)])
    catch_up(record)
    found = _told(record)
    assert found == [(first, again, Relation.RESCAN)]

    assert judge(record, ADMINISTRATOR, again, first, same=True) is None
    judge(record, Asker("乙", sees_restricted=True), first, other, same=False, note="两家人")
    with record.write() as tx:
        tx.alike.forget([first, other, again])
    assert catch_up(record) == 3
    assert _told(record) == found
    with record.read() as tx:
        said = [
            (k.one.id, k.other.id, k.verdict and (k.verdict.same, k.verdict.person)) for k in likes(tx, ADMINISTRATOR)
        ]
        assert said == [(first, again, (True, "管理员")), (first, other, (False, "乙"))]
        assert len(list(tx.documents.many([first, other, again]))) == 3  # nothing is merged by itself
        assert [entry.action for entry in tx.trail(document_key(other))] == ["document.different"]
        assert groups(likes(tx, ADMINISTRATOR)) == {first: first, again: first, other: other}


def test_what_may_not_be_seen_is_not_told_of_by_likeness(record: Record) -> None:
    """A report of wrongdoing would be given away by the copy of it that somebody may see."""
    with record.write() as tx:
        tx.cases.add_many([REPORT], tx.now)
    (seen,) = _receive(record, [LETTER])
    (hidden,) = _receive(record, [misread(LETTER, 0.02, 2)], REPORT.no)
    catch_up(record)
    with record.read() as tx:
        assert len(likes(tx, ADMINISTRATOR)) == 1
        assert likes(tx, CLERK) == likes(tx, CLERK, seen) == []
        assert passed_over(tx, CLERK) == 0
    with pytest.raises(NotFound) as kept:
        judge(record, CLERK, seen, hidden, same=True)
    with pytest.raises(NotFound) as nothing:
        judge(record, CLERK, seen, 999_999, same=True)
    assert str(kept.value).replace(str(hidden), "") == str(nothing.value).replace("999999", "")
    with pytest.raises(InvalidInput):
        judge(record, CLERK, seen, seen, same=True)


def test_a_paper_read_again_is_compared_again(record: Record) -> None:
    """What an earlier, worse reading was like must not stay on the list."""
    first, again = _receive(record, [LETTER, LETTER])
    catch_up(record)
    assert [pair[:2] for pair in _told(record)] == [(first, again)]
    with record.write() as tx:
        pages = [Page(1, (Line(OTHER),))]
        tx.documents.settle(again, Extracted(pages, "text", "", "", "", None, None, (), ()), tx.now)
    catch_up(record)
    assert _told(record) == []


def test_a_form_everybody_uses_is_passed_over_aloud(record: Record) -> None:
    """Each compared with each would stop a large archive; passing over in silence would hide a rescan."""
    ids = _receive(record, [LETTER] * 70)
    catch_up(record)
    told = _told(record)
    assert {one for pair in told for one in pair[:2]} == set(ids)  # each hangs together with some other
    assert len(told) <= 20 * len(ids)
    with record.read() as tx:
        assert set(groups(likes(tx, ADMINISTRATOR)).values()) == {ids[0]}
        assert passed_over(tx, ADMINISTRATOR) > 0


def test_what_differs_says_what_it_may_be() -> None:
    """A clerk who must read both papers in full gains nothing from the list."""
    letter = squeezed(LETTER)
    cases = {
        squeezed(LETTER[: len(LETTER) * 2 // 3]): Relation.RESCAN,
        squeezed(misread(LETTER, 0.05, 3)): Relation.RESCAN,
        squeezed(LETTER.replace("柳河县信访局", "松江市人民政府")): Relation.COPY,
        squeezed(LETTER.replace("村民小组长", "至今已经三个月无人过问，我们再次来信，村民小组长")): Relation.REVISED,
    }
    for other, relation in cases.items():
        alike = compare(letter, other)
        assert alike is not None
        assert alike.relation is relation
    assert compare(letter, squeezed(OTHER)) is None
    assert compare(letter, "") is None


def test_differences_and_what_is_alike_make_up_both_texts() -> None:
    """A piece left out of the side-by-side would hide just what was changed."""
    for seed in range(20):
        one, other = squeezed(misread(LETTER, 0.08, seed)), squeezed(misread(LETTER, 0.08, seed + 50))
        at, kept = 0, ""
        for difference in differences(one, other):
            kept += one[at : difference.start] + other[difference.other_start : difference.other_end]
            at = difference.end
        assert kept + one[at:] == other


def test_sketches_are_steady_and_short_texts_have_none() -> None:
    """Sketches kept from before must fit those of another machine; a line or two are like everything."""
    assert bands(squeezed(LETTER)) == bands(squeezed("\n".join(LETTER)))
    assert bands(squeezed(LETTER))[0] == FIRST_BAND
    assert bands("字" * (SHORTEST - 1)) == []
    assert len(bands("\U00020000" * SHORTEST)) == 50


FIRST_BAND = 3224509778485179392
