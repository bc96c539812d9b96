"""Zip files (Word, OFD), looked at before anything in them is unpacked."""

from __future__ import annotations

import zipfile
from pathlib import Path

from archive.extract import refusals
from archive.extract.reading import Limits

_MEMBERS = 10_000
_XML = 64 * 1024 * 1024
"""Bytes of one XML part: about 20 million characters, and a gigabyte once parsed."""
_RATIO = 200
"""Times a part may unpack; real XML stays under 60."""
_SMALL = 8 * 1024 * 1024
"""Bytes up to which the ratio does not matter."""


def check_zip(path: Path, limits: Limits, what: str) -> None:
    """Look at the directory of a zip file before anything is unpacked; ``zipfile`` holds members to the sizes there.

    Raises:
        ReadError: ``damaged``, ``too_large``, ``encrypted``.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as exc:
        raise refusals.damaged(what) from exc
    if any(member.flag_bits & 1 for member in members):
        raise refusals.encrypted(what)
    bomb = sum(member.file_size for member in members) > limits.unpacked or len(members) > _MEMBERS
    for member in members:
        xml = member.filename.lower().endswith((".xml", ".rels"))
        bomb = bomb or (xml and member.file_size > _XML)
        bomb = bomb or (member.file_size > _SMALL and member.file_size > _RATIO * max(member.compress_size, 1))
    if bomb:
        raise refusals.too_large(
            f"{what}解压后过大（可能是压缩炸弹），已拒绝读取。", "请核对来源；确需入档的，请打印为 PDF 后再交。"
        )
