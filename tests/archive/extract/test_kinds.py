"""Files are known by their content; names lie."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from PIL import Image

from archive.errors import ReadError
from archive.extract.kinds import Kind, sniff
from archive.extract.read import read_pages
from archive.extract.reading import Limits
from tests.archive.extract import bad_files
from tests.archive.extract.fakes import Eye


def _ole(*names: str) -> bytes:
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\x00" * 600
        + b"".join(n.encode("utf-16-le").ljust(128, b"\0") for n in names)
    )


def _zip(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


def _docx() -> bytes:
    out = io.BytesIO()
    Document().save(out)
    return out.getvalue()


def _image(form: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (20, 20)).save(out, form)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("信.txt", b"%PDF-1.4\n...", Kind.PDF),
        ("a.doc", b"\n\n%PDF-1.4\n...", Kind.PDF),
        ("a.pdf", _image("PNG"), Kind.PNG),
        ("a.png", _image("JPEG"), Kind.JPEG),
        ("a.jpg", _image("TIFF"), Kind.TIFF),
        ("a.zip", _docx(), Kind.DOCX),
        ("a.docx", _zip("OFD.xml", "Doc_0/Document.xml"), Kind.OFD),
        ("a.docx", "来信".encode(), Kind.TEXT),
        ("a.bin", "来信".encode("gb18030"), Kind.TEXT),
        ("a.md", "# BMW 车主来信".encode(), Kind.TEXT),
        ("BM.txt", "BM 便民服务中心".encode(), Kind.TEXT),
        ("a.wps", _ole("Root Entry", "WordDocument", "1Table"), Kind.LEGACY_OFFICE),
        ("a.doc", _ole("WordDocument", "ObjectPool", "Workbook"), Kind.LEGACY_OFFICE),
        ("a.doc", b"{\\rtf1\\ansi}", Kind.LEGACY_OFFICE),
        ("a.docx", _ole("EncryptionInfo", "EncryptedPackage"), Kind.ENCRYPTED_OFFICE),
        ("a.doc", _ole("Workbook"), Kind.OTHER),
        ("a.docx", _zip("xl/workbook.xml"), Kind.OTHER),
        ("a.docx", _zip("photo.jpg"), Kind.OTHER),
        ("a.docx", _docx()[:2000], Kind.BROKEN),
        ("a.jpg", b"\x00\x00\x00\x18ftypheic" + bytes(20), Kind.OTHER),
        ("a.txt", b"\x00\x00\x00\x18ftypmp42" + bytes(20), Kind.OTHER),
        ("a.pdf", b"", Kind.EMPTY),
        ("a.pdf", bytes(range(256)) * 8, Kind.OTHER),
    ],
)
def test_kinds(tmp_path: Path, name: str, data: bytes, kind: Kind) -> None:
    """A file with the wrong name must reach the right reader, or be refused for what it is."""
    (tmp_path / name).write_bytes(data)

    assert sniff(tmp_path / name).kind is kind


@pytest.mark.parametrize(
    ("data", "code", "word"),
    [
        (b"", "empty", "空的"),
        (_zip("xl/workbook.xml"), "unsupported", "Excel"),
        (_zip("a.jpg"), "unsupported", "ZIP"),
        (b"\x00\x00\x00\x18ftypmp42" + bytes(20), "unsupported", "视频"),
        (_ole("EncryptedPackage"), "encrypted", "加密"),
        (_docx()[:2000], "damaged", "损坏"),
        (b"%PDF-1.7\nnothing more", "damaged", "损坏"),
        (b"\x89PNG\r\n\x1a\n", "damaged", "损坏"),
    ],
)
def test_refusals_say_what_it_is_and_what_to_do(tmp_path: Path, data: bytes, code: str, word: str) -> None:
    """A clerk must know from the message alone what to do next."""
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    with pytest.raises(ReadError) as caught:
        list(read_pages(path, Limits(), Eye()))

    assert caught.value.error_code == code
    assert word in caught.value.message
    assert caught.value.advice


def test_a_misnamed_pdf_is_read(tmp_path: Path) -> None:
    """The name must not decide."""
    path = bad_files.sound_pdf(tmp_path).rename(tmp_path / "来信.jpg")

    assert len(list(read_pages(path, Limits(), Eye()))) == 3


def test_a_file_without_any_text_goes_to_review(tmp_path: Path) -> None:
    """A document nobody can find must be looked at by a person."""
    (tmp_path / "a.txt").write_bytes(b"\n\n \n")
    reader = read_pages(tmp_path / "a.txt", Limits(), Eye())
    next(reader)
    with pytest.raises(StopIteration) as end:
        next(reader)

    assert end.value.value.review == ("没有读出任何文字",)
