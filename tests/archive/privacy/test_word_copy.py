"""Public copies of Word files: not only what is read, also what is hidden in the file."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from PIL import Image

from archive.errors import ReadError
from archive.privacy.names import Named
from archive.privacy.redact import find_secrets
from archive.privacy.word_copy import Copied, Finder, public_word
from templates.gongwen.oxml import element

SECRETS = (
    "王建国",
    "13804510001",
    "李秘书",
    "保密单位",
    "内部意见",
    "删去的话",
    "隐藏的话",
    "三组12号",
    "example.invalid",
)


def _paper(file: Path) -> None:
    """A reply with everything a file may hide."""
    document = Document()
    document.core_properties.author, document.core_properties.title = "李秘书", "王建国答复"
    document.core_properties.comments = "保密单位"
    first = document.add_paragraph("答复王")
    first.add_run("建").bold = True
    first.add_run("国：你的电话1380451")
    document.add_paragraph("0001已记录，住红星村三组12号。")
    document.add_comment(first.runs, text="内部意见：拖一拖", author="李秘书", initials="李")
    hidden = document.add_paragraph("公开的话。").add_run("隐藏的话")
    hidden.font.hidden = True
    changed = document.add_paragraph("改后的话")
    deleted = element("w:del", id=5, author="李秘书", date="2022-05-06T00:00:00Z")
    run = element("w:r")
    old = element("w:delText")
    old.text = "删去的话"
    run.append(old)
    deleted.append(run)
    changed._p.append(deleted)
    inserted = element("w:ins", id=6, author="李秘书")
    inserted.append(changed.runs[0]._r)
    changed._p.insert(0, inserted)
    picture = io.BytesIO()
    Image.new("RGB", (20, 20), "red").save(picture, "PNG")
    picture.seek(0)
    document.add_picture(picture, width=Mm(10))
    document.part.relate_to("https://example.invalid/x", _LINK, is_external=True)
    section = document.sections[0]
    section.header.paragraphs[0].text = "王 建国信访事项"
    document.add_table(1, 1).cell(0, 0).text = "联系人：王建国"
    document.save(str(file))


_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Copied:
    file = tmp_path_factory.mktemp("public") / "答复.docx"
    _paper(file)

    def finder(_: object) -> Finder:
        return lambda text: find_secrets(text, [Named("王建国")], presume=False)

    return public_word(file, finder)


def test_nothing_secret_is_left_in_any_part(copied: Copied) -> None:
    """Whoever unpacks the file reads every part of it."""
    with zipfile.ZipFile(io.BytesIO(copied.data)) as packed:
        whole = "\n".join(f"{name}\n{packed.read(name).decode('utf-8', 'replace')}" for name in packed.namelist())
    bare = "".join(Document(io.BytesIO(copied.data)).element.body.itertext())

    assert [secret for secret in SECRETS if secret in whole or secret in bare] == []
    assert "media/" not in whole
    assert "docProps" not in whole


def test_what_is_public_is_left(copied: Copied) -> None:
    """The copy is to be read, in its own looks."""
    document = Document(io.BytesIO(copied.data))

    lines = [paragraph.text for paragraph in document.paragraphs]
    assert lines[0] == "答复王某某：你的电话［电话略］"
    assert lines[1] == "已记录，住红星村［住址略］。"
    assert lines[2] == "公开的话。"
    assert lines[3] == "改后的话"
    assert document.tables[0].cell(0, 0).text == "联系人：王某某"
    assert document.sections[0].header.paragraphs[0].text == "王某某信访事项"
    assert not list(document.element.body.iter(qn("w:ins"), qn("w:del"), qn("w:vanish"), qn("w:drawing")))


def test_what_was_taken_out_is_told(copied: Copied) -> None:
    """The office answers for what it hides as for what it shows."""
    assert copied.hidden["批注"] >= 1
    assert {"隐藏文字", "修订前的文字", "图片", "指向外部的链接", "文件属性（作者、单位、时间）"} <= set(copied.hidden)
    assert len(copied.taken) == 5


def test_another_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "公文.docx"
    file.write_bytes(b"%PDF-1.7")

    with pytest.raises(ReadError):
        public_word(file, lambda _: lambda _: [])
