"""Word, WPS and text documents made PDF by LibreOffice, many in one start."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from archive.errors import ReadError
from archive.extract import process
from archive.extract.office import converter
from templates.gongwen.libreoffice import write_profile

_START: Final = 60.0
"""Seconds LibreOffice has to start, longer on a busy machine."""
_EACH: Final = 20.0
"""Seconds a document has beside."""


def no_binder() -> ReadError:
    """The error where LibreOffice is not installed."""
    return ReadError(
        "装订成 PDF 需要 LibreOffice，本机没有安装。",
        "封面、目录和备考表的 Word 文件已经写好，可以打印后手工装订；安装 LibreOffice 后再运行一次，就有 PDF。",
        code="no_binder",
    )


def to_pdf(files: Mapping[str, Path], room: Path) -> dict[str, Path]:
    """Those of the documents LibreOffice could convert, by the same keys; what it could not is tried once alone.

    Args:
        files: documents in the working folder, each with a name of its own.
        room: the working folder.

    Raises:
        ReadError: ``no_binder``.
    """
    program = converter()
    if program is None:
        raise no_binder()
    out = room / "pdf"
    out.mkdir(exist_ok=True)
    _run(program, list(files.values()), out, room)
    for file in files.values():
        if not (out / f"{file.stem}.pdf").is_file():
            _run(program, [file], out, room)
    made = {key: out / f"{file.stem}.pdf" for key, file in files.items()}
    return {key: pdf for key, pdf in made.items() if pdf.is_file()}


def _run(program: str, files: list[Path], out: Path, room: Path) -> None:
    if not files:
        return
    write_profile(room / "profile")
    command = [
        program, "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo",
        f"-env:UserInstallation={(room / 'profile').as_uri()}",
        "--convert-to", "pdf", "--outdir", str(out), *map(str, files),
    ]  # fmt: skip
    seconds = (_START + _EACH * len(files)) * process.crowding()
    try:
        subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=seconds, check=False, cwd=room)
    except subprocess.TimeoutExpired:
        shutil.rmtree(room / "profile", ignore_errors=True)  # what was converted before is kept
