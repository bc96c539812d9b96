"""The door for files from anywhere: what is no good Word document is turned away with a reason, before it is unpacked."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from docx import Document as read_document
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from archive.errors import NotFound, ReadError
from archive.extract import refusals
from archive.extract.kinds import Kind, sniff
from archive.extract.reading import Limits
from archive.extract.zipcheck import check_zip

_WHAT = "Word 文档"
_LIMITS = Limits(unpacked=256 * 1024 * 1024)
_BROKEN = (
    *(PackageNotFoundError, etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError),
    *(KeyError, ValueError, AttributeError, TypeError, IndexError),  # what python-docx meets where parts are missing
)


def open_document(path: Path) -> Document:
    """The Word document of that file.

    Raises:
        NotFound: there is no such file.
        ReadError: ``empty``, ``encrypted``, ``damaged``, ``too_large``, ``unsupported``, ``macro``; it says what the
            file is instead.
    """
    try:
        content = sniff(path)
    except FileNotFoundError as problem:
        raise NotFound(f"找不到文件“{path}”。", "请核对文件名和所在的文件夹。") from problem
    except OSError as problem:
        raise refusals.disk(problem.strerror or str(problem)) from problem
    if content.kind is Kind.EMPTY:
        raise refusals.empty()
    if content.kind is Kind.ENCRYPTED_OFFICE:
        raise refusals.encrypted(_WHAT)
    if content.kind is Kind.BROKEN:
        raise refusals.damaged(_WHAT)
    if content.kind is not Kind.DOCX:
        raise refusals.unsupported(
            f"{content.label}（这里只看 .docx）", "请用 Word 或 WPS 打开，另存为 .docx 后再检查；只改文件名不算。"
        )
    check_zip(path, _LIMITS, _WHAT)
    try:
        with zipfile.ZipFile(path) as packed:
            if any(name.lower().endswith("vbaproject.bin") for name in packed.namelist()):
                raise macro()
        document = read_document(str(path))
        if document.element.body is None or document.element.getroottree().docinfo.doctype:
            raise ValueError("no body, or a document type declaration")
        _ = document.styles, document.settings
    except _BROKEN as problem:
        raise refusals.damaged(_WHAT) from problem
    return document


def macro() -> ReadError:
    """The file carries a program."""
    return ReadError(
        "文件里带有宏（程序），没有打开。",
        "公文不应带宏：请在 Word 里另存为不带宏的 .docx，并核对这份文件的来源。",
        code="macro",
    )
