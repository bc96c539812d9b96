"""A reply that starts from an earlier one must not say the other person's name, number, village, day or sum."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from archive.cases.model import Case, Party, Reply, Role
from archive.errors import InvalidInput, NotFound
from archive.papers.life import PaperState
from archive.record.paper import PaperRecord
from archive.record.record import Record
from archive.remnants.traits import Trait, find_remnants, marks_of
from search_api.access import ADMINISTRATOR
from search_api.offers import paragraphs_of, take
from search_api.papers import Writing, write_next
from templates.life import remains, steps
from templates.life.checking_in import check_in
from tests.templates.life.conftest import NOW, TODAY, Desk
from tests.templates.samples import HOMESTEAD

OLD = Case(
    no="XF2021030007LF",
    title="李秀兰反映宅基地纠纷",
    region="柳林镇向阳村",
    received=dt.date(2021, 3, 4),
    facts=(
        "经查，李秀兰（身份证号99002119700101002X，电话13904510077）与王建国原系邻居，2021年3月9日柳林镇人民政府到向阳村现场丈量，"
        "确认围墙越界，应退还土地补偿款3.2万元（柳政发〔2020〕8号）。\n"
        "宅基地边界应当以村民委员会登记的台账为准，越界修建的围墙应当自行拆除。\n"
        "李秀兰应得的118600元，由村民委员会分两笔支付。"
    ),
    handler="周大勇",
    duty_unit="方正县柳林镇人民政府",
    parties=(Party("李秀兰", Role.PETITIONER, phone="13904510077", address="方正县柳林镇向阳村"),),
    reply=Reply(number="柳信访复字〔2021〕5号", unit="方正县柳林镇人民政府"),
)
HARM = {
    (Trait.NAME, "李秀兰"),
    (Trait.PERSONAL, "99002119700101002X"),
    (Trait.PERSONAL, "13904510077"),
    (Trait.PLACE, "向阳村"),
    (Trait.PLACE, "柳林镇"),
    (Trait.DAY, "2021-03-09"),
    (Trait.SUM, "32000元"),
    (Trait.NUMBER, "柳政发〔2020〕8号"),
}


def _took(desk: Desk, *numbers: int) -> PaperRecord:
    """A draft that took paragraphs of the old case."""
    with desk.record.write() as tx:
        if OLD.no not in set(tx.cases.numbers()):
            tx.cases.add(OLD, tx.now)
    with desk.record.read() as tx:
        given, trace = take(tx, HOMESTEAD, [f"{OLD.no}#{number}" for number in numbers], {}, ADMINISTRATOR)
    how = Writing(TODAY, given, unsigned=True, new=True, taken=trace)
    filed = write_next(desk.record, desk.originals, "reply", HOMESTEAD, desk.folder, how)
    return desk.paper(filed.id)


def _left(desk: Desk, paper: PaperRecord) -> set[tuple[Trait, str]]:
    return {(one.trait, one.value) for one in remains.left_in(desk.record, desk.originals, paper.id)}


def _edited(desk: Desk, paper: PaperRecord, *changes: tuple[str, str]) -> Path:
    """The draft as somebody changed it in Word."""
    document = docx.Document(io.BytesIO(desk.originals.path(paper.sha256).read_bytes()))
    for paragraph in document.paragraphs:
        text = paragraph.text
        for old, new in changes:
            text = text.replace(old, new)
        if text != paragraph.text:
            paragraph.runs[0].text = text
            for run in paragraph.runs[1:]:
                run.text = ""
    file = desk.folder / f"改{len(changes)}.docx"
    document.save(str(file))
    return file


def test_the_other_persons_name_never_goes_out_unnoticed(desk: Desk) -> None:
    """What two townships' replies had in common was sent to the wrong person once with all of the other's data."""
    paper = _took(desk, 1)
    left = _left(desk, paper)
    assert left >= HARM
    assert not {value for trait, value in left if trait is Trait.NAME} & {"王建国", "王建民", "李明"}
    assert (Trait.DAY, "2022-05-20") not in left

    steps.send(desk.record, paper.id, NOW)
    with pytest.raises(InvalidInput, match="姓名“李秀兰”") as refused:
        desk.sign(paper.id)
    assert refused.value.error_code == "paper_remnants"
    assert desk.paper(paper.id).state is PaperState.REVIEW


def test_a_short_paragraph_is_looked_through_too(desk: Desk) -> None:
    """A sentence as short as a name or a day of the paper's own must not pass for one of them."""
    left = _left(desk, _took(desk, 3))
    assert left == {(Trait.NAME, "李秀兰"), (Trait.SUM, "118600元")}


def test_a_paragraph_without_anything_of_the_other_case_is_signed(desk: Desk) -> None:
    """The trace stays in what is frozen: which case, which paper, which paragraph."""
    paper = _took(desk, 2)
    assert _left(desk, paper) == set()
    steps.send(desk.record, paper.id, NOW)
    signed = desk.sign(paper.id)
    (trace,) = signed.values["taken"]
    assert (trace["case"], trace["key"]) == (OLD.no, "facts")
    assert trace["text"].startswith("宅基地边界应当以村民委员会登记的台账为准")


def test_word_changes_nothing_about_it(desk: Desk) -> None:
    """Half mended, or spaced out, in Word: what is left is found again; what belongs there is let stand by name and reason."""
    paper = _took(desk, 1)
    changes = [("李秀兰", "李 秀 兰"), ("13904510077", "139 0451 0077"), ("3.2万元", "三万二千元")]
    check_in(desk.record, desk.originals, paper.id, _edited(desk, paper, *changes), NOW)
    left = _left(desk, paper)
    assert left >= {(Trait.NAME, "李秀兰"), (Trait.PERSONAL, "13904510077"), (Trait.SUM, "32000元")}

    with pytest.raises(InvalidInput, match="理由"):
        remains.let_stand(desk.record, desk.originals, paper.id, ["李秀兰"], " ")
    with pytest.raises(InvalidInput, match="不在要核对的内容里"):
        remains.let_stand(desk.record, desk.originals, paper.id, ["张三"], "同村")
    values = sorted({value for _, value in left})
    assert remains.let_stand(desk.record, desk.originals, paper.id, values, "同一纠纷的另一方") == []
    steps.send(desk.record, paper.id, NOW)
    assert desk.sign(paper.id, doing=replace(NOW, reason="已核对")).number
    with desk.record.read() as tx:
        lines = [line for line in tx.trail(f"paper:{paper.id}") if line.action == "paper.remnant"]
    assert {(line.after or {})["reason"] for line in lines} == {"同一纠纷的另一方"}


@pytest.mark.parametrize(
    ("written", "trait", "value"),
    [
        ("李某某", Trait.NAME, "李某"),
        ("李××", Trait.NAME, "李某"),
        ("李*兰", Trait.NAME, "李某"),
        ("李女士", Trait.NAME, "李某"),
        ("同年3月9日", Trait.DAY, "03-09"),
        ("三月九日", Trait.DAY, "03-09"),
        ("一三九〇四五一〇〇七七", Trait.PERSONAL, "13904510077"),
    ],
)
def test_what_was_masked_or_written_otherwise_is_known_again(written: str, trait: Trait, value: str) -> None:
    """李某某 in the wrong reply is still the other person; a day loses its year when the paragraph is retold."""
    strange = marks_of(OLD, []) - marks_of(HOMESTEAD, [])
    found = find_remnants([("第1段", f"经查，{written}已经核实。")], strange)
    assert (trait, value) in {(one.trait, one.value) for one in found}


def test_a_mask_or_day_the_own_case_may_mean_is_not_strange() -> None:
    """王某 is one's own petitioner too; a report at every 王某 would be clicked away unread."""
    other = replace(OLD, parties=(Party("王大山", Role.PETITIONER),), facts="王大山于2021年5月20日前来。", handler="")
    strange = marks_of(other, []) - marks_of(HOMESTEAD, [])
    found = find_remnants([("第1段", "王某于5月20日到现场；2023年3月9日。")], strange)
    assert [one.words for one in found] == []


def test_words_copied_in_word_are_looked_for_when_the_case_is_named(desk: Desk) -> None:
    """Copy and paste leaves no trace; whoever takes the draft back says where the words come from."""
    paper = _took(desk, 2)
    plain = desk.draft()
    file = _edited(desk, plain, ("1998年的宅基地台账", "李秀兰的宅基地台账"))
    after, _ = check_in(desk.record, desk.originals, plain.id, file, NOW)
    assert _left(desk, after) == set()
    file = _edited(desk, after, ("李秀兰的宅基地台账", "李秀兰的台账"), ("没有", "没有"))
    check_in(desk.record, desk.originals, plain.id, file, NOW, [OLD.no])
    assert _left(desk, after) == {(Trait.NAME, "李秀兰")}
    assert paper.id != plain.id


def test_what_a_case_may_lend(record: Record) -> None:
    """Forms of a reply are its own; a report of wrongdoing lends nothing to anybody."""
    with record.write() as tx:
        tx.cases.add(
            replace(OLD, no="甲", facts=OLD.facts + "\n如你对本意见不服，可以自收到之日起30日内申请复查。"), tx.now
        )
        tx.cases.add(replace(OLD, no="乙", restricted=True), tx.now)
    with record.read() as tx:
        assert [offer.text[:4] for offer in paragraphs_of(tx, "甲", ADMINISTRATOR)] == [
            "经查，李",
            "宅基地边",
            "李秀兰应",
        ]
        assert paragraphs_of(tx, "乙", ADMINISTRATOR) == []
        with pytest.raises(NotFound):
            take(tx, HOMESTEAD, ["乙#1"], {}, ADMINISTRATOR)
        with pytest.raises(InvalidInput, match="看不懂"):
            take(tx, HOMESTEAD, ["甲"], {}, ADMINISTRATOR)
