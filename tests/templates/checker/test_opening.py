"""Files from anywhere: what is no good Word document gets a reason a clerk understands, and never a trace."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.errors import NotFound, ReadError
from templates.checker.check import check
from tests.templates.checker.clean import official

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 512


def _docx() -> bytes:
    packed = io.BytesIO()
    official().save(packed)
    return packed.getvalue()


def _packed(**members: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_docx())) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name not in members:
                target.writestr(name, source.read(name))
        for name, data in members.items():
            target.writestr(name, data)
    return packed.getvalue()


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "empty"),
    "pdf": (lambda: b"%PDF-1.7\n", "unsupported"),
    "text": (lambda: "关于放假的通知".encode(), "unsupported"),
    "old word": (
        lambda: _OLE.replace("EncryptedPackage".encode("utf-16-le"), "WordDocument".encode("utf-16-le")),
        "unsupported",
    ),
    "encrypted": (lambda: _OLE, "encrypted"),
    "truncated": (lambda: _docx()[:4000], "damaged"),
    "macro": (lambda: _packed(**{"word/vbaProject.bin": b"x"}), "macro"),
    "bomb": (lambda: _packed(**{"word/media/a.xml": b"0" * 80_000_000}), "too_large"),
    "broken xml": (lambda: _packed(**{"word/document.xml": b"<w:document"}), "damaged"),
    "no body": (lambda: _packed(**{"word/document.xml": b"<a/>"}), "damaged"),
    "no styles": (lambda: _packed(**{"word/styles.xml": b"junk"}), "damaged"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_with_advice(name: str, tmp_path: Path) -> None:
    """A file from a stranger must not stop the program, and its name says nothing."""
    make, code = BAD[name]
    file = tmp_path / "公文.docx"
    file.write_bytes(make())

    with pytest.raises(ReadError) as refused:
        check(file)

    assert refused.value.error_code == code
    assert refused.value.message
    assert refused.value.advice


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    """A wrong name is the commonest mistake of all."""
    with pytest.raises(NotFound):
        check(tmp_path / "没有.docx")
