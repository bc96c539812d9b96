"""JSON lines: one case a line, utf-8 (with or without a mark), utf-16 with one, or gb18030."""

from __future__ import annotations

import codecs
import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from archive.errors import InvalidInput
from archive.sheets.files import BadRow, Row, reading

_LONGEST_LINE = 64 * 1024 * 1024
_SAMPLE = 1024 * 1024
_DEEPEST = 100
"""Lists and objects within one another; no case has ten."""
_FORMAT_ADVICE = '每行应是一个 JSON 对象，如 {"no": "FZ2022-001", "title": "……"}。'


def read_jsonl(path: Path) -> Iterator[Row | BadRow]:
    """The rows of a file, one line in memory at a time; empty lines are passed over.

    Raises ReadError if the file cannot be read and InvalidInput if it is no file of lines at all.
    """
    with reading(path) as file:
        encoding = _encoding(file.read(_SAMPLE), path)
        file.seek(0)
        for line, raw in enumerate(_lines(file, encoding), 1):
            if raw is None:
                yield BadRow(
                    line,
                    InvalidInput(
                        f"这一行超过 {_LONGEST_LINE // 1024 // 1024} MB，没有读。", "请确认每个案件单独占一行。"
                    ),
                )
            elif (row := _row(line, raw, encoding)) is not None:
                yield row


def write_jsonl(rows: Iterable[dict[str, Any]], file: BinaryIO) -> int:
    """Write rows, one a line; returns how many."""
    count = 0
    for row in rows:
        file.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode("utf-8"))
        file.write(b"\n")
        count += 1
    return count


def _encoding(sample: bytes, path: Path) -> str:
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if sample.startswith(codecs.BOM_UTF8):
        return "utf-8"
    if sample.lstrip()[:1] == b"[":
        raise InvalidInput(
            f"{path.name} 是一个 JSON 数组，不是 JSON Lines。", f"请去掉最外层的方括号和行末逗号；{_FORMAT_ADVICE}"
        )
    if b"\x00" in sample[:4096]:
        raise InvalidInput(f"{path.name} 不是文本文件。", "请给出 JSON Lines（每行一个案件）或 XLSX 文件。")
    telling = [line for line in sample.split(b"\n") if not line.isascii()]
    as_utf8 = sum(_is_utf8(line) for line in telling)
    # a single damaged line must not turn a whole utf-8 file into gb18030 gibberish
    return "gb18030" if as_utf8 * 2 < len(telling) else "utf-8"


def _is_utf8(line: bytes) -> bool:
    """True for utf-8, also if the sample cut the last character."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(line)
    except UnicodeDecodeError:
        return False
    return True


def _lines(file: BinaryIO, encoding: str) -> Iterator[bytes | None]:
    """Lines as bytes; None for one that is too long to hold."""
    if encoding == "utf-16":
        text = io.TextIOWrapper(file, encoding, errors="replace", newline="\n")
        yield from (line.encode() for line in text)
        text.detach()
        return
    while line := file.readline(_LONGEST_LINE):
        if len(line) == _LONGEST_LINE and not line.endswith(b"\n"):
            while (rest := file.readline(_LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
            yield None
        else:
            yield line


def _row(line: int, raw: bytes, encoding: str) -> Row | BadRow | None:
    raw = raw.removeprefix(codecs.BOM_UTF8) if line == 1 else raw
    try:
        text = raw.decode("gb18030" if encoding == "gb18030" else "utf-8").strip("\ufeff \t\r\n\x1e")
    except UnicodeDecodeError:
        return BadRow(line, InvalidInput("这一行的编码不对，读不出文字。", "请把文件存成 UTF-8 编码。"))
    if not text:
        return None
    try:
        value = json.loads(text)
    except ValueError as exc:
        where = f"第 {exc.colno} 个字符起" if isinstance(exc, json.JSONDecodeError) else "其中的数字过长，"
        return BadRow(line, InvalidInput(f"这一行不是完整的 JSON（{where}读不懂）。", _FORMAT_ADVICE))
    except RecursionError:
        return _too_deep(line)
    if _deeper(value, _DEEPEST):
        return _too_deep(line)
    if not isinstance(value, dict):
        return BadRow(line, InvalidInput("这一行不是 JSON 对象。", _FORMAT_ADVICE))
    return Row(line, value)


def _deeper(value: object, most: int) -> bool:
    """Whether lists and objects stand within one another more than ``most`` times."""
    level: list[object] = [value]
    for _ in range(most + 1):
        level = [
            child
            for one in level
            if isinstance(one, dict | list)
            for child in (one.values() if isinstance(one, dict) else one)
        ]
        if not level:
            return False
    return True


def _too_deep(line: int) -> BadRow:
    return BadRow(line, InvalidInput("这一行的 JSON 嵌套太深。", _FORMAT_ADVICE))
