"""A paper is written whole or not at all, and never over another."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from archive.errors import Conflict, InvalidInput, JuanzongError, NotFound
from templates import fields_of, generate, papers
from templates.shelf import LIBRARY
from tests.templates.reading import body
from tests.templates.samples import HOMESTEAD, MUSHROOMS, TODAY


def test_a_paper_knows_what_made_it(tmp_path: Path) -> None:
    paper = generate("reply", HOMESTEAD, tmp_path / "r.docx", today=TODAY)

    assert paper.file == tmp_path / "r.docx"
    assert paper.sha256 == hashlib.sha256(paper.file.read_bytes()).hexdigest()
    assert paper.template_version == hashlib.sha256((LIBRARY / "reply.docx").read_bytes()).hexdigest()
    assert json.loads(json.dumps(dict(paper.fields))) == paper.fields
    assert (paper.fields["petitioner"], paper.fields["signed_on"]) == ("王建国", "2022年6月20日")
    assert paper.fields["claims"][2]["opinion"] == "解释说明"


def test_an_existing_file_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "r.docx").write_text("signed by hand")
    with pytest.raises(Conflict, match="已经存在"):
        generate("reply", HOMESTEAD, tmp_path / "r.docx", today=TODAY)
    assert (tmp_path / "r.docx").read_text() == "signed by hand"

    generate("reply", HOMESTEAD, tmp_path / "r.docx", today=TODAY, overwrite=True)
    assert [file.name for file in tmp_path.iterdir()] == ["r.docx"]


def test_a_folder_gets_a_file_named_after_the_case(tmp_path: Path) -> None:
    paper = generate("reply", replace(HOMESTEAD, no="a/b:2022"), tmp_path, today=TODAY)
    assert paper.file == tmp_path / "a_b_2022 信访事项答复意见书.docx"
    assert generate("reply", HOMESTEAD, tmp_path / "new" / "r.docx", today=TODAY).file.exists()


FULL = """
import datetime as dt, resource, sys
from pathlib import Path
from archive.errors import JuanzongError
from templates import generate
from tests.templates.samples import HOMESTEAD
resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
try:
    generate("reply", HOMESTEAD, Path(sys.argv[1]), today=dt.date(2022, 6, 20))
except JuanzongError as problem:
    print(problem.error_code, problem.message)
"""


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", FULL, str(tmp_path / "r.docx")],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert run.stdout.startswith("write_failed 写不进")
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(JuanzongError, match="写不进") as caught:
        generate("reply", HOMESTEAD, tmp_path / "file" / "r.docx", today=TODAY)
    assert caught.value.error_code == "write_failed"


def test_an_unknown_paper_names_those_there_are() -> None:
    with pytest.raises(NotFound, match="没有名为“letter”的文书模板") as caught:
        fields_of("letter")
    assert "mediation-agreement" in caught.value.advice
    with pytest.raises(NotFound):
        fields_of("../library/reply")


def test_unknown_keys_are_refused_and_known_ones_listed(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="没有“reveiw_unit”这一项") as caught:
        generate("reply", HOMESTEAD, tmp_path / "r.docx", {"reveiw_unit": "x", "no.such": "y"}, today=TODAY)
    assert "no.such" in caught.value.message
    assert "reply.review_unit" in caught.value.advice


def test_a_typed_value_wins_over_the_record(tmp_path: Path) -> None:
    paper = generate("reply", HOMESTEAD, tmp_path / "r.docx", {"reply.review_unit": "方正县信访局"}, today=TODAY)
    assert "向方正县信访局申请复查" in paper.fields["remedy"]


def test_the_day_of_writing_is_the_date_where_none_is_given(tmp_path: Path) -> None:
    case = replace(MUSHROOMS, mediation=replace(MUSHROOMS.mediation, signed_on=None))
    paper = generate("mediation-agreement", case, tmp_path / "a.docx", today=dt.date(2022, 12, 1))
    assert paper.fields["signed_on"] == "2022年12月1日"


def test_every_field_of_the_shelf_can_be_typed_and_reaches_the_paper(tmp_path: Path) -> None:
    """A key that is listed and does nothing makes a clerk believe it was printed."""
    hidden = {"parties.N.birth_date", "parties.N.id_number", "appeal_route"}
    for name, case in (("reply", HOMESTEAD), ("mediation-agreement", MUSHROOMS)):
        for number, spec in enumerate(fields_of(name)):
            place = "2" if "legal" in spec.key else "1"
            key = spec.key.replace(".N.", f".{place}.")
            before = generate(name, case, tmp_path / f"{name}{number}a.docx", today=TODAY).fields
            value = {"opinion": "不支持", "reply.reconsideration_unit": "市政府", "reply.court": "县法院"}.get(
                spec.key, f"{spec.example}"
            )
            typed = _changed(spec.key, value)
            extra = _context(spec.key)
            paper = generate(name, case, tmp_path / f"{name}{number}b.docx", {key: typed, **extra}, today=TODAY)
            assert spec.key in hidden or paper.fields != before, spec.key
            assert body(paper.file)


def _changed(key: str, value: str) -> str:
    """A value of the right form that differs from the sample's."""
    if key.endswith(("received", "accepted_on")):
        return "2022-05-07"
    if key.endswith(("signed_on", "birth_date")):
        return "2022-06-21"
    if key.endswith("number") and "〔" in value:
        return value.replace("12", "13").replace("15", "16")
    return {"channel": "传真", "appeal_route": "一", "mediation.amount": "3"}.get(
        key, f"{value}改" if "opinion" not in key else "不支持"
    )


def _context(key: str) -> dict[str, str]:
    if key == "claims":
        return {"opinion": "支持"}
    if key in ("reply.reconsideration_unit", "reply.court"):
        return {"appeal_route": "5", "reply.reconsideration_unit": "甲", "reply.court": "乙"} | {key: "丙"}
    if key in ("opinion", "opinion_text", "facts", "legal_basis"):
        return {"claims": "一项新的请求", "opinion": "支持", "legal_basis": "《民法典》第一条"}
    return {}


def test_the_shelf_is_complete() -> None:
    for paper in papers():
        assert paper.file.exists()
        assert paper.basis
        assert len({spec.key for spec in paper.fields}) == len(paper.fields)
        for spec in paper.fields:
            assert spec.label, spec.key
            assert spec.example or not spec.required, spec.key


@pytest.mark.skipif(os.name != "posix", reason="names of POSIX file systems")
def test_long_case_numbers_give_a_name_the_disk_takes(tmp_path: Path) -> None:
    assert generate("reply", replace(HOMESTEAD, no="卷" * 300), tmp_path, today=TODAY).file.exists()
