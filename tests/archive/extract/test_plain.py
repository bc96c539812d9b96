"""Plain text in the encodings of Chinese offices."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.errors import ReadError
from archive.extract.characters import clean, close_up, count_rare
from archive.extract.plain import read_plain
from archive.extract.reading import Limits, Page
from tests.archive.extract import bad_files

_TEXT = "方正县信访局：\r\n\r\n我叫王德福，电话13845126709。\n"


def _pages(path: Path, data: bytes | None = None, limits: Limits | None = None) -> list[Page]:
    if data is not None:
        path.write_bytes(data)
    return list(read_plain(path, limits or Limits()))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    """Old letters were typed on systems of their time."""
    (page,) = _pages(tmp_path / "a.txt", _TEXT.encode(encoding))

    assert page.text == "方正县信访局：\n我叫王德福，电话13845126709。"


def test_control_and_private_characters(tmp_path: Path) -> None:
    """Control characters break what shows the text, private ones show as nothing; both are said."""
    (page,) = _pages(bad_files.odd_text(tmp_path))

    assert page.text == "来信人：王〓福，方正县人。•第一项\n第二项"
    assert page.notes == ("清除了 2 个控制字符", "1 个字体私有字符无法显示，以“〓”代替")


def test_one_broken_character_is_named(tmp_path: Path) -> None:
    """One bad byte must not lose the letter, nor pass unseen."""
    reader = read_plain(
        bad_files._write(tmp_path / "a.txt", ("来信" * 300).encode() + b"\xff" + "完".encode()), Limits()
    )
    next(reader)
    with pytest.raises(StopIteration) as end:
        next(reader)
    assert end.value.value.review == ("有 1 个字符无法解码，请对照原件核对",)


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    """Bytes shown as text are pages of rubbish in every search."""
    for data in (bytes(range(256)) * 40, b"\x00" * 100):
        with pytest.raises(ReadError) as caught:
            _pages(tmp_path / "a.txt", data)
        assert caught.value.error_code == "unsupported"


def test_form_feeds_part_pages(tmp_path: Path) -> None:
    """What was paged stays paged."""
    pages = _pages(tmp_path / "a.txt", "第一页\f第二页\f".encode())

    assert [page.text for page in pages] == ["第一页", "第二页"]


def test_a_text_without_end_is_refused(tmp_path: Path) -> None:
    """A dump of hundreds of megabytes is no paper."""
    with pytest.raises(ReadError) as caught:
        _pages(tmp_path / "a.txt", b"a" * 2000, Limits(unpacked=1000))
    assert caught.value.error_code == "too_large"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("通 知", "通知"),
        ("王德福    李桂兰", "王德福 李桂兰"),
        ("使用 WPS 办公", "使用 WPS 办公"),
        ("甲方 ：张", "甲方：张"),
        ("　　二、办理", "二、办理"),
    ],
)
def test_spaces_between_chinese_characters(typed: str, shown: str) -> None:
    """A space inside a word hides it from the search; a column must stay apart."""
    assert close_up(typed) == shown


def test_lookalikes_become_what_they_look_like() -> None:
    """Some fonts store ⽅ (a radical) for 方; nobody types it in a search."""
    assert clean("⽅正县⼈⺠").text == "方正县人民" or clean("⽅正县⼈").text == "方正县人"


def test_misread_fonts_are_told_from_rare_and_traditional_writing() -> None:
    """哾㦓 for 黎荣 is a misread font; 臺灣體育 is not."""
    assert count_rare("方正縣臺灣體育館黎榮堃") <= 1
    assert count_rare("哾㦓䶮㐂㐱㑇") >= 5
