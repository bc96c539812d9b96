"""Plain text and Markdown in the encodings Chinese offices use: utf-8, utf-16 with a mark, gb18030."""

from __future__ import annotations

import codecs
import re
from collections.abc import Generator, Iterable, Iterator
from pathlib import Path

from archive.extract import refusals
from archive.extract.characters import clean, cleaning_notes, close_up
from archive.extract.kinds import looks_like_text
from archive.extract.reading import Limits, Line, Page, Remarks

_BYTES = 64 * 1024 * 1024
"""Bytes of a text; more is a dump of something, not a paper."""
_PAGE = 100_000
"""Characters after which a text without form feeds is continued on the next page."""
_BREAK = re.compile("\r\n|[\n\r\x0b\x1c-\x1e\x85\u2028\u2029]")
_LOST = 0.01
"""Share of characters that may be undecodable; with more it is not text."""


def read_plain(path: Path, limits: Limits, start: int = 1) -> Generator[Page, None, Remarks]:
    """The text from page ``start`` on; form feeds part pages.

    Raises:
        ReadError: ``too_large``, or ``unsupported`` where it is no text.
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        data = file.read(min(_BYTES, limits.unpacked) + 1)
    if len(data) > min(_BYTES, limits.unpacked):
        raise refusals.too_large(f"文本超过 {_BYTES >> 20} MB。", "请拆成较小的文件后再交。")
    if not looks_like_text(data[:65536]):
        raise refusals.unsupported("二进制数据", "请确认文件是文本；不是的话请另存为 PDF 或 .docx 后再交。")
    text, lost = decode(data)
    review = (f"有 {lost} 个字符无法解码，请对照原件核对",) if lost else ()
    pages = [part for whole in text.split("\x0c") for part in in_pages(_lines(whole))]
    kept, remark = cut_pages(pages, limits)
    for number, lines in enumerate(kept, start=1):
        if number >= start:
            yield text_page(number, lines)
    return Remarks(review=(*review, *remark))


def decode(data: bytes) -> tuple[str, int]:
    """The text of bytes, and how many characters could not be decoded.

    Raises:
        ReadError: ``unsupported`` where too much cannot be decoded.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _lossy(data, "utf-16")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding), 0
        except UnicodeDecodeError:
            continue
    # mostly utf-8 with a broken character, or mostly gb18030: whichever loses less
    by_utf8, by_gb = (data.decode(encoding, "replace") for encoding in ("utf-8-sig", "gb18030"))
    return _lossy(data, "utf-8-sig" if by_utf8.count("\ufffd") <= by_gb.count("\ufffd") else "gb18030")


def _lossy(data: bytes, encoding: str) -> tuple[str, int]:
    text = data.decode(encoding, "replace")
    lost = text.count("\ufffd")
    if lost > max(2, _LOST * len(text)):
        raise refusals.unsupported("无法识别编码的文本", "请用记事本或 WPS 打开，另存为 UTF-8 编码的文本后再交。")
    return text, lost


def in_pages(lines: Iterable[str]) -> Iterator[list[str]]:
    """Lines of a text without pages of its own, cut into pages of bearable length."""
    page: list[str] = []
    size = 0
    for line in lines:
        for at in range(0, len(line), _PAGE):
            piece = line[at : at + _PAGE]
            if size + len(piece) > _PAGE and page:
                yield page
                page, size = [], 0
            page.append(piece)
            size += len(piece)
    if page:
        yield page


def cut_pages(pages: list[list[str]], limits: Limits) -> tuple[list[list[str]], tuple[str, ...]]:
    """The pages within the limit (an empty one where there is none), and what to say if some were cut."""
    if len(pages) <= limits.pages:
        return pages or [[]], ()
    return pages[: limits.pages], (f"共 {len(pages)} 页，只读取了前 {limits.pages} 页",)


def text_page(number: int, lines: Iterable[str]) -> Page:
    """A page of typed lines, cleaned and closed up, empty ones left out."""
    controls = private = 0
    out = []
    for line in lines:
        cleaned = clean(line)
        controls, private = controls + cleaned.controls, private + cleaned.private
        if text := close_up(cleaned.text):
            out.append(Line(text))
    return Page(number, tuple(out), notes=cleaning_notes(controls, private))


def _lines(text: str) -> Iterator[str]:
    at = 0
    for found in _BREAK.finditer(text):
        yield text[at : found.start()]
        at = found.end()
    yield text[at:]
