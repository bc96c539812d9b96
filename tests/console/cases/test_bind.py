"""``juanzong case bind``: the file of a case, whole and honest about what it lacks."""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
from dataclasses import replace
from pathlib import Path

import pdfplumber
import pikepdf
import pypdfium2
import pytest
from docx import Document
from docx.enum.text import WD_BREAK
from PIL import Image

import cli
from archive.cases.model import Event, Reply
from tests.archive.extract.made_ofd import write_ofd
from tests.needs import needs
from tests.office import Terminal, office_in
from tests.templates.reading import whole
from tests.templates.samples import HOMESTEAD

NO = "XF1"
OFD = Path(__file__).parents[2] / "archive" / "extract" / "ofd" / "text.ofd"
CASE = replace(
    HOMESTEAD,
    no=NO,
    reply=Reply(unit="松河镇人民政府"),
    events=(
        Event(dt.date(2022, 5, 12), "accept", number="松信受字〔2022〕8号"),
        Event(dt.date(2022, 6, 20), "reply", number="松信访复字〔2022〕12号"),
    ),
)

_NOTICE = {
    "unit": "方正县信访局",
    "addressee": "松河镇人民政府",
    "secrecy": "秘密★1年",
    "source_number": "方信访交字〔2022〕17号",
    "ground": "未按规定期限办理信访事项",
    "requirements": "查明事实后依法作出处理意见并送达",
    "due": "2199-07-08",
}


@pytest.fixture(scope="module")
def home(shared_record_url: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with a letter (Word), a picture, a PDF that opens with a password only, a notice, two OFDs of text and the
    draft of a secret paper."""
    home = tmp_path_factory.mktemp("office") / "home"
    with office_in(home.parent, database=shared_record_url) as office, office.record.write() as tx:
        tx.cases.add_many([CASE, replace(CASE, no="XF2", restricted=True)], tx.now)
    folder = tmp_path_factory.mktemp("in")
    letter = Document()
    letter.add_paragraph("尊敬的领导：我家的宅基地被邻居占了。")
    letter.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    letter.add_paragraph("此致敬礼 王建国 2022年5月6日")
    letter.save(str(folder / "01来信.docx"))
    Image.new("L", (400, 600), 255).save(folder / "现场照片.png")
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(folder / "调查笔录.pdf", encryption=pikepdf.Encryption(user="x", owner="y"))
    (folder / "受理告知书.txt").write_text(
        "信访事项受理告知书\n松信受字〔2022〕8号\n王建国：\n2022年5月12日\n", "utf-8"
    )
    shutil.copy(OFD, folder / "转送函.ofd")
    write_ofd(folder / "红头来件.ofd")
    typed = [part for key, value in _NOTICE.items() for part in ("--set", f"{key}={value}")]
    draft = ("paper", "draft", "supervision-notice", "--case", NO, "--series", "方信访督字", *typed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUANZONG_DATABASE", shared_record_url)
        assert cli.run(["--home", str(home), "ingest", str(folder), "--case", NO, "--json"]) == 0
        assert cli.run(["--home", str(home), *draft, "--json"]) == 0
    return home


@pytest.fixture
def desk(
    home: Path, shared_record_url: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Terminal:
    """A terminal on it; the tests look and bind, and change nothing in the record but its trail."""
    monkeypatch.setenv("JUANZONG_DATABASE", shared_record_url)
    return Terminal(home, capsys)


def test_the_check_says_what_is_missing_and_what_to_do(desk: Terminal) -> None:
    """Before it goes to the archive; afterwards nobody finds it any more."""
    checked = desk.json("case", "bind", NO, "--check", code=1)

    found = {item["title"]: item["section"] for item in checked["items"]}
    assert found["信访事项受理告知书"] == "案件处理材料"
    assert found["来信"] == "交办或来信来访材料"
    must = [problem["what"] for problem in checked["problems"] if problem["must"]]
    assert any("登记了“答复”，缺信访处理意见书（松信访复字〔2022〕12号）" in what for what in must)
    assert any("调查笔录.pdf）读不出" in what for what in must)
    assert not any("受理" in what for what in must)
    assert all(problem["advice"] for problem in checked["problems"])


def test_without_libreoffice_the_word_parts_are_written(
    desk: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They can be printed and bound by hand."""
    monkeypatch.setenv("PATH", str(tmp_path))
    out = tmp_path / "卷"
    bound = desk.json("case", "bind", NO, "--out", str(out), "--set", "archive_no=J021-XF·2022·D30-0001")

    assert bound["without_pdf"]["code"] == "no_binder"
    assert sorted(file.name for file in out.iterdir()) == ["XF1 卷内目录.docx", "XF1 备考表.docx", "XF1 封面.docx"]
    assert "J021-XF·2022·D30-0001" in whole(out / "XF1 封面.docx")
    assert "松信受字〔2022〕8号" in whole(out / "XF1 卷内目录.docx")
    assert "缺信访处理意见书" in whole(out / "XF1 备考表.docx")

    again = desk.json("case", "bind", NO, "--out", str(out), code=1)
    assert again["error"]["code"] == "file_exists"
    desk.json("case", "bind", NO, "--out", str(out), "--overwrite")


@pytest.mark.libreoffice
def test_everything_is_bound_into_one_pdf(desk: Terminal, tmp_path: Path) -> None:
    """Pages, numbers and catalogue must agree; a draft says that it is one; a secret paper is listed and not shown."""
    needs.libreoffice()
    kept = {path: hashlib.sha256(path.read_bytes()).digest() for path in (desk.home / "originals").rglob("*/*/*")}

    bound = desk.json("case", "bind", NO, "--no-secret", "--out", str(tmp_path / "卷"))

    (volume,) = bound["volumes"]
    lines = {line["title"]: line["pages"] for line in volume["catalogue"]}
    assert lines["来信"].count("-") == 1
    with pikepdf.open(tmp_path / "卷" / "XF1 卷宗.pdf") as pdf, pdf.open_outline() as outline:
        assert len(pdf.pages) == volume["pages"] + 3
        titles = [child.title for item in outline.root for child in item.children]
    assert len(titles) == len(volume["catalogue"]) == 7
    with pdfplumber.open(tmp_path / "卷" / "XF1 卷宗.pdf") as read:
        words = {word["text"]: word for page in read.pages for word in page.extract_words()}
    called = words["联系人：贺敏"], words["电话：0300-5580012"]
    assert [round(word["x0"] / 72 * 25.4) for word in called] == pytest.approx([39, 108], abs=8), "not where it stood"
    assert round(called[0]["top"]) == round(called[1]["top"])
    assert any("照原来的位置" in problem["what"] for problem in bound["problems"])
    with pypdfium2.PdfDocument(tmp_path / "卷" / "XF1 卷宗.pdf") as seen:
        text = next(page for page in seen if "本件由系统转来" in page.get_textpage().get_text_range())
        line = text.render(scale=4 / 72 * 25.4).to_pil().convert("RGB").getpixel((400, 192))
    assert line == pytest.approx((255, 0, 0), abs=30), "the red line of the OFD page is not where it stood"
    secret = next(item for item in bound["items"] if item["sealed"])
    assert secret["remark"] == "密件，另行保管"
    assert any("调查笔录" in problem["what"] and "没有装入" in problem["what"] for problem in bound["problems"])
    assert {path: hashlib.sha256(path.read_bytes()).digest() for path in kept} == kept

    hidden = desk.json("case", "bind", "XF2", "--no-secret", "--out", str(tmp_path / "另"), code=1)
    assert hidden["error"]["code"] == "not_found"
