"""Old Word and WPS files, through LibreOffice where it is installed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from docx import Document

from archive.errors import ReadError
from archive.extract.office import read_office
from archive.extract.pool import ReaderPool
from archive.extract.reading import Limits
from tests.archive.extract.fakes import Eye
from tests.needs import needs


@pytest.fixture(scope="module")
def old_word(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A letter saved as Word 97."""
    folder = tmp_path_factory.mktemp("old")
    document = Document()
    document.add_paragraph("关于永胜村道路的来信")
    document.add_paragraph("反映人：王德福")
    document.save(str(folder / "letter.docx"))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [needs.libreoffice(), "--headless", profile, "--convert-to", "doc:MS Word 97", "--outdir", str(folder)]
    subprocess.run([*command, str(folder / "letter.docx")], check=True, capture_output=True, timeout=120)
    return folder / "letter.doc"


@pytest.mark.libreoffice
def test_an_old_word_file_is_read(old_word: Path) -> None:
    """Letters of past years are .doc; .wps of the same years are the same inside."""
    with ReaderPool(1) as pool:
        reading = pool.read(old_word)

    assert (reading.kind, reading.reader) == ("doc", "office")
    assert reading.pages[0].text == "关于永胜村道路的来信\n反映人：王德福"
    assert reading.notes == ("由 LibreOffice 转换后读取",)


@pytest.mark.libreoffice
def test_a_damaged_old_word_file(old_word: Path, tmp_path: Path) -> None:
    """LibreOffice ends without a word when it cannot open a file."""
    needs.libreoffice()
    (tmp_path / "bad.doc").write_bytes(old_word.read_bytes()[:600] + b"WordDocument".ljust(4000, b"\0"))
    with pytest.raises(ReadError) as caught:
        list(read_office(tmp_path / "bad.doc", Limits(), Eye()))

    assert caught.value.error_code == "damaged"


def test_without_libreoffice_the_advice_is_clear(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An office without LibreOffice must be told how to go on."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ReadError) as caught:
        list(read_office(tmp_path / "letter.doc", Limits(), Eye()))

    assert caught.value.error_code == "no_converter"
    assert ".docx" in caught.value.advice
