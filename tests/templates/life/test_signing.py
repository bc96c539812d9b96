"""Signing: one number each, none lost, and a file that never changes again."""

from __future__ import annotations

import io
import signal
import subprocess
import sys
import textwrap
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import docx
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from archive.errors import Conflict, InvalidInput
from archive.laws.importing import import_laws
from archive.papers.life import PaperState
from archive.record.record import Record
from templates.life import steps
from templates.life.signing import Hand
from templates.life.steps import Doing
from tests.archive.laws.test_import import folder
from tests.templates.life.conftest import NOW, TODAY, Desk

_ROOT = Path(__file__).parents[3]
S = PaperState


def words(desk: Desk, sha256: str) -> str:
    """Everything a kept paper says in its paragraphs."""
    document = docx.Document(io.BytesIO(desk.originals.path(sha256).read_bytes()))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def test_number_and_date_come_with_the_signature_and_stay_for_ever(desk: Desk) -> None:
    """A draft that bore a number already would burn it when it is thrown away."""
    draft = desk.draft()
    assert "松信访复字〔2022〕　号" in words(desk, draft.sha256)
    assert (draft.number, draft.dated) == ("", None)
    steps.send(desk.record, draft.id, NOW)

    signed = desk.sign(draft.id)

    assert (signed.number, signed.dated, signed.signer, signed.post) == (
        "松信访复字〔2022〕1号", TODAY, "赵志强", "分管负责人"
    )  # fmt: skip
    said = words(desk, signed.sha256)
    assert "松信访复字〔2022〕1号" in said
    assert "2022年6月20日" in said
    assert "　号" not in said
    assert "年　月" not in said
    assert Path(signed.file).read_bytes() == desk.originals.path(signed.sha256).read_bytes()
    steps.seal(desk.record, signed.id, NOW)
    assert desk.states(signed.id) == [S.REVIEW, S.SIGNED, S.SEALED]
    with pytest.raises(InvalidInput) as refused:
        steps.send(desk.record, signed.id, NOW)
    assert refused.value.error_code == "illegal_step"


def test_a_void_paper_keeps_its_number(desk: Desk) -> None:
    """A number given twice stands for two texts; one that vanished looks like a paper hidden."""
    first, second = desk.signed(), desk.signed()
    steps.void(desk.record, second.id, Doing(TODAY, reason="当事人姓名有误"))
    desk.signed()

    with desk.record.read() as tx:
        register = [(paper.seq, paper.state, paper.ended) for paper in tx.papers.register()]

    assert register == [(1, S.SIGNED, ""), (2, S.VOID, "当事人姓名有误"), (3, S.SIGNED, "")]
    steps.supersede(desk.record, first.id, 3, Doing(TODAY, reason="更正事实"))
    assert desk.paper(first.id).successor_id == 3


def test_signers_at_once_get_numbers_without_a_gap(desk: Desk, record_url: str) -> None:
    """Two leaders sign in the same minute; neither may wait for ever, nor both get number 12."""
    papers = [desk.reviewed().id for _ in range(6)]
    ready = threading.Barrier(len(papers))

    def signer(paper_id: int) -> None:
        with Record(record_url, actor="签发人") as record:
            own = Desk(record, desk.originals, desk.folder)
            ready.wait()
            own.sign(paper_id)

    with ThreadPoolExecutor(len(papers)) as threads:
        list(threads.map(signer, papers))

    assert sorted(desk.paper(paper).seq or 0 for paper in papers) == [1, 2, 3, 4, 5, 6]


def test_two_who_sign_the_same_paper_sign_it_once(desk: Desk, record_url: str) -> None:
    """The second click must not burn a number."""
    paper = desk.reviewed()
    desk.sign(paper.id)

    with pytest.raises((InvalidInput, Conflict)):
        desk.sign(paper.id, doing=Doing(TODAY, expected=paper.version))
    with desk.record.read() as tx:
        assert [counter.last for counter in tx.paper_numbers.counters()] == [1]


def test_a_signer_killed_in_the_middle_takes_no_number(desk: Desk, record_url: str) -> None:
    """The power goes after the number was taken and the file was kept; the next paper must get that number."""
    paper = desk.reviewed()
    program = """
        import datetime as dt, sys
        from pathlib import Path
        from archive.originals import Originals
        from archive.record.record import Record
        from templates.life.signing import Hand, sign
        from templates.life.steps import Doing

        class Slow(Originals):
            def keep_stream(self, read):
                kept = super().keep_stream(read)
                print("kept", flush=True)
                sys.stdin.read()
                return kept

        url, originals, folder, paper = sys.argv[1:]
        sign(Record(url), Slow(Path(originals)), int(paper), Hand("钱芳"), Doing(dt.date(2022, 6, 20)), Path(folder))
    """
    arguments = (record_url, str(desk.originals.folder), str(desk.folder), str(paper.id))
    dying = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(program), *arguments],
        cwd=_ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert dying.stdout is not None
    assert dying.stdout.readline() == b"kept\n"
    dying.send_signal(signal.SIGKILL)
    dying.wait()

    assert desk.paper(paper.id).state is S.REVIEW
    other = desk.signed()
    assert (other.seq, desk.sign(paper.id).seq) == (1, 2)


def test_the_database_itself_refuses_to_change_a_signed_paper(desk: Desk, record_url: str) -> None:
    """A later version of the program, or a hurried administrator, must not be able to."""
    paper = desk.signed()
    engine = create_engine(record_url)

    for change in (
        "UPDATE papers SET sha256 = 'x'",
        "UPDATE papers SET number = '松信访复字〔2022〕9号'",
        "UPDATE papers SET \"values\" = '{}'",
        "DELETE FROM papers",
    ):
        with pytest.raises(DBAPIError, match="read-only"), engine.begin() as connection:
            connection.execute(text(change))
    engine.dispose()
    assert desk.paper(paper.id) == paper


def test_what_is_not_finished_is_not_signed(desk: Desk) -> None:
    """A signed paper with a blank in it cannot be called back."""
    paper = desk.reviewed(matter="与××的宅基地边界纠纷")

    with pytest.raises(InvalidInput) as refused:
        desk.sign(paper.id)

    assert refused.value.error_code == "paper_faults"
    assert "××" in refused.value.message
    assert desk.paper(paper.id).state is S.REVIEW
    with desk.record.read() as tx:
        assert tx.paper_numbers.counters() == []


def test_a_day_out_of_order_needs_a_reason(desk: Desk) -> None:
    """Number 2 with an earlier date than number 1 is asked about in every inspection."""
    desk.signed()
    paper = desk.reviewed()
    earlier = TODAY.replace(day=17)

    with pytest.raises(InvalidInput) as refused:
        desk.sign(paper.id, doing=Doing(TODAY, earlier))
    assert refused.value.error_code == "paper_doubts"
    with pytest.raises(InvalidInput) as refused:
        desk.sign(paper.id, doing=Doing(TODAY, TODAY.replace(month=1)))
    assert refused.value.error_code == "bad_day"

    assert desk.sign(paper.id, doing=Doing(TODAY, earlier, "当日已批，次日补登")).dated == earlier


def test_only_those_the_shelf_names_sign(desk: Desk) -> None:
    """An opinion signed by a clerk is no opinion of the body."""
    paper = desk.reviewed()

    with pytest.raises(InvalidInput) as refused:
        desk.sign(paper.id, Hand("李明", "科员"))

    assert refused.value.error_code == "wrong_signer"
    assert "分管负责人" in refused.value.advice


def test_an_office_begins_where_its_paper_register_ended(desk: Desk) -> None:
    """An office that starts in June has given numbers already."""
    with desk.record.write() as tx:
        tx.paper_numbers.start("松信访复字", 2022, 36)

    assert desk.signed().number == "松信访复字〔2022〕37号"
    with pytest.raises(Conflict), desk.record.write() as tx:
        tx.paper_numbers.start("松信访复字", 2022, 50)


def test_a_later_draft_goes_through_review_again(desk: Desk) -> None:
    """What was reviewed is what is signed."""
    paper = desk.reviewed()
    again = desk.draft(new=False)

    assert (again.id, again.draft, again.state) == (paper.id, 2, S.DRAFT)
    steps.send(desk.record, paper.id, NOW, draft=1)
    assert desk.paper(paper.id).sha256 == paper.sha256
    assert steps.return_(desk.record, paper.id, Doing(TODAY, reason="第二项请再核实")).state is S.DRAFT


def test_an_article_that_does_not_exist_is_not_signed(desk: Desk, tmp_path: Path) -> None:
    """A reply that rests on an article nobody can find falls on review; without a shelf nothing is claimed."""
    paper = desk.reviewed()
    law = "# 中华人民共和国土地管理法\n\n2019年8月26日 修正\n\n<!-- INFO END -->\n\n第一条 甲。\n\n第二条 乙。\n"
    import_laws(desk.record, [folder(tmp_path / "laws", 法=law)])
    with pytest.raises(InvalidInput, match="引用的法条不存在（《土地管理法》第十四条") as refused:
        desk.sign(paper.id)
    assert refused.value.error_code == "paper_faults"
    whole = (
        law
        + "".join(f"\n第{number}条 文。\n" for number in "三四五六七八九十")
        + "\n第十一条 文。\n\n第十二条 文。\n\n"
    )
    import_laws(desk.record, [folder(tmp_path / "laws", 法=whole + "第十三条 文。\n\n第十四条 文。\n")])
    assert desk.sign(paper.id).number
