"""Documents settle once, with their pages, and the same bytes are read once."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.exc import IntegrityError

from archive.cases.model import Case
from archive.errors import NotFound, ReadError
from archive.extract.reading import Line, Page
from archive.record.document import Extracted, State, document_key
from archive.record.record import Record
from tests.archive.record.samples import RARE

_PAGES = (
    Page(
        1,
        (Line(f"来信{RARE}", (0.1, 0.2, 0.9, 0.25), 0.98), Line("", (0.0, 0.0, 1.0, 1.0), 0.0), Line("此致")),
        source="ocr",
        confidence=0.913,
        angle=270,
        review=("字迹不清",),
        notes=("去掉了红章",),
    ),
    Page(2, ()),
    Page(3, (Line(""),)),
)


def _extracted(*pages: Page, review: tuple[str, ...] = ()) -> Extracted:
    return Extracted(pages, "image/png", "scan", "来信", "关于热费的来信", dt.date(2022, 1, 2), 0.91, review, ("说明",))


def test_pages_come_out_as_they_were_read(record: Record) -> None:
    """A line that lost its box cannot be shown on the page; an empty page is not a page with an empty line."""
    with record.write() as tx:
        document = tx.documents.add(name="信.png", source="/收件/信.png", now=tx.now, sha256="ab", size=3)
        assert tx.documents.settle(document, _extracted(*_PAGES), tx.now) is State.INDEXED

    with record.read() as tx:
        assert tuple(tx.documents.pages_of(document)) == _PAGES
        assert tx.documents.texts_of([document]) == {document: [page.text for page in _PAGES]}
        kept = tx.documents.get(document)
    assert (kept.state, kept.pages, kept.paper, kept.day) == (State.INDEXED, 3, "来信", dt.date(2022, 1, 2))


def test_a_second_reading_replaces_the_first(record: Record) -> None:
    """Pages of two readings side by side would show text that stands nowhere."""
    with record.write() as tx:
        document = tx.documents.add(name="信", source="信", now=tx.now)
        tx.documents.settle(document, _extracted(*_PAGES), tx.now)
        tx.documents.reopen(document)
        assert tx.documents.get(document).state is State.PENDING
        assert tx.documents.settle(document, _extracted(_PAGES[0], review=("看",)), tx.now) is State.REVIEW

    with record.read() as tx:
        assert len(tx.documents.pages_of(document)) == tx.documents.get(document).pages == 1


def test_files_received_are_the_sum_of_the_states(record: Record) -> None:
    """A file that is in no state has been lost."""
    with record.write() as tx:
        ids = [tx.documents.add(name=str(n), source=str(n), now=tx.now, sha256=f"{n}") for n in range(4)]
        tx.documents.settle(ids[0], _extracted(), tx.now)
        tx.documents.settle(ids[1], _extracted(review=("看",)), tx.now)
        tx.documents.fail(ids[2], ReadError("坏了", "再扫一次", code="damaged"), tx.now)
        tx.documents.add(name="又", source="又", now=tx.now, sha256="0", state=State.DUPLICATE, duplicate_of=ids[0])

    with record.read() as tx:
        assert tx.documents.counts() == dict.fromkeys(State, 1)
        failed = tx.documents.get(ids[2])
        assert (failed.code, failed.reason, failed.advice) == ("damaged", "坏了", "再扫一次")
        assert [d.id for d in tx.documents.all(states=[State.FAILED])] == [ids[2]]


def test_a_document_is_findable_only_when_the_outbox_let_go_of_it(record: Record) -> None:
    """Telling a clerk that a file is indexed before a search finds it sends her looking for nothing."""
    with record.write() as tx:
        document = tx.documents.add(name="信", source="信", now=tx.now)
        tx.documents.settle(document, _extracted(), tx.now)
        tx.outbox.put([document_key(document)])
        assert tx.documents.get(document).state is State.PENDING
        tx.outbox.done([row.id for row in tx.outbox.next(10)])
        assert tx.documents.get(document).state is State.INDEXED


def test_the_same_bytes_have_one_original(record: Record) -> None:
    """Two readers that take in the same file at once must not both read it."""
    with record.write() as tx:
        first = tx.documents.add(name="一", source="一", now=tx.now, sha256="同")
        tx.documents.add(name="二", source="二", now=tx.now, sha256="同", state=State.DUPLICATE, duplicate_of=first)

    with pytest.raises(IntegrityError), record.write() as tx:
        tx.documents.add(name="三", source="三", now=tx.now, sha256="同")
    with record.write() as tx:  # brought by somebody who may not see the first
        beside = tx.documents.add(name="四", source="四", now=tx.now, sha256="同", beside=1)

    with record.read() as tx:
        assert [one.id for one in tx.documents.originals_of("同")] == [first, beside]


def test_names_of_any_length_and_kind_are_kept(record: Record) -> None:
    """A path of 4,096 bytes, a name with a newline or broken bytes: the file still has to have its row."""
    path = "/收件/" + "".join(chr(0x4E00 + n * 31 % 20000) for n in range(4000))
    with record.write() as tx:
        long = tx.documents.add(name=path[-255:], source=path, now=tx.now, sha256="1")
        odd = tx.documents.add(name=f"断\n行{RARE}\udc80", source="\udc80\x00", now=tx.now, sha256="2")

    with record.read() as tx:
        assert [found.id for found in tx.documents.from_source(path, "1")] == [long]
        assert tx.documents.get(odd).name == f"断\n行{RARE}\ufffd"
        assert tx.documents.from_source("\udc80\x00", "2")


def test_documents_are_listed_by_case(record: Record) -> None:
    """A paper filed under a case is found there, and only there."""
    with record.write() as tx:
        tx.cases.add(Case("1"), tx.now)
        document = tx.documents.add(name="信", source="信", now=tx.now)
        tx.documents.add(name="别的", source="别的", now=tx.now)
        tx.documents.assign(document, tx.cases.id_of("1"))

    with record.read() as tx:
        assert [d.id for d in tx.documents.all(case_no="1")] == [document]
        assert tx.documents.get(document).case_no == "1"
        with pytest.raises(NotFound):
            tx.documents.get(document + 100)
