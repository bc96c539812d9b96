"""All papers of the shelf: what each declares holds, and each can be written, or says all that it lacks."""

from __future__ import annotations

import tomllib
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from lxml import etree

from archive.cases.clocks.rules import shipped
from archive.cases.model import AppealRoute, Case, CaseKind, MatterClass
from archive.cases.procedure.actions import ACTIONS, BEGINNINGS
from archive.errors import InvalidInput, MissingFields
from templates import generate, papers
from templates.shelf import LIBRARY, ShelfEntry, entry
from templates.surroundings import Surroundings
from tests.templates.catalogue import case_for, typed_for, written
from tests.templates.reading import whole
from tests.templates.samples import HOMESTEAD, TODAY, with_claims, with_parties

ALL = papers()
HOSTILE = "𠮷㐂囍·<w:p>&amp;\"'“”{{ unit }}买买提·吐尔逊"
"""A rare character beyond 16 bits, tags and entities as somebody may write them, quotes, a name with its dot."""
WORD = "长" * 400
SCHEMA = Path(__file__).with_name("schema") / "wml.xsd"
_OURS = ("wordprocessingShape}wsp", "markup-compatibility/2006}Ignorable")
"""What Word 2010 added and the schema does not know: straight lines, and the attribute that says so."""

OWN = ("reply", "mediation-agreement")
"""Papers with builders and tests of their own."""
declared = pytest.mark.parametrize("paper", [one for one in ALL if one.name not in OWN], ids=lambda paper: paper.name)
by_name = pytest.mark.parametrize("paper", ALL, ids=lambda paper: paper.name)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("papers")
    for paper in ALL:
        written(paper, made / f"{paper.name}.docx")
    return made


def test_the_catalogue_is_whole() -> None:
    """A paper the office has to write and cannot."""
    codes = {paper.code for paper in ALL}
    assert {f"XF{number:02}" for number in range(1, 25)} <= codes
    assert {f"RT{number:02}" for number in range(1, 18)} - {
        "RT06"
    } <= codes  # the sixth of a file is evidence, no paper
    assert {"TB01", "TB02"} <= codes


@declared
def test_a_paper_is_offered_where_it_can_be_written(paper: ShelfEntry, tmp_path: Path) -> None:
    """A button for a paper the law does not give to this case; or none for one it does."""
    for case in _ways(case_for(paper)):
        try:
            generate(paper.name, case, tmp_path, typed_for(paper), today=TODAY, overwrite=True)
            refused = False
        except MissingFields:
            continue
        except InvalidInput as wrong:
            refused = "用于" in wrong.message
        assert paper.fits(case) == (not refused), (case.kind, case.matter_class, case.appeal_route)


def _ways(case: Case) -> list[Case]:
    routes = (None, *AppealRoute) if case.kind is CaseKind.PETITION else (None,)
    return [
        *(replace(case, appeal_route=route) for route in routes),
        *(replace(case, matter_class=one) for one in MatterClass),
        *(replace(case, kind=kind) for kind in CaseKind),
    ]


def test_what_a_shelf_file_declares_exists() -> None:
    """An event or clock that nobody knows would never begin."""
    events = {code for kind in ACTIONS.values() for code in kind} | set(BEGINNINGS)
    clocks = {rule.code for rule in shipped().rules}
    for paper in ALL:
        assert not paper.event or paper.event in events, paper.name
        assert set(paper.starts) | set(paper.stops) <= clocks, paper.name
        assert set(paper.kinds) <= set(CaseKind)
        assert set(paper.routes) <= set(AppealRoute)
        assert set(paper.classes) <= set(MatterClass)
        assert paper.basis, paper.name
        assert paper.copies, paper.name
        assert paper.addressee, paper.name
        assert paper.signers, paper.name
        assert paper.layout in ("form", "plain") or paper.series or paper.name == "reply", paper.name
        assert set(paper.order) <= {spec.key for spec in paper.fields}, paper.name


def test_shared_fields_are_used() -> None:
    """A shared field nobody takes over is a mistake in writing."""
    shared = set(tomllib.loads((LIBRARY / "common" / "fields.toml").read_text("utf-8")))
    used = {
        row["use"]
        for file in LIBRARY.glob("*.toml")
        for row in tomllib.loads(file.read_text("utf-8"))["fields"]
        if "use" in row
    }
    assert shared == used


@by_name
def test_every_paper_is_written_whole_and_valid(paper: ShelfEntry, folder: Path) -> None:
    """Word calls a file damaged when one element stands in the wrong place; a tag left over is read out in court."""
    file = folder / f"{paper.name}.docx"
    schema = etree.XMLSchema(etree.parse(SCHEMA)) if not _SCHEMAS else _SCHEMAS[0]
    _SCHEMAS[:] = [schema]
    with zipfile.ZipFile(file) as packed:
        for name in packed.namelist():
            if not name.startswith("word/") or not name.endswith(".xml"):
                continue
            root = etree.fromstring(packed.read(name))
            schema.validate(root)
            said = [str(line) for line in str(schema.error_log).splitlines()]
            assert [line for line in said if not any(known in line for known in _OURS)] == []
            words = "".join(str(text) for text in root.itertext())
            assert "{{" not in words
            assert "{%" not in words
    again = file.with_suffix(".again.docx")
    Document(str(file)).save(str(again))
    assert whole(again) == whole(file)


_SCHEMAS: list[etree.XMLSchema] = []


@declared
def test_a_paper_without_its_fields_names_them_all_and_is_not_written(paper: ShelfEntry, tmp_path: Path) -> None:
    """A clerk who fills one in must not learn of the next only then; half a paper is never left behind."""
    kind = CaseKind(paper.kinds[0]) if paper.kinds else CaseKind.PETITION
    bare = Case("X1", kind)
    with pytest.raises(MissingFields) as caught:
        generate(paper.name, bare, tmp_path / "out.docx", today=TODAY)
    assert list(tmp_path.iterdir()) == []
    named = {key for key, _ in caught.value.fields}
    filled = {spec.key for spec in paper.fields if spec.required and (spec.source or not spec.example)}
    assert {spec.key for spec in paper.fields if spec.required and ".N." not in spec.key} - filled <= named | {"no"}


@declared
def test_nothing_that_was_typed_is_lost(paper: ShelfEntry, tmp_path: Path) -> None:
    """Rare characters, tags, quotes and very long words stand in the paper as they were typed."""
    keys = [s.key for s in paper.fields if s.form in ("line", "phrase", "sentence", "text") and s.key not in _SPECIAL]
    typed = {key: f"{HOSTILE}{number}号{WORD if number == 1 else ''}" for number, key in enumerate(keys, start=1)}
    made = written(paper, tmp_path / "out.docx", typed)
    text = "".join(whole(made.file).split())  # a title is broken into lines
    hostile = HOSTILE.replace(" ", "")
    lost = [key for number, key in enumerate(keys, start=1) if f"{hostile}{number}号" not in text]
    assert set(lost) <= _CONDITIONAL, lost


_SPECIAL = frozenset({
    "appeal_route", "group_size", "channel", "days", "reply.title", "opinion", "reply.number", "mediation.agreement_number",
    "petitioner", "matter", "reply.unit", "claims", "reply.accepted_on", "facts", "legal_basis", "received", "copies_to",
    "reply.copies_to", "reply.reconsideration_unit", "reply.court", "opinion_text", "mediation.terms", "reply.source",
    "mediation.mediators", "mediation.facts", "mediation.performance_mode", "mediation.performance_deadline",
    "mediation.liability", "mediation.performance_place", "mediation.recorder", "mediation.committee",
    "reply.review_unit", "reply.inquiry", "copy_no", "secrecy", "urgency",
})  # fmt: skip
"""Typed values of another form, or those of the two first papers, whose own tests hold them."""
_CONDITIONAL = frozenset({"contact", "phone"})
"""Printed only where the letter has a note; long ones stand in it together."""


@pytest.mark.parametrize(("name", "route"), [
    ("review-opinion", AppealRoute.DUTY_PERFORMANCE), ("review-application", AppealRoute.ADMIN_PROCEDURE),
    ("extension-notice", AppealRoute.DUTY_PERFORMANCE), ("procedure-notice", AppealRoute.PETITION_PROCEDURE),
])  # fmt: skip
def test_a_paper_of_another_way_is_refused(name: str, route: AppealRoute, tmp_path: Path) -> None:
    """Only the sixth way has a review and sixty days; telling others of one costs them their suit."""
    with pytest.raises(InvalidInput, match="第三十一条"):
        written(entry(name), tmp_path / "out.docx", case=replace(HOMESTEAD, appeal_route=route))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("name", "key"), [("reply", "reply.review_unit"), ("review-opinion", "recheck_unit")])
def test_no_body_to_turn_to_means_no_paper(name: str, key: str, tmp_path: Path) -> None:
    """Where to turn next must stand in the paper by name; it comes from the office's table, or is missing."""
    bare = replace(HOMESTEAD, reply=replace(HOMESTEAD.reply, review_unit=""))
    with pytest.raises(MissingFields) as caught:
        generate(name, bare, tmp_path / "out.docx", typed_for(entry(name)), today=TODAY)
    assert key in {field for field, _ in caught.value.fields}

    unit, above = "方正县松河镇人民政府", "方正县人民政府"
    around = Surroundings(office="方正县信访局", review_units={unit: above, above: "哈尔滨市人民政府"})
    typed = typed_for(entry(name)) | {
        k: entry(name).field(k).example for k, _ in caught.value.fields if k != key and k != "unit"
    }
    made = generate(name, bare, tmp_path / "out.docx", typed, today=TODAY, around=around)
    wanted = "向方正县人民政府申请复查" if name == "reply" else "向哈尔滨市人民政府申请复核"
    assert wanted in whole(made.file)


@pytest.mark.parametrize("count", [1, 10])
def test_one_claim_or_ten(count: int, tmp_path: Path) -> None:
    text = whole(written(entry("transfer-letter"), tmp_path / "out.docx", case=with_claims(count)).file)
    assert f"{HOMESTEAD.claims[0].text}1" in text
    assert ("信访人的请求是" in text) is (count == 1)
    assert (f"{count}." in text) is (count > 1)


def test_forty_parties_stand_in_a_form_row_by_row(tmp_path: Path) -> None:
    case = replace(with_parties(40), mediation=case_for(entry("oral-agreement")).mediation)
    document = Document(str(written(entry("oral-agreement"), tmp_path / "out.docx", case=case).file))
    assert sum("周海" in row.cells[1].text for row in document.tables[0].rows) == 40


def test_heads_of_long_tables_are_repeated(tmp_path: Path) -> None:
    """A page of figures without the names of its columns is not read."""
    rows = "\n".join(f"第{n}份材料｜{n}｜" for n in range(1, 121))
    made = written(entry("file-catalogue"), tmp_path / "out.docx", {"contents": rows})
    table = Document(str(made.file)).tables[0]
    assert len(table.rows) == 121
    assert next(table.rows[0]._tr.iter("{*}tblHeader"), None) is not None


def test_a_row_with_too_many_columns_says_so(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="有4栏，只要3栏"):
        written(entry("file-catalogue"), tmp_path / "out.docx", {"contents": "甲｜1｜｜多"})


def test_an_unknown_choice_names_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="可以写：满意、基本满意、不满意"):
        written(entry("visit-record"), tmp_path / "out.docx", {"satisfied": "一般"})


def test_money_stands_in_figures_and_in_capitals(tmp_path: Path) -> None:
    text = whole(written(entry("performance-voucher"), tmp_path / "out.docx", {"amount": "107000.53元"}).file)
    assert "人民币壹拾万柒仟元伍角叁分（¥107,000.53）" in text


def test_days_out_of_order_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="早于"):
        written(entry("review-opinion"), tmp_path / "out.docx", {"signed_on": "2022-06-01"})
    assert list(tmp_path.iterdir()) == []


def test_every_paper_has_its_picture() -> None:
    """Whoever asks what the program writes looks at ``docs/papers``; a large picture makes the project slow to fetch."""
    folder = LIBRARY.parents[1] / "docs" / "papers"
    listed = (folder / "README.md").read_text("utf-8")
    assert {file.stem for file in folder.glob("*.png")} == {paper.name for paper in ALL}
    assert all(f"({paper.name}.png)" in listed for paper in ALL)
    assert all(file.stat().st_size < 60_000 for file in folder.glob("*.png"))
