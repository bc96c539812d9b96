"""A template comes from anywhere: it may carry no program, read no file, fetch nothing, and not fill the memory."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest

from archive.errors import ReadError, TemplateError
from templates.fill import open_template
from templates.office.preflight import look_through
from tests.templates.office.making import Parts, in_body, related, spoiled, word

RELS = "word/_rels/document.xml.rels"
DOC = "word/document.xml"
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><a>&c;</a>'
)
XXE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'


def field(*codes: str) -> str:
    """A field whose code is cut into runs."""
    runs = "".join(f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>' for code in codes)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return f"<w:p><w:r><w:t>看这里</w:t></w:r>{begin}{runs}{end}</w:p>"


ATTACKS: dict[str, tuple[Parts, str, str]] = {
    "macro": ({"word/vbaProject.bin": b"\0"}, "macro", "部件 word/vbaProject.bin"),
    "macro by type": ({"[Content_Types].xml": lambda d: d.replace(b"document.main+xml", b"document.macroEnabled.main+xml")}, "macro", "文件类型"),
    "OLE": ({"word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0"}, "embedded", "word/embeddings/oleObject1.bin"),
    "OLE element": ({DOC: in_body("<w:p><w:r><w:t>对象</w:t></w:r><w:r><w:object/></w:r></w:p>")}, "embedded", "正文第2段“对象”"),
    "ActiveX": ({"word/activeX/activeX1.xml": b"<a/>"}, "embedded", "activeX1.xml"),
    "altChunk": ({DOC: in_body('<w:altChunk xmlns:r="http://x" r:id="rEvil"/>')}, "embedded", "正文"),
    "altChunk relation": ({RELS: related("aFChunk", "chunk.html", external=False)}, "embedded", "chunk.html"),
    "remote image": ({RELS: related("image", "http://192.0.2.1/track.png")}, "external_content", "http://192.0.2.1/track.png"),
    "attached template": ({RELS: related("attachedTemplate", "//192.0.2.1/t.dotm")}, "external_content", "//192.0.2.1/t.dotm"),
    "linked object": ({RELS: related("oleObject", "file:///c:/x.xls")}, "external_content", "file:///c:/x.xls"),
    "external relation": ({RELS: related("styles", "http://192.0.2.1/s.xml")}, "external_content", "s.xml"),
    "link to a share": ({RELS: related("hyperlink", "file://server/share")}, "external_content", "file://server/share"),
    "relation out of the file": ({RELS: related("image", "file:///etc/passwd", external=False)}, "external_content", "/etc/passwd"),
    "DDE": ({DOC: in_body(field("DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe"))}, "field_code", "正文第2段“看这里”"),
    "DDE cut up": ({DOC: in_body(field(" D", "DE", " excel"))}, "field_code", "正文第2段"),
    "DDE hidden in a field": ({DOC: in_body(field("QUOTE 68 68 69"))}, "field_code", "正文第2段"),
    "INCLUDEPICTURE": ({DOC: in_body(field('INCLUDEPICTURE "http://192.0.2.1/x.png"'))}, "field_code", "正文第2段"),
    "INCLUDETEXT": ({DOC: in_body('<w:p><w:fldSimple w:instr="INCLUDETEXT /etc/passwd"/></w:p>')}, "field_code", "正文第2段"),
    "link to a program": ({DOC: in_body(field('HYPERLINK "file:///c:/x.exe"'))}, "field_code", "正文第2段"),
    "mail merge": ({"word/settings.xml": lambda d: d.replace(b"<w:zoom", b"<w:mailMerge/><w:zoom", 1)}, "embedded", "文档设置"),
    "XXE": ({"customXml/item9.xml": XXE}, "entity", "隐藏数据 customXml/item9.xml"),
    "billion laughs": ({"customXml/item9.xml": LAUGHS}, "entity", "隐藏数据"),
    "entity in the text": ({DOC: lambda d: d.replace(b"<w:document", b'<!DOCTYPE a [<!ENTITY x "y">]><w:document', 1)}, "entity", "正文"),
    "zip bomb": ({"word/big.xml": b"<a>" + b" " * 9_000_000 + b"</a>"}, "too_large", "word/big.xml"),
    "a huge picture": ({"word/media/image1.png": b"\0" * 20_000_000}, "too_large", "图片 word/media/image1.png"),
    "out of the folder": ({"../../evil.xml": b"<a/>"}, "damaged", "../../evil.xml"),
    "program": ({"word/run.exe": b"MZ"}, "macro", "run.exe"),
    "picture that loads": ({"word/media/image1.svg": b"<svg/>"}, "embedded", "image1.svg"),
    "tracked changes": ({DOC: in_body('<w:p><w:ins w:id="1" w:author="a"><w:r><w:t>新</w:t></w:r></w:ins></w:p>')}, "revisions", "第2段“新”"),
    "data under a control": ({DOC: in_body("<w:sdt><w:sdtPr><w:dataBinding/></w:sdtPr></w:sdt>")}, "embedded", "正文"),
}  # fmt: skip


@pytest.mark.parametrize("name", ATTACKS)
def test_what_a_template_must_not_carry_is_named_with_its_place(name: str, tmp_path: Path) -> None:
    """One such template would open a door on every computer its papers are sent to."""
    parts, code, place = ATTACKS[name]
    file = spoiled(word(tmp_path / "t.docx", "{{ petitioner }}"), parts)
    faults = look_through(file).grave
    assert [fault.code for fault in faults if place in fault.place] == [code], faults
    with pytest.raises(TemplateError) as caught:
        open_template(file)  # neither is it filled where somebody has put it into a folder by hand
    assert caught.value.error_code == code


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"%PDF-1.7\n", "PDF"), (b"", "空的"), (b"PK\x03\x04broken", "损坏"), ("纯文字".encode(), "文本")],
)
def test_a_docx_that_is_something_else_is_called_by_its_name(content: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / "t.docx").write_bytes(content)
    with pytest.raises(ReadError, match=said):
        look_through(tmp_path / "t.docx")


def test_a_harmless_letterhead_passes(tmp_path: Path) -> None:
    """A web address, page numbers and a scanned seal are no danger."""
    parts: dict[str, Any] = {
        RELS: related("hyperlink", "https://www.gjxfj.gov.cn/"),
        DOC: in_body(field(" PAGE ") + field('HYPERLINK \\l "_Toc1"')),
        "word/media/image1.png": b"\x89PNG" + bytes(range(256)) * 2000,
    }
    file = spoiled(word(tmp_path / "t.docx", "{{ petitioner }}"), parts)
    assert look_through(file).faults == ()
    assert open_template(file).parts


def test_two_parts_of_one_name_are_refused(tmp_path: Path) -> None:
    """One program reads the first, another the last."""
    file = word(tmp_path / "t.docx", "{{ petitioner }}")
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(file, "a") as packed:
        packed.writestr("word/document.xml", b"<a/>")
    assert [fault.code for fault in look_through(file).grave] == ["damaged"]


def test_a_file_too_large_is_not_even_read(tmp_path: Path) -> None:
    """A picture of 200 MB, as a camera gives it."""
    file = word(tmp_path / "t.docx", "{{ no }}")
    picture = zipfile.ZipInfo("word/media/image1.jpeg")
    with zipfile.ZipFile(file, "a", zipfile.ZIP_STORED) as packed, packed.open(picture, "w") as part:
        for _ in range(200):
            part.write(bytes(1024 * 1024))
    (fault,) = look_through(tmp_path / "t.docx").grave
    assert (fault.code, "200 MB，超过上限 32 MB" in fault.what) == ("too_large", True)
    with pytest.raises(TemplateError, match="200 MB"):
        open_template(tmp_path / "t.docx")
